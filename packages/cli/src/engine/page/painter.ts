import { CarmineError } from '@carmine/errors';
import type { FaceFrame } from '@carmine/face';
import { createRenderer, type Look, type PixelImage, type ProductKind } from '@carmine/makeup';
import { renderReference } from '@carmine/makeup/reference';
import type { EngineBackend, UsedBackend } from '../protocol.ts';
import { toBitmap } from './pixels.ts';

/** Side of the largest texture every backend takes, px. */
const MAX_SIDE = 8192;

export interface Painted {
  readonly image: PixelImage;
  /** Amount of each product asked for, 0..255, one byte a pixel. */
  readonly masks: ReadonlyMap<ProductKind, Uint8Array>;
}

/** One of the three backends behind one call. */
export interface Painter {
  readonly backend: UsedBackend;
  readonly device: string;
  paint(image: PixelImage, frame: FaceFrame, look: Look, masks: readonly ProductKind[]): Promise<Painted>;
  close(): void;
}

const cpuPainter = (): Painter => ({
  backend: 'cpu',
  device: 'reference',
  paint: async (image, frame, look, masks) => {
    const result = renderReference(image, frame, look);
    // A product without a film, such as one of no intensity, has no mask: nothing of it lies anywhere.
    const maskOf = (product: ProductKind) =>
      result.masks[product] ?? new Uint8Array(image.width * image.height);
    return { image: result.image, masks: new Map(masks.map((product) => [product, maskOf(product)])) };
  },
  close: () => {},
});

const gpuPainter = async (wanted: 'auto' | 'webgpu' | 'webgl2'): Promise<Painter> => {
  const canvas = new OffscreenCanvas(1, 1);
  const renderer = await createRenderer({ canvas, backend: wanted });
  let worn = '';
  return {
    backend: renderer.backend,
    device: renderer.device,
    paint: async (image, frame, look, masks) => {
      const { width, height } = image;
      if (Math.max(width, height) > MAX_SIDE)
        throw new CarmineError('image-too-large', {
          message: `The face fills ${width} x ${height} pixels; ${MAX_SIDE} a side are the most that can be drawn.`,
        });
      const key = JSON.stringify(look);
      if (key !== worn) await renderer.setLook(look);
      worn = key;
      const source = await toBitmap(image);
      try {
        renderer.draw(source, frame);
        const pixels = await renderer.readPixels();
        const read = new Map<ProductKind, Uint8Array>();
        for (const product of masks) read.set(product, await renderer.readMask(product));
        return { image: pixels, masks: read };
      } finally {
        source.close();
      }
    },
    close: () => renderer.close(),
  };
};

/** Painters by what was asked for, made once: a batch compiles its shaders once. */
export const createPainters = () => {
  const made = new Map<EngineBackend, Promise<Painter>>();
  return (backend: EngineBackend): Promise<Painter> => {
    let painter = made.get(backend);
    if (!painter) {
      painter = backend === 'cpu' ? Promise.resolve(cpuPainter()) : gpuPainter(backend);
      made.set(backend, painter);
      painter.catch(() => made.delete(backend));
    }
    return painter;
  };
};
