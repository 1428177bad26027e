import { createHeadAnimator } from '@carmine/head';
import * as Comlink from 'comlink';
import { createPainter, type HeadPainter } from './head-painter.ts';

const painter = createPainter(createHeadAnimator());

Comlink.expose({
  paint: async (params) => {
    const bitmap = await painter.paint(params);
    return Comlink.transfer(bitmap, [bitmap]);
  },
} satisfies HeadPainter);
