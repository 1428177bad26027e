import { mean } from './percentiles.ts';
import { tAt } from './student.ts';

/** How many times `a` is `b`, with its 95 % interval; null ends: too few rounds, or a value that has no logarithm. */
export interface Ratio {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** Variance of the values (divided by n - 1) over n. */
const squaredError = (values: readonly number[]): number => {
  const centre = mean(values);
  return values.reduce((sum, v) => sum + (v - centre) ** 2, 0) / (values.length - 1) / values.length;
};

const around = (centre: number, half: number): Ratio => ({
  value: Math.exp(centre),
  low: Math.exp(centre - half),
  high: Math.exp(centre + half),
});

/** Ratio of geometric means: times and rates of a machine scatter by factors, so logarithms are compared. `paired`: value i of both was
 *  measured in the same round, and what the machine did to both cancels (t of the differences); else Welch 1947. A bootstrap of three
 *  rounds called a build different from itself. null: a side is empty, or `b` is zero. */
export const ratioOf = (
  a: readonly number[],
  b: readonly number[],
  options: { readonly paired: boolean },
): Ratio | null => {
  if (a.length === 0 || b.length === 0 || mean(b) === 0) return null;
  if ([...a, ...b].some((value) => value <= 0)) return { value: mean(a) / mean(b), low: null, high: null };
  const [x, y] = [a.map(Math.log), b.map(Math.log)];
  const centre = mean(x) - mean(y);
  if (Math.min(x.length, y.length) < 2) return { value: Math.exp(centre), low: null, high: null };
  if (options.paired && x.length === y.length)
    return around(centre, tAt(x.length - 1) * Math.sqrt(squaredError(x.map((value, i) => value - y[i]!))));
  const [ex, ey] = [squaredError(x), squaredError(y)];
  const spread = ex + ey;
  // Welch and Satterthwaite's degrees of freedom.
  const freedom = spread === 0 ? 1 : spread ** 2 / (ex ** 2 / (x.length - 1) + ey ** 2 / (y.length - 1));
  return around(centre, tAt(freedom) * Math.sqrt(spread));
};
