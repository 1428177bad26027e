import * as Comlink from 'comlink';
import { SkinEngine } from './engine.ts';
import { notLoaded, outcome, type SkinWorker } from './protocol.ts';

/** The skin worker: one engine behind comlink. It ends with the analysis, so nothing here is given back. */
let engine: SkinEngine | null = null;

const calls: SkinWorker = {
  hello: () => 'carmine-skin',
  load: (assetBase, maps, onProgress) =>
    outcome(async () => {
      engine = await SkinEngine.load(new URL(assetBase), { maps, onProgress: (p) => void onProgress(p) });
      return null;
    }),
  analyze: (image, frame, wishes) =>
    outcome(async () => {
      if (!engine) throw notLoaded();
      return engine.analyze(image, frame, wishes);
    }),
  analyzeMapped: (image, frame, wishes) =>
    outcome(async () => {
      if (!engine) throw notLoaded();
      return engine.analyzeMapped(image, frame, wishes);
    }),
};

Comlink.expose(calls);
