/** ms that have a bin of their own; longer times share the last. */
const BINS = 500;

/** How often each time came, in whole ms; plain numbers, so that it crosses threads as it is. */
export interface FrameTimes {
  /** Between two pictures shown. */
  readonly interval: Uint32Array;
  /** Of the detector. */
  readonly detect: Uint32Array;
}

export const noFrameTimes = (): FrameTimes => ({
  interval: new Uint32Array(BINS),
  detect: new Uint32Array(BINS),
});

export const addTime = (bins: Uint32Array, ms: number): void => {
  const bin = Math.max(0, Math.min(bins.length - 1, Math.round(ms)));
  bins[bin] = bins[bin]! + 1;
};

/** Percentiles of a stage, ms. */
export interface Spread {
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
}

/** Percentiles of what came since `before`; null: nothing did. */
export const spreadSince = (bins: Uint32Array, before: Uint32Array | null): Spread | null => {
  const counts = bins.map((n, i) => n - (before?.[i] ?? 0));
  const total = counts.reduce((sum, n) => sum + n, 0);
  if (total === 0) return null;
  const at = (share: number): number => {
    let left = Math.ceil(total * share);
    return counts.findIndex((n) => {
      left -= n;
      return left <= 0;
    });
  };
  return { p50: at(0.5), p90: at(0.9), p99: at(0.99) };
};
