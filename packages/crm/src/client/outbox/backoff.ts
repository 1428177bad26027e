/** Full jitter over a doubling ceiling: .5, 1, 2 ... 60 s (AWS Architecture Blog, Exponential Backoff And Jitter, 2015). */
const FIRST = 500;
const LAST = 60_000;
/** What a server may ask for at most; more is a fault, and the day's events would wait on it. */
const RETRY_AFTER_MAX = 300_000;

/** ms to wait after the n-th failure in a row, n from 1. */
export const backoff = (failures: number, random: () => number): number =>
  random() * Math.min(LAST, FIRST * 2 ** Math.min(failures - 1, 30));

/** Retry-After (RFC 9110, 10.2.3) in ms: seconds or a date; undefined when it is neither. */
export const retryAfter = (header: string | null, now: number): number | undefined => {
  const text = header?.trim();
  if (!text) return undefined;
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isNaN(ms) ? undefined : Math.min(RETRY_AFTER_MAX, Math.max(0, ms));
};
