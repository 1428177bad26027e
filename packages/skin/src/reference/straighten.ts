import type { Triple } from '../types.ts';

/** Greys as knots of a tone curve, brightest first: ln linear RGB as seen, and ln reflectance. */
export interface GreyKnots {
  readonly seen: readonly Triple[];
  readonly level: readonly number[];
}

/** Straightened ln light is kept in this range (models/skin reference.py). */
const LOWEST = -9;
const HIGHEST = 1;
/** Two greys closer than this in ln light tell no slope. */
const LEAST = 1e-3;

/** Undoes white balance, exposure and tone curve with the greys: ln linear RGB -> ln over a white. Each channel's curve runs
 *  straight between the knots, and on beyond the ends at its mean slope; one knot is a gain. */
export const straighten = (ln: Triple, { seen, level }: GreyKnots): Triple =>
  ([0, 1, 2] as const).map((k) =>
    Math.min(
      HIGHEST,
      Math.max(
        LOWEST,
        channel(
          ln[k],
          seen.map((s) => s[k]),
          level,
        ),
      ),
    ),
  ) as unknown as Triple;

const channel = (v: number, x: readonly number[], y: readonly number[]): number => {
  const last = x.length - 1;
  if (last === 0) return y[0]! + v - x[0]!;
  const slope = (a: number, b: number): number => (y[a]! - y[b]!) / Math.max(x[a]! - x[b]!, LEAST);
  const mean = slope(0, last);
  if (v > x[0]!) return y[0]! + (v - x[0]!) * mean;
  for (let i = 1; i <= last; i++) if (v > x[i]!) return y[i]! + (v - x[i]!) * slope(i - 1, i);
  return y[last]! + (v - x[last]!) * mean;
};
