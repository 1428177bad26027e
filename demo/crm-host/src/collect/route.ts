import type { Context, Hono } from 'hono';
import { createRateLimit } from '../auth/rate.ts';
import { type SenderConfig, senderOf } from '../auth/senders.ts';
import type { Database } from '../db/database.ts';
import { readJson } from '../http/body.ts';
import { Problem } from '../http/problem.ts';
import { collect } from './batch.ts';
import { LIMITS } from './limits.ts';

const MEDIA_TYPE = 'application/cloudevents-batch+json';
const ALLOWED_HEADERS = 'content-type, idempotency-key, carmine-sent-at, authorization';

export interface CollectorOptions {
  readonly db: Database;
  readonly senders: SenderConfig;
  /** ms since 1970. */
  readonly now: () => number;
  /** Batches a second of one sender from one address, and how many at once. 0: no limit. */
  readonly perSecond: number;
  readonly burst: number;
  /** Called after a batch with something new was committed. */
  readonly onStored?: () => void;
  /** The caller's address, for the limit. */
  readonly addressOf: (c: Context) => string;
}

/** Names an origin that a site allows; nothing for any other. */
const corsOf = (senders: SenderConfig, origin: string | undefined): Record<string, string> => ({
  Vary: 'Origin',
  ...(origin && senders.sites.some((s) => s.origins.includes(origin))
    ? {
        'Access-Control-Allow-Origin': origin,
        'Access-Control-Allow-Methods': 'POST',
        'Access-Control-Allow-Headers': ALLOWED_HEADERS,
        'Access-Control-Expose-Headers': 'Retry-After',
        'Access-Control-Max-Age': '600',
      }
    : {}),
});

const checkHeaders = (c: Context): void => {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== MEDIA_TYPE) throw new Problem(415, `Content-Type must be ${MEDIA_TYPE}.`);
  const key = c.req.header('idempotency-key');
  if (!key || key.length > LIMITS.keyChars)
    throw new Problem(400, 'Idempotency-Key must have 1 to 100 characters.');
};

/** POST /v1/events: docs/guide/collector.md. */
export const addCollector = (app: Hono, options: CollectorOptions): void => {
  const { db, senders, now, onStored } = options;
  const limit = options.perSecond > 0 ? createRateLimit(options) : undefined;

  app.options('/v1/events', (c) => c.body(null, 204, corsOf(senders, c.req.header('origin'))));

  app.post('/v1/events', async (c) => {
    const origin = c.req.header('origin');
    for (const [name, value] of Object.entries(corsOf(senders, origin))) c.header(name, value);
    const receivedAt = now();
    const authorization = c.req.header('authorization');
    const sender = senderOf(senders, { authorization, origin }, receivedAt);
    limit?.(`${sender.name} ${options.addressOf(c)}`, receivedAt);
    checkHeaders(c);
    const events = await readJson(c.req.raw, LIMITS.batchBytes);
    const sentAt = c.req.header('carmine-sent-at');
    const answer = await collect(db, senders.secret, { events, sender, receivedAt, sentAt });
    if (answer.results.some((r) => r.status === 'accepted')) onStored?.();
    return c.json(answer);
  });
};
