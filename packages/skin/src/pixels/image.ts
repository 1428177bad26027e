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
  out.r = out.g = out.b = 0;
  out.bad = false;
  add(data, (y0 * width + x0) * 4, (1 - fx) * (1 - fy), out);
  add(data, (y0 * width + x1) * 4, fx * (1 - fy), out);
  add(data, (y1 * width + x0) * 4, (1 - fx) * fy, out);
  add(data, (y1 * width + x1) * 4, fx * fy, out);
  return true;
};

const add = (data: Uint8ClampedArray, i: number, w: number, out: Reading): void => {
  const r = data[i]!;
  const g = data[i + 1]!;
  const b = data[i + 2]!;
  out.r += w * SRGB8_TO_LINEAR[r]!;
  out.g += w * SRGB8_TO_LINEAR[g]!;
  out.b += w * SRGB8_TO_LINEAR[b]!;
  if (w > 0 && isClipped(r, g, b)) out.bad = true;
};

/** Clipped (any channel high) or crushed (all channels low) 8-bit pixel. */
export const isClipped = (r: number, g: number, b: number): boolean =>
  r >= CLIP_HIGH || g >= CLIP_HIGH || b >= CLIP_HIGH || (r <= CLIP_LOW && g <= CLIP_LOW && b <= CLIP_LOW);
