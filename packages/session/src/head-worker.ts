import { renderHead } from '@carmine/head';
import * as Comlink from 'comlink';
import type { HeadPainter } from './head-painter.ts';
import { paintHead } from './head-painter.ts';

const painter: HeadPainter = {
  paint: async (params) => {
    const bitmap = await paintHead(renderHead, params);
    return Comlink.transfer(bitmap, [bitmap]);
  },
};

Comlink.expose(painter);
