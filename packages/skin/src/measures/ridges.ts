import { maskedBlur } from '../pixels/blur.ts';
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
  for (const mm of sigmas) {
    const sigma = Math.max(0.8, mm * map.perMm);
    const smooth = maskedBlur(map.dark, map.ok, { size: map.size, sigma });
    addScale(map, { smooth, sigma, reach: Math.max(1, Math.round(2 * sigma)) }, out);
  }
  return out;
};

/** A crest lies where the darkness has no slope across it: first over second derivative tells how far off it is, texels (Steger 1998, "An unbiased
 *  detector of curvilinear structures"). Inside the rim of a dark patch it is a sigma of that rim: no line, however much it bends
 *  (docs/decisions/0445). */
const OFF_CREST = 1;

const addScale = (
  map: ConditionMap,
  scale: { readonly smooth: Float32Array; readonly sigma: number; readonly reach: number },
  out: Ridges,
): void => {
  const { size, ok } = map;
  const { smooth: f, sigma, reach } = scale;
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
      const strength = -sigma * sigma * (across + Math.abs(along));
      if (strength <= out.strength[i]!) continue;
      // Eigenvector of the larger eigenvalue: along the line.
      const angle = 0.5 * Math.atan2(2 * xy, xx - yy);
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
