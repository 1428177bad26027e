import { broadBlur, maskedBlur } from '../pixels/blur.ts';
import type { ConditionMap } from './condition.ts';

/** How much each texel looks like a dark line: second derivative across it less that along it, times sigma squared (OD), and
 *  the direction along it, radians, 0 = across the face, pi/2 = up the face. */
export interface Ridges {
  readonly strength: Float32Array;
  readonly angle: Float32Array;
}

/** Dark ridges of the darkness map at the largest of some widths (Hessian eigenvalues, Lindeberg 1998; the part along the line
 *  is taken off, so that round spots give nothing). `sigmas` in mm. Texels near the edge of what was seen give nothing. */
export const darkRidges = (map: ConditionMap, sigmas: readonly number[]): Ridges => {
  const n = map.ok.length;
  const out = { strength: new Float32Array(n), angle: new Float32Array(n) };
  const wide = BROAD_MM * map.perMm;
  const broad = broadBlur(map.dark, map.ok, { size: map.size, sigma: wide });
  for (const mm of sigmas) {
    const sigma = Math.max(0.8, mm * map.perMm);
    const smooth = maskedBlur(map.dark, map.ok, { size: map.size, sigma });
    const share = wide ** 2 * shareOf(BAND_MM * map.perMm, sigma, wide);
    addScale(map, { smooth, sigma, broad, share }, out);
  }
  return out;
};

/** A crest lies where the darkness has no slope across it: first over second derivative tells how far off it is, texels (Steger 1998, "An unbiased
 *  detector of curvilinear structures"). Inside the rim of a dark patch it is a sigma of that rim: no line, however much it bends
 *  (docs/decisions/0445). */
const OFF_CREST = 1;

/** What is dark over this sigma and more is a band, not a line: a hollow, a shadow, a circle under an eye. It bends under a broad blur as well, and by
 *  what it bends there it is taken off, mm; of a line of .5 mm that is a sixth at most (scale selection, Lindeberg 1998; docs/decisions/0447). */
const BAND_MM = 2.4;
const BROAD_MM = 2.2;

/** Ridge strength of a Gaussian band under a narrow blur, of that under a broad one; sigmas of one unit. */
const shareOf = (band: number, narrow: number, broad: number): number => {
  const strength = (sigma: number): number => sigma ** 2 / (band ** 2 + sigma ** 2) ** 1.5;
  return strength(narrow) / strength(broad);
};

interface Scale {
  readonly smooth: Float32Array;
  readonly sigma: number;
  /** The same under the broad blur, and what of its second derivative a band leaves in this scale. */
  readonly broad: Float32Array;
  readonly share: number;
}

const addScale = (map: ConditionMap, scale: Scale, out: Ridges): void => {
  const { size, ok } = map;
  const { smooth: f, sigma, broad, share } = scale;
  const reach = Math.max(1, Math.round(2 * sigma));
  const far = reach * size;
  for (let y = reach; y < size - reach; y++)
    for (let x = reach; x < size - reach; x++) {
      const i = y * size + x;
      if (!ok[i] || !(ok[i - reach] && ok[i + reach] && ok[i - far] && ok[i + far])) continue;
      const xx = f[i - 1]! - 2 * f[i]! + f[i + 1]!;
      const yy = f[i - size]! - 2 * f[i]! + f[i + size]!;
      const xy = (f[i - size - 1]! - f[i - size + 1]! - f[i + size - 1]! + f[i + size + 1]!) / 4;
      const half = Math.hypot((xx - yy) / 2, xy);
      const across = (xx + yy) / 2 - half;
      const along = (xx + yy) / 2 + half;
      const whole = -sigma * sigma * (across + Math.abs(along));
      if (whole <= out.strength[i]!) continue;
      // Eigenvector of the larger eigenvalue: along the line.
      const angle = 0.5 * Math.atan2(2 * xy, xx - yy);
      const strength = whole - share * Math.max(0, -bentAcross(broad, { i, size, angle }));
      if (strength <= out.strength[i]!) continue;
      if (Math.abs(slopeAcross(f, { i, size, angle })) > OFF_CREST * -across) continue;
      out.strength[i] = strength;
      out.angle[i] = angle;
    }
};

/** First derivative straight across a line that runs in direction `angle`, per texel. */
const slopeAcross = (
  f: Float32Array,
  { i, size, angle }: { readonly i: number; readonly size: number; readonly angle: number },
): number =>
  ((f[i + size]! - f[i - size]!) * Math.cos(angle) - (f[i + 1]! - f[i - 1]!) * Math.sin(angle)) / 2;

/** Second derivative straight across a line that runs in direction `angle`, per texel squared. */
const bentAcross = (
  f: Float32Array,
  { i, size, angle }: { readonly i: number; readonly size: number; readonly angle: number },
): number => {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const xx = f[i - 1]! - 2 * f[i]! + f[i + 1]!;
  const yy = f[i - size]! - 2 * f[i]! + f[i + size]!;
  const xy = (f[i - size - 1]! - f[i - size + 1]! - f[i + size - 1]! + f[i + size + 1]!) / 4;
  return s * s * xx - 2 * s * c * xy + c * c * yy;
};
