/** Quantile with linear interpolation between order statistics (numpy's default). `sorted` ascending; NaN when empty. */
export const quantileSorted = (sorted: ArrayLike<number>, q: number): number => {
  const n = sorted.length;
  if (n === 0) return Number.NaN;
  const at = q * (n - 1);
  const i = Math.floor(at);
  const a = sorted[i]!;
  const b = sorted[Math.min(i + 1, n - 1)]!;
  return a + (b - a) * (at - i);
};

/** Quantile of unsorted numbers (a sorted copy is made). */
export const quantile = (values: ArrayLike<number>, q: number): number =>
  quantileSorted(Float64Array.from(values).sort(), q);

export const median = (values: ArrayLike<number>): number => quantile(values, 0.5);

/** Median absolute deviation from the median, times 1.4826: the standard deviation of a normal sample. */
export const robustSd = (values: ArrayLike<number>): number => {
  const m = median(values);
  return 1.4826 * median(Float64Array.from(values, (v) => Math.abs(v - m)));
};

export const mean = (values: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return values.length ? sum / values.length : Number.NaN;
};
