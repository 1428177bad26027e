import { CarmineError } from '@carmine/errors';
import { type FaceFrame, type FaceFrameMessage, fromMessage } from '@carmine/face';
import { analyzeImage, analyzeMapped } from './analyze.ts';
import { checkModel, fetchAssets, LOADER_FILE } from './assets.ts';
import type { ColourNet } from './model/colour-net.ts';
import { parseMeta } from './model/meta.ts';
import { createOrtNet } from './model/ort.ts';
import type { LoadProgress, MappedReport } from './options.ts';
import type { PixelImage } from './pixels/image.ts';
import { readFacePixels } from './pixels/read-bitmap.ts';
import type { SkinReport } from './types.ts';

/** The analyser itself: runs the same in the worker and on the page. */
export class SkinEngine {
  readonly #net: ColourNet;
  #closed = false;

  private constructor(net: ColourNet) {
    this.#net = net;
  }

  /** Loads files and net from `base`. Rejects asset-missing, asset-corrupt, aborted. */
  static async load(
    base: URL,
    options: { readonly onProgress?: (p: LoadProgress) => void; readonly signal?: AbortSignal } = {},
  ): Promise<SkinEngine> {
    const { meta: text, model, wasm } = await fetchAssets(base, options);
    const meta = parseMeta(text);
    checkModel(model, meta, base);
    const loader = new URL(LOADER_FILE, base).href;
    return new SkinEngine(await createOrtNet({ meta, model, wasm, loader }));
  }

  /** Reads the picture, closes it, and judges it. */
  analyze(image: ImageBitmap, message: FaceFrameMessage): Promise<SkinReport> {
    return this.#read(image, message, analyzeImage);
  }

  /** As `analyze`, with the maps. */
  analyzeMapped(image: ImageBitmap, message: FaceFrameMessage): Promise<MappedReport> {
    return this.#read(image, message, analyzeMapped);
  }

  async #read<T>(
    image: ImageBitmap,
    message: FaceFrameMessage,
    judge: (image: PixelImage, frame: FaceFrame, net: ColourNet) => Promise<T>,
  ): Promise<T> {
    try {
      if (this.#closed) throw new CarmineError('closed');
      const read = readFacePixels(image, fromMessage(message));
      return await judge(read.image, read.frame, this.#net);
    } finally {
      image.close();
    }
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    void this.#net.close();
  }
}
