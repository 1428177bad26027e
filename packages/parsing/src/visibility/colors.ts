import { SRGB8_TO_LINEAR } from '@carmine/color';

/** Keeps the logarithms of dark pixels from being noise. */
const FLOOR = 0.006;

/** ln of the linear light of each 8-bit sRGB code. */
export const LOG_LIGHT = Float32Array.from(SRGB8_TO_LINEAR, (v) => Math.log(v + FLOOR));

/** How far `v` lies outside what is between `a` and `b`. */
export const beyond = (v: number, a: number, b: number): number =>
  Math.max(0, Math.min(a, b) - v, v - Math.max(a, b));
