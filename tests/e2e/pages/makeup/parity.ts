import { decodeSrgb, deltaE2000, linearToLab } from '@carmine/color';
import type { Backend, Look } from '@carmine/makeup';
import { renderReference } from '@carmine/makeup/reference';
import { bitmapOf, type MakeupScene, sharedRenderer } from './scenes.ts';

/** How two pictures differ inside and outside what the reference changed. */
export interface Parity {
  /** Pixels that wear a product in the reference. */
  readonly worn: number;
  /** dE00 of those. */
  readonly mean: number;
  readonly p99: number;
  /** Bytes that differ from the source by more than a code where no pixel within one of them wears anything: rasterisers may differ by a pixel. */
  readonly spilled: number;
  /** Share of worn pixels whose product masks differ by more than MASK_CODES. */
  readonly masks: number;
}

/** Rasterisers place vertices to a fraction of a pixel: at a sharp edge a mask differs by some codes. */
const MASK_CODES = 8;

const lab = (d: Uint8ClampedArray, i: number) =>
  linearToLab(decodeSrgb([d[i]! / 255, d[i + 1]! / 255, d[i + 2]! / 255]));

/** Whether a pixel or one next to it is set. */
const near = (mask: Uint8Array, width: number, i: number): boolean => {
  for (const dy of [-width, 0, width]) for (const dx of [-1, 0, 1]) if (mask[i + dy + dx]) return true;
  return false;
};

/** Draws `look` on `scene` with a GPU backend and with the reference, and compares. */
export const parityOf = async (backend: Backend, scene: MakeupScene, look: Look): Promise<Parity> => {
  const { image, frame } = scene;
  const r = await sharedRenderer(backend);
  const bitmap = await bitmapOf(image);
  try {
    await r.setLook(look);
    r.draw(bitmap, frame);
    const got = await r.readPixels();
    const want = renderReference(image, frame, look);
    const products = [...new Set(look.layers.map((l) => l.product))];
    const differences: number[] = [];
    const pixels = image.width * image.height;
    const wornAt = new Uint8Array(pixels);
    let off = 0;
    for (const product of products) {
      const mask = await r.readMask(product);
      const truth = want.masks[product] ?? new Uint8Array(pixels);
      for (let i = 0; i < pixels; i++) {
        if (truth[i]) wornAt[i] = 1;
        if (Math.abs(mask[i]! - truth[i]!) > MASK_CODES) off++;
      }
    }
    let spilled = 0;
    for (let i = 0; i < pixels; i++)
      if (wornAt[i]) differences.push(deltaE2000(lab(got.data, i * 4), lab(want.image.data, i * 4)));
      else if (!near(wornAt, image.width, i))
        for (let k = 0; k < 3; k++)
          if (Math.abs(got.data[i * 4 + k]! - image.data[i * 4 + k]!) > 1) spilled++;
    differences.sort((a, b) => a - b);
    const worn = differences.length;
    const mean = differences.reduce((a, b) => a + b, 0) / Math.max(1, worn);
    const p99 = differences[Math.floor(worn * 0.99)] ?? 0;
    return { worn, mean, p99, spilled, masks: off / Math.max(1, worn * products.length) };
  } finally {
    bitmap.close();
  }
};
