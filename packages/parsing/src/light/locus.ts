import { type LinearRgb, luminance, xyzToLinear } from '@carmine/color';

/** ln(r/g), ln(b/g) of a light on the Planckian locus; `mired` = 1e6 / K, 60..600. */
export const planckian = (mired: number): readonly [red: number, blue: number] => {
  const t = 1e6 / mired;
  // Krystek 1985, rational fit of the locus in CIE 1960 (u, v), 1000..15000 K, error under 8e-5 in u, 9e-5 in v.
  const u =
    (0.860117757 + 1.54118254e-4 * t + 1.28641212e-7 * t * t) /
    (1 + 8.42420235e-4 * t + 7.08145163e-7 * t * t);
  const v =
    (0.317398726 + 4.22806245e-5 * t + 4.20481691e-8 * t * t) /
    (1 - 2.89741816e-5 * t + 1.61456053e-7 * t * t);
  const [x, y] = [(3 * u) / (2 * u - 8 * v + 4), (2 * v) / (2 * u - 8 * v + 4)];
  return chromaOf(x / y, (1 - x - y) / y);
};

/** Log ratios of the linear sRGB of (X, 1, Z); a channel outside the gamut counts as a little light. */
const chromaOf = (x: number, z: number): [number, number] => {
  const [r, g, b] = xyzToLinear([x, 1, z]);
  return [Math.log(Math.max(0.02, r) / g), Math.log(Math.max(0.02, b) / g)];
};

/** Y-normalised linear RGB of log ratios. */
export const illuminantOf = (red: number, blue: number): LinearRgb => {
  const [r, b] = [Math.exp(red), Math.exp(blue)];
  const y = luminance(r, 1, b);
  return [r / y, 1 / y, b / y];
};
