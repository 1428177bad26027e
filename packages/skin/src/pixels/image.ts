import { SRGB8_TO_LINEAR } from '@carmine/color';

/** 8-bit sRGB, straight alpha, rows top to bottom, 4 bytes a pixel. An ImageData fits. */
export interface PixelImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** A code at or above this in any channel is clipped: it holds no colour (skin.md 5.5). */
export const CLIP_HIGH = 250;
/** A pixel with all channels at or below this is crushed. */
export const CLIP_LOW = 5;

/** One bilinear reading: linear RGB 0..1, and whether any of the four pixels is clipped or crushed. */
export interface Reading {
  r: number;
  g: number;
  b: number;
  bad: boolean;
}

/** Reads linear light at x, y (px, centre of the first pixel at .5, .5); false when outside the image.
 *  Interpolates in linear light so that edges keep their energy. */
export const readLinear = (image: PixelImage, x: number, y: number, out: Reading): boolean => {
  const { width, height, data } = image;
  if (!(x >= 0 && y >= 0 && x <= width && y <= height)) return false;
  const u = Math.min(Math.max(x - 0.5, 0), width - 1);
  const v = Math.min(Math.max(y - 0.5, 0), height - 1);
  const x0 = Math.floor(u);
  const y0 = Math.floor(v);
  const x1 = Math.min(x0 + 1, width - 1);
  const y1 = Math.min(y0 + 1, height - 1);
  const fx = u - x0;
  const fy = v - y0;
  const [a, b] = [(y0 * width + x0) * 4, (y0 * width + x1) * 4];
  const [c, d] = [(y1 * width + x0) * 4, (y1 * width + x1) * 4];
  const [wa, wb, wc, wd] = [(1 - fx) * (1 - fy), fx * (1 - fy), (1 - fx) * fy, fx * fy];
  out.r = mixed(data, a, b, c, d, wa, wb, wc, wd);
  out.g = mixed(data, a + 1, b + 1, c + 1, d + 1, wa, wb, wc, wd);
  out.b = mixed(data, a + 2, b + 2, c + 2, d + 2, wa, wb, wc, wd);
  out.bad =
    (wa > 0 && clippedAt(data, a)) ||
    (wb > 0 && clippedAt(data, b)) ||
    (wc > 0 && clippedAt(data, c)) ||
    (wd > 0 && clippedAt(data, d));
  return true;
};

/** Linear light of four codes by their weights. */
const mixed = (
  data: Uint8ClampedArray,
  a: number,
  b: number,
  c: number,
  d: number,
  wa: number,
  wb: number,
  wc: number,
  wd: number,
): number =>
  wa * SRGB8_TO_LINEAR[data[a]!]! +
  wb * SRGB8_TO_LINEAR[data[b]!]! +
  wc * SRGB8_TO_LINEAR[data[c]!]! +
  wd * SRGB8_TO_LINEAR[data[d]!]!;

const clippedAt = (data: Uint8ClampedArray, i: number): boolean =>
  isClipped(data[i]!, data[i + 1]!, data[i + 2]!);

/** Clipped (any channel high) or crushed (all channels low) 8-bit pixel. */
export const isClipped = (r: number, g: number, b: number): boolean =>
  r >= CLIP_HIGH || g >= CLIP_HIGH || b >= CLIP_HIGH || (r <= CLIP_LOW && g <= CLIP_LOW && b <= CLIP_LOW);
