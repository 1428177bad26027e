import type { LinearRgb, Triple } from './types.ts';

/**
 * sRGB transfer function, exact piecewise form (IEC 61966-2-1): one encoded channel 0..1 to linear light 0..1.
 * Odd-symmetric below zero, unclamped above one. No allocation: fit for a pixel loop.
 */
export const srgbToLinear = (v: number): number => {
  const a = Math.abs(v);
  return a <= 0.04045 ? v / 12.92 : Math.sign(v) * ((a + 0.055) / 1.055) ** 2.4;
};

/** Inverse of {@link srgbToLinear}: one linear channel 0..1 to encoded 0..1. */
export const linearToSrgb = (v: number): number => {
  const a = Math.abs(v);
  return a <= 0.0031308 ? v * 12.92 : Math.sign(v) * (1.055 * a ** (1 / 2.4) - 0.055);
};

/** Linear light 0..1 of each 8-bit sRGB code: `SRGB8_TO_LINEAR[byte]` is the fast decode of a pixel loop. */
export const SRGB8_TO_LINEAR: Float32Array = Float32Array.from({ length: 256 }, (_, i) =>
  srgbToLinear(i / 255),
);

/** One linear channel to the nearest 8-bit sRGB code, clamped to 0..255. NaN gives 0. */
export const linearToSrgb8 = (v: number): number =>
  v <= 0 || Number.isNaN(v) ? 0 : v >= 1 ? 255 : Math.round(linearToSrgb(v) * 255);

/** Encoded sRGB 0..1 to linear RGB. */
export const decodeSrgb = ([r, g, b]: Triple): LinearRgb => [
  srgbToLinear(r),
  srgbToLinear(g),
  srgbToLinear(b),
];

/** Linear RGB to encoded sRGB; not clamped. */
export const encodeSrgb = ([r, g, b]: LinearRgb): Triple => [
  linearToSrgb(r),
  linearToSrgb(g),
  linearToSrgb(b),
];

/** Relative luminance Y (0..1) of linear sRGB; the row of the CSS Color 4 matrix that culori uses. No allocation. */
export const luminance = (r: number, g: number, b: number): number =>
  0.2126390058715102 * r + 0.715168678767756 * g + 0.0721923153607337 * b;
