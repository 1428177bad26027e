import type { Grid } from '../geometry/face-geometry.ts';
import { MAX_RADIUS } from '../model/constants.ts';

/** A weighted grid over the picture: size x size x (three values, weight). */
export interface Placed {
  readonly grid: Grid;
  readonly size: number;
}

/** Separable Gaussian of the weighted grid, zero outside; radius 2.5 sigma. */
export const blur = (src: Float32Array, size: number, sigma: number): Float32Array =>
  pass(pass(src, size, sigma, 4), size, sigma, size * 4);

const pass = (src: Float32Array, size: number, sigma: number, stride: number): Float32Array => {
  const radius = Math.min(MAX_RADIUS, Math.max(1, Math.ceil(2.5 * sigma)));
  const kernel = Float32Array.from({ length: radius + 1 }, (_, i) =>
    Math.exp((-i * i) / (2 * sigma * sigma)),
  );
  const out = new Float32Array(src.length);
  const alongX = stride === 4;
  for (let j = 0; j < size; j++)
    for (let i = 0; i < size; i++) {
      const o = (j * size + i) * 4;
      const p = alongX ? i : j;
      let total = 0;
      for (let k = -radius; k <= radius; k++) {
        const w = kernel[Math.abs(k)]!;
        total += w;
        if (p + k < 0 || p + k >= size) continue;
        const q = o + k * stride;
        for (let c = 0; c < 4; c++) out[o + c] = out[o + c]! + w * src[q + c]!;
      }
      for (let c = 0; c < 4; c++) out[o + c] = out[o + c]! / total;
    }
  return out;
};

/** Values of a band at a picture point (px), bilinear, un-weighted into `out`; gives the region's weight there, 0 where it is not. */
export const sampleBand = (
  band: Float32Array,
  bands: Placed,
  x: number,
  y: number,
  out: Float32Array,
): number => {
  const { grid, size } = bands;
  const limit = (v: number) => Math.min(size - 1.001, Math.max(0, v));
  const u = limit((x - grid.x) / grid.step - 0.5);
  const v = limit((y - grid.y) / grid.step - 0.5);
  const [i, j] = [Math.floor(u), Math.floor(v)];
  const [fu, fv] = [u - i, v - j];
  const o = (j * size + i) * 4;
  let weight = 0;
  for (let c = 3; c >= 0; c--) {
    const top = band[o + c]! + (band[o + 4 + c]! - band[o + c]!) * fu;
    const low = band[o + size * 4 + c]! + (band[o + size * 4 + 4 + c]! - band[o + size * 4 + c]!) * fu;
    const value = top + (low - top) * fv;
    if (c === 3) weight = value;
    else out[c] = value / Math.max(weight, 1e-5);
  }
  return weight > 1e-3 ? weight : 0;
};
