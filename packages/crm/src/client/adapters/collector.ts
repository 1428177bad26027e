import { CarmineError } from '@carmine/errors';
import * as v from 'valibot';
import { BATCH_BYTES, BATCH_EVENTS } from '../../limits.ts';
import { retryAfter } from '../outbox/backoff.ts';
import type { Carrier, Delivery, EventResult } from '../outbox/carrier.ts';
import { browserPlatform, type Platform } from '../platform.ts';

export interface CollectorOptions {
  /** Of the shop's own collector, such as `/v1/events`. */
  readonly url: string;
  /** Added to each request: a publishable key or a visitor's token, never a vendor's secret. Asked anew each time. */
  readonly headers?: () => Readonly<Record<string, string>>;
  /** ms until an answer is given up. */
  readonly timeout?: number;
  readonly platform?: Pick<Platform, 'now' | 'after' | 'fetch'>;
}

const TIMEOUT = 15_000;

/** Any other field of an answer is ignored; an answer that is not this (a portal's page with status 200) is no answer. */
const answer = v.object({
  results: v.array(
    v.object({
      id: v.string(),
      status: v.picklist(['accepted', 'duplicate', 'rejected']),
      code: v.optional(v.string()),
      retryable: v.optional(v.boolean()),
    }),
  ),
});

const readResults = async (response: Response): Promise<Delivery> => {
  const parsed = v.safeParse(answer, await response.json().catch(() => null));
  if (!parsed.success) return { kind: 'failed' };
  return {
    kind: 'read',
    results: new Map(parsed.output.results.map((r): [string, EventResult] => [r.id, r])),
  };
};

/** What an answer means for the batch: docs/guide/collector.md, Answers to the whole request. */
const deliveryOf = async (response: Response, now: number): Promise<Delivery> => {
  switch (response.status) {
    case 200:
      return readResults(response);
    case 400:
    case 415:
    case 422:
      return { kind: 'refused', reason: 'refused' };
    case 413:
      return { kind: 'refused', reason: 'too-large' };
    case 401:
    case 403:
      return { kind: 'blocked' };
    case 410:
      return { kind: 'gone' };
    default: {
      const after = retryAfter(response.headers.get('retry-after'), now);
      return after === undefined ? { kind: 'failed' } : { kind: 'failed', after };
    }
  }
};

/** The shop's own collector: `POST` of CloudEvents batches, one result an event. Throws `invalid-argument` for an address that is no http URL. */
export const collector = (options: CollectorOptions): Carrier => {
  const base = globalThis.location?.href;
  const url = URL.canParse(options.url, base) ? new URL(options.url, base) : null;
  if (!url || !/^https?:$/.test(url.protocol))
    throw new CarmineError('invalid-argument', {
      message: `collector: url must be an http address; got ${JSON.stringify(options.url)}.`,
      details: { field: 'url' },
    });
  const platform = options.platform ?? browserPlatform();
  return {
    name: 'collector',
    capabilities: { maxEvents: BATCH_EVENTS, maxBytes: BATCH_BYTES },
    send: async (batch, { signal, leaving }) => {
      const abort = new AbortController();
      const end = () => abort.abort();
      signal.addEventListener('abort', end, { once: true });
      const forget = leaving ? () => {} : platform.after(options.timeout ?? TIMEOUT, end);
      try {
        const response = await platform.fetch(url.href, {
          method: 'POST',
          headers: {
            ...options.headers?.(),
            'content-type': 'application/cloudevents-batch+json',
            'idempotency-key': batch.key,
            'carmine-sent-at': new Date(platform.now()).toISOString(),
          },
          body: batch.body,
          credentials: 'same-origin',
          cache: 'no-store',
          keepalive: leaving,
          signal: abort.signal,
        });
        return await deliveryOf(response, platform.now());
      } catch {
        return { kind: 'failed' };
      } finally {
        forget();
        signal.removeEventListener('abort', end);
      }
    },
  };
};
