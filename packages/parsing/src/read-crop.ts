import { type Crop, type CropPlan, cropToPicture } from './crop.ts';

/** 8-bit sRGB picture, RGBA, rows from the top. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** Most samples a side of a pixel that is made of many. */
const MOST_TAPS = 8;

/** Reads a cut-out from pixels in memory: area averages where it shrinks, bilinear where it grows. `into`: width x height x 4 bytes to write to,
 *  for who reads every frame; left out: new ones. Long for its job, and without a helper: it takes 100,000 samples a frame. */
export const readCrop = (
  picture: Picture,
  plan: CropPlan,
  into: Uint8ClampedArray = new Uint8ClampedArray(plan.width * plan.height * 4),
): Crop => {
  const { width, height } = plan;
  const { data } = picture;
  const [lastX, lastY, stride] = [picture.width - 1, picture.height - 1, picture.width * 4];
  const [a, b, c, d, e, f] = cropToPicture(plan);
  const taps = Math.max(1, Math.min(MOST_TAPS, Math.ceil(plan.span / width)));
  const step = 1 / taps;
  const share = step * step;
  for (let row = 0, at = 0; row < height; row++)
    for (let column = 0; column < width; column++, at += 4) {
      let red = 0;
      let green = 0;
      let blue = 0;
      let alpha = 0;
      for (let tap = 0; tap < taps; tap++)
        for (let along = 0; along < taps; along++) {
          const across = column + (along + 0.5) * step;
          const down = row + (tap + 0.5) * step;
          const x = a * across + b * down + c - 0.5;
          const y = d * across + e * down + f - 0.5;
          // Nothing lies outside, nor where it is not a number.
          if (!(x >= -0.5 && y >= -0.5 && x <= lastX + 0.5 && y <= lastY + 0.5)) continue;
          const i = x > 0 ? x | 0 : 0;
          const j = y > 0 ? y | 0 : 0;
          const u = x > i ? x - i : 0;
          const v = y > j ? y - j : 0;
          const p = j * stride + i * 4;
          const q = i < lastX ? p + 4 : p;
          const r = j < lastY ? p + stride : p;
          const s = r + q - p;
          const ws = u * v;
          const wq = u - ws;
          const wr = v - ws;
          const wp = 1 - u - wr;
          red += data[p]! * wp + data[q]! * wq + data[r]! * wr + data[s]! * ws;
          green += data[p + 1]! * wp + data[q + 1]! * wq + data[r + 1]! * wr + data[s + 1]! * ws;
          blue += data[p + 2]! * wp + data[q + 2]! * wq + data[r + 2]! * wr + data[s + 2]! * ws;
          alpha += data[p + 3]! * wp + data[q + 3]! * wq + data[r + 3]! * wr + data[s + 3]! * ws;
        }
      into[at] = red * share;
      into[at + 1] = green * share;
      into[at + 2] = blue * share;
      into[at + 3] = alpha * share;
    }
  return { plan, width, height, data: into };
};
