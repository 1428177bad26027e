import { CarmineError } from '@carmine/errors';
import { type FaceFrame, type FaceFrameMessage, fromMessage } from '@carmine/face';
import { analyzeImage, analyzeMapped } from './analyze.ts';
import { checkModel, fetchAssets, LOADER_FILE, MAP_MODEL_FILE, MODEL_FILE } from './assets.ts';
import type { ColourNet } from './model/colour-net.ts';
import { parseMapMeta } from './model/map-meta.ts';
import type { MapNet } from './model/map-net.ts';
import { parseMeta } from './model/meta.ts';
import { createOrtNet } from './model/ort.ts';
import { createOrtMapNet } from './model/ort-map-net.ts';
import type { LoadProgress, MappedReport } from './options.ts';
import type { PixelImage } from './pixels/image.ts';
import { readFacePixels } from './pixels/read-bitmap.ts';
import type { Wishes } from './protocol.ts';
import type { SkinReport } from './types.ts';

/** The analyser itself: runs the same in the worker and on the page. */
export class SkinEngine {
  readonly #net: ColourNet;
  readonly #startMaps: () => Promise<MapNet>;
  /** Started by the first analysis that wants maps: the measures need none of it. */
  #maps: Promise<MapNet> | null = null;
  #closed = false;

  private constructor(net: ColourNet, startMaps: () => Promise<MapNet>) {
    this.#net = net;
    this.#startMaps = startMaps;
  }

  /** Loads files and nets from `base`. Rejects asset-missing, asset-corrupt, aborted. */
  static async load(
    base: URL,
    options: { readonly onProgress?: (p: LoadProgress) => void; readonly signal?: AbortSignal } = {},
  ): Promise<SkinEngine> {
    const { colour, maps, wasm } = await fetchAssets(base, options);
    const meta = parseMeta(colour.meta);
    const mapMeta = parseMapMeta(maps.meta);
    checkModel(colour.model, meta, { base, file: MODEL_FILE });
    checkModel(maps.model, mapMeta, { base, file: MAP_MODEL_FILE });
    const loader = new URL(LOADER_FILE, base).href;
    const net = await createOrtNet({ meta, model: colour.model, wasm, loader });
    return new SkinEngine(net, () => createOrtMapNet(mapMeta, maps.model));
  }

  /** Reads the picture, closes it, and judges it. */
  analyze(image: ImageBitmap, message: FaceFrameMessage, wishes: Wishes): Promise<SkinReport> {
    return this.#read(image, message, (pixels, frame) => analyzeImage(pixels, frame, this.#net, wishes));
  }

  /** As `analyze`, with the maps. */
  analyzeMapped(image: ImageBitmap, message: FaceFrameMessage, wishes: Wishes): Promise<MappedReport> {
    return this.#read(image, message, async (pixels, frame) => {
      this.#maps ??= this.#startMaps();
      return analyzeMapped(pixels, frame, this.#net, { ...wishes, mapNet: await this.#maps });
    });
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
