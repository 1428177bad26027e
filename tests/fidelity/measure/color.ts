import { deltaE2000, type Lab, type LinearRgb, linearToLab, SRGB8_TO_LINEAR } from '@carmine/color';

/** RGBA, 8-bit sRGB. */
export interface Rgba {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

export const linearAt = (data: Uint8Array, pixel: number): LinearRgb => [
  SRGB8_TO_LINEAR[data[pixel * 4]!]!,
  SRGB8_TO_LINEAR[data[pixel * 4 + 1]!]!,
  SRGB8_TO_LINEAR[data[pixel * 4 + 2]!]!,
];

export const labAt = (data: Uint8Array, pixel: number): Lab => linearToLab(linearAt(data, pixel));

const same = (a: Uint8Array, b: Uint8Array, i: number): boolean =>
  a[i] === b[i] && a[i + 1] === b[i + 1] && a[i + 2] === b[i + 2];

/** CIEDE2000 of two pixels of equal place. */
export const deltaAt = (a: Uint8Array, b: Uint8Array, pixel: number): number =>
  same(a, b, pixel * 4) ? 0 : deltaE2000(labAt(a, pixel), labAt(b, pixel));

/** Mean and largest CIEDE2000 over the pixels chosen. */
export const compare = (
  a: Uint8Array,
  b: Uint8Array,
  chosen: (pixel: number) => boolean,
): { mean: number; max: number; p99: number; pixels: number } => {
  const all: number[] = [];
  for (let pixel = 0; pixel < a.length / 4; pixel++) if (chosen(pixel)) all.push(deltaAt(a, b, pixel));
  all.sort((x, y) => x - y);
  const mean = all.reduce((sum, d) => sum + d, 0) / Math.max(1, all.length);
  return { mean, max: all.at(-1) ?? 0, p99: all[Math.floor(all.length * 0.99)] ?? 0, pixels: all.length };
};

/** Largest difference of any channel, codes. */
export const maxCodeDifference = (a: Uint8Array, b: Uint8Array): number => {
  let max = 0;
  for (let i = 0; i < a.length; i++) max = Math.max(max, Math.abs(a[i]! - b[i]!));
  return max;
};

/** Mean linear RGB over the pixels chosen. */
export const meanLinear = (data: Uint8Array, pixels: readonly number[]): LinearRgb => {
  const sum: [number, number, number] = [0, 0, 0];
  for (const pixel of pixels) {
    const [r, g, b] = linearAt(data, pixel);
    sum[0] += r;
    sum[1] += g;
    sum[2] += b;
  }
  const n = Math.max(1, pixels.length);
  return [sum[0] / n, sum[1] / n, sum[2] / n];
};
