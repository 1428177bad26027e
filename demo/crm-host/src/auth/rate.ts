import { Problem } from '../http/problem.ts';

export interface RateOptions {
  /** Requests a second that may go on for ever, and how many may come at once. */
  readonly perSecond: number;
  readonly burst: number;
  /** Callers remembered; the one unseen longest is forgotten first. */
  readonly callers?: number;
}

interface Bucket {
  readonly tokens: number;
  readonly at: number;
}

/** A token bucket a caller. Throws 429 with Retry-After when it is empty. */
export const createRateLimit = ({ perSecond, burst, callers = 10_000 }: RateOptions) => {
  const buckets = new Map<string, Bucket>();
  return (caller: string, now: number): void => {
    const before = buckets.get(caller) ?? { tokens: burst, at: now };
    const tokens = Math.min(burst, before.tokens + ((now - before.at) / 1000) * perSecond);
    buckets.delete(caller);
    buckets.set(caller, { tokens: tokens < 1 ? tokens : tokens - 1, at: now });
    if (buckets.size > callers) buckets.delete(buckets.keys().next().value as string);
    if (tokens < 1) {
      const wait = Math.max(1, Math.ceil((1 - tokens) / perSecond));
      throw new Problem(429, 'Too many requests.', { 'Retry-After': String(wait) });
    }
  };
};
