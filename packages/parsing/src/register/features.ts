import type { Crop } from '../crop.ts';

/** Radius of the neighbourhood whose brightness is taken out, px of the crop: shading is larger, features are smaller. */
const RADIUS = 9;

/** The features of a crop: brightness (Rec. 601 luma of sRGB codes) smoothed by 1-2-1 twice both ways, less its own neighbourhood's mean. What light does to
 *  a turning head stays behind, brows, nostrils and marks stay. `out`, `scratch`: width x height. */
export const features = ({ width, height, data }: Crop, out: Float32Array, scratch: Float32Array): void => {
  for (let i = 0; i < width * height; i++)
    out[i] = 0.299 * data[i * 4]! + 0.587 * data[i * 4 + 1]! + 0.114 * data[i * 4 + 2]!;
  for (let round = 0; round < 2; round++) {
    smooth(out, scratch, width, height, 1, width);
    smooth(scratch, out, height, width, width, 1);
  }
  boxMean(out, scratch, width, height);
  for (let i = 0; i < width * height; i++) out[i] = out[i]! - scratch[i]!;
};

/** 1-2-1 along lines of `length` px, `step` apart; `lines` of them, `stride` apart. */
const smooth = (
  from: Float32Array,
  to: Float32Array,
  length: number,
  lines: number,
  step: number,
  stride: number,
): void => {
  for (let line = 0; line < lines; line++)
    for (let i = 0; i < length; i++) {
      const at = line * stride + i * step;
      const before = at - (i > 0 ? step : 0);
      const after = at + (i < length - 1 ? step : 0);
      to[at] = (from[before]! + 2 * from[at]! + from[after]!) / 4;
    }
};

let sums = new Float64Array(0);

/** Mean over squares of 2 RADIUS + 1, cut at the border, by a summed area table (Crow 1984). */
const boxMean = (from: Float32Array, to: Float32Array, width: number, height: number): void => {
  const w = width + 1;
  if (sums.length < w * (height + 1)) sums = new Float64Array(w * (height + 1));
  for (let y = 0; y < height; y++) {
    let row = 0;
    for (let x = 0; x < width; x++) {
      row += from[y * width + x]!;
      sums[(y + 1) * w + x + 1] = sums[y * w + x + 1]! + row;
    }
  }
  for (let y = 0; y < height; y++) {
    const [y0, y1] = [Math.max(0, y - RADIUS), Math.min(height, y + RADIUS + 1)];
    for (let x = 0; x < width; x++) {
      const [x0, x1] = [Math.max(0, x - RADIUS), Math.min(width, x + RADIUS + 1)];
      const sum = sums[y1 * w + x1]! - sums[y0 * w + x1]! - sums[y1 * w + x0]! + sums[y0 * w + x0]!;
      to[y * width + x] = sum / ((y1 - y0) * (x1 - x0));
    }
  }
};
