import { type Crop, type CropPlan, cropToPicture } from './crop.ts';

/** 8-bit sRGB picture, RGBA, rows from the top. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** Reads a cut-out from pixels in memory: area averages where it shrinks, bilinear where it grows. For Node, tests and stills;
 *  in a worker the canvas does it. */
export const readCrop = (picture: Picture, plan: CropPlan): Crop => {
  const { width, height } = plan;
  const data = new Uint8ClampedArray(width * height * 4);
  const [a, b, c, d, e, f] = cropToPicture(plan);
  const taps = Math.max(1, Math.min(8, Math.ceil(plan.span / width)));
  const sum = new Float64Array(4);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      sum.fill(0);
      for (let t = 0; t < taps * taps; t++) {
        const u = x + ((t % taps) + 0.5) / taps;
        const v = y + (Math.floor(t / taps) + 0.5) / taps;
        addSample(picture, a * u + b * v + c - 0.5, d * u + e * v + f - 0.5, sum);
      }
      const at = (y * width + x) * 4;
      for (let k = 0; k < 4; k++) data[at + k] = sum[k]! / (taps * taps);
    }
  return { plan, width, height, data };
};

const addSample = ({ width, height, data }: Picture, x: number, y: number, sum: Float64Array): void => {
  if (x < -0.5 || y < -0.5 || x > width - 0.5 || y > height - 0.5) return;
  const [i, j] = [Math.max(0, Math.floor(x)), Math.max(0, Math.floor(y))];
  const [i1, j1] = [Math.min(width - 1, i + 1), Math.min(height - 1, j + 1)];
  const [u, v] = [Math.max(0, x - i), Math.max(0, y - j)];
  for (let k = 0; k < 4; k++) {
    const top = data[(j * width + i) * 4 + k]! * (1 - u) + data[(j * width + i1) * 4 + k]! * u;
    const low = data[(j1 * width + i) * 4 + k]! * (1 - u) + data[(j1 * width + i1) * 4 + k]! * u;
    sum[k]! += top * (1 - v) + low * v;
  }
};
