import { mean, quantile } from './percentiles.ts';

/** A ratio of two means with the 95 % interval of its bootstrap. */
export interface Ratio {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Resamples of the bootstrap: the interval's ends move by well under 1 % of its width between seeds. */
const RESAMPLES = 2000;
const SEED = 0x9b1c31;

/** mulberry32 (public domain, T. Ettinger): the same report gives the same interval. */
export const seededRandom = (seed: number): (() => number) => {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
};

/** Mean of `a` over mean of `b`, percentile bootstrap (Efron 1979). `paired`: value i of both was measured in the same round, so rounds
 *  are drawn together and what the machine did to both cancels. null: a side is empty, or `b` is zero. */
export const ratioOf = (
  a: readonly number[],
  b: readonly number[],
  options: { readonly paired: boolean },
): Ratio | null => {
  if (a.length === 0 || b.length === 0 || mean(b) === 0) return null;
  const paired = options.paired && a.length === b.length;
  const random = seededRandom(SEED);
  const draw = (count: number) => Array.from({ length: count }, () => Math.floor(random() * count));
  const ratios: number[] = [];
  for (let i = 0; i < RESAMPLES; i++) {
    const left = draw(a.length);
    const right = paired ? left : draw(b.length);
    const below = mean(right.map((at) => b[at]!));
    if (below !== 0) ratios.push(mean(left.map((at) => a[at]!)) / below);
  }
  ratios.sort((x, y) => x - y);
  return { value: mean(a) / mean(b), low: quantile(ratios, 0.025), high: quantile(ratios, 0.975) };
};
