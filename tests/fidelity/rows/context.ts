import {
  type AnalyzeAnswer,
  createEngine,
  type Engine,
  type EngineBackend,
  type RenderAnswer,
} from '@carmine/cli';
import type { Look, ProductKind } from '@carmine/makeup';
import { ASSETS, ENGINE_PAGE } from '../../support/paths.ts';
import type { Rgba } from '../measure/color.ts';
import type { Gallery } from '../report.ts';

/** One render of one file: what `carmine render` would write. */
export interface Rendered {
  readonly answer: RenderAnswer;
  readonly image: Rgba;
  /** The decoded pixels of the file. */
  readonly source: Rgba;
  /** 0..255 a pixel. */
  readonly masks: ReadonlyMap<ProductKind, Uint8Array>;
}

export interface Wish {
  readonly look: Look;
  readonly backend: EngineBackend;
  readonly masks?: readonly ProductKind[];
  /** true: the renderer's own pixels even where nothing is worn. */
  readonly always?: boolean;
}

/** What every row works with. */
export interface Context {
  readonly gallery: Gallery;
  /** The engine of the command, one browser for all rows. */
  render(path: string, wish: Wish): Promise<Rendered>;
  /** What `carmine analyze` would say. */
  analyze(path: string): Promise<AnalyzeAnswer>;
  close(): Promise<void>;
}

export const NOTHING: Look = { version: 1, layers: [] };

/** The look most rows wear: a satin red and a medium foundation. */
export const LOOK: Look = {
  version: 1,
  layers: [
    { product: 'foundation', color: '#c68d60', finish: 'natural', coverage: 0.6 },
    { product: 'lipstick', color: '#9b1c31', finish: 'satin', coverage: 0.75 },
  ],
};

export const createContext = (gallery: Gallery): Context => {
  const engine: Engine = createEngine({ assets: ASSETS, page: ENGINE_PAGE });
  const render = async (path: string, wish: Wish): Promise<Rendered> => {
    const masks = wish.masks ?? [];
    const { answer, parcel } = await engine.render(path, { ...wish, masks, source: true });
    const image = parcel('image');
    const source = parcel('source');
    return { answer, image, source, masks: new Map(masks.map((m) => [m, parcel(`mask.${m}`).data])) };
  };
  return {
    gallery,
    render,
    analyze: async (path) => (await engine.analyze(path)).answer,
    close: () => engine.close(),
  };
};
