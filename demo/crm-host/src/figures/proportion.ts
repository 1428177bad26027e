/** Shares with how sure they are. Pure. */

/** Two-sided 95 %. */
export const Z95 = 1.959963984540054;

/** k of n. */
export interface Count {
  readonly k: number;
  readonly n: number;
}

/** 0..1 each; null of nothing. */
export interface Share {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** Score interval of a proportion: E. B. Wilson, JASA 22 (1927) 209; holds for few cases and for shares near 0 and 1, where the usual interval leaves 0..1. */
export const wilson = ({ k, n }: Count, z: number = Z95): Share | null => {
  if (n <= 0) return null;
  const p = k / n;
  const scale = 1 + (z * z) / n;
  const middle = (p + (z * z) / (2 * n)) / scale;
  const half = (z / scale) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  return {
    share: p,
    low: k === 0 ? 0 : Math.max(0, middle - half),
    high: k === n ? 1 : Math.min(1, middle + half),
  };
};

/** Difference a - b of two shares with its interval, from the Wilson intervals of both: R. G. Newcombe, Statistics in Medicine 17 (1998) 873, method 10. */
export const difference = (a: Count, b: Count, z: number = Z95): Share | null => {
  const [x, y] = [wilson(a, z), wilson(b, z)];
  if (!x || !y) return null;
  const share = x.share - y.share;
  return {
    share,
    low: share - Math.hypot(x.share - x.low, y.high - y.share),
    high: share + Math.hypot(x.high - x.share, y.share - y.low),
  };
};

/** Ratio a / b of two shares, interval on the log scale (Katz et al., Biometrics 34 (1978) 469); null where one of them is 0. */
export const ratio = (a: Count, b: Count, z: number = Z95): Share | null => {
  if (a.k <= 0 || b.k <= 0 || a.n <= 0 || b.n <= 0) return null;
  const share = a.k / a.n / (b.k / b.n);
  const spread = z * Math.sqrt(1 / a.k - 1 / a.n + 1 / b.k - 1 / b.n);
  return { share, low: share * Math.exp(-spread), high: share * Math.exp(spread) };
};

/** Upper tail of the standard normal: Abramowitz and Stegun 26.2.17, absolute error below 7.5e-8. */
export const normalTail = (z: number): number => {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const sum =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * sum;
  return z >= 0 ? tail : 1 - tail;
};

/** z whose two-sided tail is `alpha` shared among `tests` comparisons (Bonferroni); by halving, to 1e-6. */
export const zOf = (alpha: number, tests = 1): number => {
  const wanted = alpha / tests / 2;
  let low = 0;
  let high = 10;
  while (high - low > 1e-6) {
    const middle = (low + high) / 2;
    if (normalTail(middle) > wanted) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
};
