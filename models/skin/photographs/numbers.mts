// Statistics of the photograph tables (skin.md 8).
import { deltaE2000, type Lab } from '@carmine/color';

export const average = (list: readonly number[]): number => list.reduce((x, v) => x + v, 0) / list.length;
export const rms = (list: readonly number[]): number => Math.sqrt(average(list.map((v) => v * v)));

/** Root mean square dE00 of some readings of one face from their mean. */
export const spread = (labs: readonly Lab[]): number => {
  const middle = [0, 1, 2].map((k) => average(labs.map((l) => l[k]!))) as unknown as Lab;
  return rms(labs.map((l) => deltaE2000(l, middle)));
};

const ranks = (list: readonly number[]): number[] =>
  list.map((v) => list.filter((w) => w < v).length + (list.filter((w) => w === v).length - 1) / 2);

/** Spearman's rank correlation. */
export const rankCorrelation = (a: readonly number[], b: readonly number[]): number => {
  const [x, y] = [ranks(a), ranks(b)];
  const m = (x.length - 1) / 2;
  const dot = (p: number[], q: number[]): number => p.reduce((s, v, i) => s + (v - m) * (q[i]! - m), 0);
  return dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y));
};

/** ICC(3,1), consistency of single readings (Shrout and Fleiss 1979): rows are people, columns their frames. */
export const icc31 = (rows: readonly (readonly number[])[]): number => {
  const [n, k] = [rows.length, rows[0]!.length];
  const grand = average(rows.flat());
  const byRow = rows.map(average);
  const byColumn = Array.from({ length: k }, (_, j) => average(rows.map((r) => r[j]!)));
  const between = (k * byRow.reduce((s, v) => s + (v - grand) ** 2, 0)) / (n - 1);
  let rest = 0;
  rows.forEach((r, i) => {
    r.forEach((v, j) => {
      rest += (v - byRow[i]! - byColumn[j]! + grand) ** 2;
    });
  });
  const error = rest / ((n - 1) * (k - 1));
  return (between - error) / (between + (k - 1) * error);
};

/** Deterministic normal numbers (mulberry32, Box-Muller). */
export const normals = (seed: number): (() => number) => {
  let state = seed;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
};
