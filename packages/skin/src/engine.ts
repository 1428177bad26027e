import { CarmineError } from '@carmine/errors';
import { type FaceFrame, type FaceFrameMessage, fromMessage } from '@carmine/face';
import { analyzeImage, analyzeMapped } from './analyze.ts';
import {
  checkModel,
  type FetchOptions,
  fetchAssets,
  fetchMapAssets,
  LOADER_FILE,
  MAP_MODEL_FILE,
  MODEL_FILE,
  type NetFiles,
} from './assets.ts';
import type { ColourNet } from './model/colour-net.ts';
import { parseMapMeta } from './model/map-meta.ts';
import type { MapNet } from './model/map-net.ts';
import { parseMeta } from './model/meta.ts';
import { createOrtNet } from './model/ort.ts';
import { createOrtMapNet } from './model/ort-map-net.ts';
import type { MappedReport } from './options.ts';
import type { PixelImage } from './pixels/image.ts';
import { readFacePixels } from './pixels/read-bitmap.ts';
import type { Wishes } from './protocol.ts';
import type { SkinReport } from './types.ts';

/** The analyser itself: runs the same in the worker and on the page. */
export class SkinEngine {
  readonly #net: ColourNet;
  readonly #startMaps: () => Promise<MapNet>;
  /** Started, and where need be fetched, by the first analysis that wants maps: the measures need none of it. */
  #maps: Promise<MapNet> | null = null;
  #closed = false;

  private constructor(net: ColourNet, startMaps: () => Promise<MapNet>) {
    this.#net = net;
    this.#startMaps = startMaps;
  }

  /** Loads files and nets from `base`. Rejects asset-missing, asset-corrupt, aborted. */
  static async load(
    base: URL,
    options: FetchOptions & { readonly maps?: boolean } = {},
  ): Promise<SkinEngine> {
    const { colour, maps, wasm } = await fetchAssets(base, options);
    const meta = parseMeta(colour.meta);
    checkModel(colour.model, meta, { base, file: MODEL_FILE });
    const startMaps = maps && mapStarter(base, maps);
    const loader = new URL(LOADER_FILE, base).href;
    const net = await createOrtNet({ meta, model: colour.model, wasm, loader });
    return new SkinEngine(net, startMaps ?? (async () => mapStarter(base, await fetchMapAssets(base))()));
  }

  /** Reads the picture, closes it, and judges it. */
  analyze(image: ImageBitmap, message: FaceFrameMessage, wishes: Wishes): Promise<SkinReport> {
    return this.#read(image, message, (pixels, frame) => analyzeImage(pixels, frame, this.#net, wishes));
  }

  /** As `analyze`, with the maps. */
  analyzeMapped(image: ImageBitmap, message: FaceFrameMessage, wishes: Wishes): Promise<MappedReport> {
    return this.#read(image, message, async (pixels, frame) => {
      return analyzeMapped(pixels, frame, this.#net, { ...wishes, mapNet: await this.#mapNet() });
    });
  }

  /** The net of the maps; one that could not be fetched is tried again by the next who asks. */
  #mapNet(): Promise<MapNet> {
    this.#maps ??= this.#startMaps().catch((error) => {
      this.#maps = null;
      throw error;
    });
    return this.#maps;
  }

  async #read<T>(
    image: ImageBitmap,
    message: FaceFrameMessage,
    judge: (image: PixelImage, frame: FaceFrame) => Promise<T>,
  ): Promise<T> {
    try {
      if (this.#closed) throw new CarmineError('closed');
      const read = readFacePixels(image, fromMessage(message));
      return await judge(read.image, read.frame);
    } finally {
      image.close();
    }
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    void this.#net.close();
    // One that would not start is nothing to close; whoever asked for it has heard.
    void this.#maps?.then((net) => net.close()).catch(() => {});
  }
}

/** What starts MapNet from its files. Throws `asset-corrupt` at once when they are not what they say. */
const mapStarter = (base: URL, { meta: text, model }: NetFiles): (() => Promise<MapNet>) => {
  const meta = parseMapMeta(text);
  checkModel(model, meta, { base, file: MAP_MODEL_FILE });
  return () => createOrtMapNet(meta, model);
};
