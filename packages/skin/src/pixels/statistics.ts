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

/** Quantile of unsorted numbers, as `quantileSorted` of the sorted ones. */
export const quantile = (values: ArrayLike<number>, q: number): number => {
  const n = values.length;
  if (n === 0) return Number.NaN;
  const copy = new Float64Array(n);
  let whole = true;
  for (let i = 0; i < n; i++) {
    copy[i] = values[i]!;
    whole &&= !Number.isNaN(copy[i]);
  }
  // What is no number sorts last; there is no order to select by.
  if (!whole) return quantileSorted(copy.sort(), q);
  const at = q * (n - 1);
  const i = Math.floor(at);
  const a = select(copy, i);
  let b = a;
  if (i + 1 < n) {
    b = copy[i + 1]!;
    for (let k = i + 2; k < n; k++) if (copy[k]! < b) b = copy[k]!;
  }
  return a + (b - a) * (at - i);
};

/** The k-th smallest from 0 on (Hoare 1961), in place: nothing before it is larger, nothing after it smaller. No NaN among `values`. */
export const select = (values: Float64Array, k: number): number => {
  let [low, high] = [0, values.length - 1];
  while (low < high) {
    const pivot = values[(low + high) >> 1]!;
    let [i, j] = [low, high];
    while (i <= j) {
      while (values[i]! < pivot) i++;
      while (values[j]! > pivot) j--;
      if (i > j) break;
      const v = values[i]!;
      values[i++] = values[j]!;
      values[j--] = v;
    }
    if (k <= j) high = j;
    else if (k >= i) low = i;
    else break;
  }
  return values[k]!;
};

export const median = (values: ArrayLike<number>): number => quantile(values, 0.5);

/** Median absolute deviation from the median, times 1.4826: the standard deviation of a normal sample. */
export const robustSd = (values: ArrayLike<number>): number => {
  const m = median(values);
  const off = new Float64Array(values.length);
  for (let i = 0; i < off.length; i++) off[i] = Math.abs(values[i]! - m);
  return 1.4826 * median(off);
};

export const mean = (values: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return values.length ? sum / values.length : Number.NaN;
};

/** Values beyond so many robust standard deviations count as that many. */
const OUTLYING = 3;

/** Standard deviation of values held within three robust ones of the median. It moves less between two samples of one thing than the robust
 *  one, which sees the middle only, and an outlier still cannot rule it. */
export const heldSd = (values: ArrayLike<number>): number => {
  const m = median(values);
  const most = OUTLYING * robustSd(values);
  let [sum, squares] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    const off = Math.min(most, Math.max(-most, values[i]! - m));
    sum += off;
    squares += off * off;
  }
  return Math.sqrt(Math.max(0, squares / values.length - (sum / values.length) ** 2));
};
