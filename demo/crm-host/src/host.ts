import { Hono } from 'hono';
import { addCollector } from './collect/route.ts';
import type { HostConfig } from './config.ts';
import type { Database } from './db/database.ts';
import { addressOf } from './http/address.ts';
import { addErrors } from './http/errors.ts';

export interface HostOptions {
  readonly db: Database;
  readonly config: HostConfig;
  /** ms since 1970; the tests turn it by hand. */
  readonly now?: () => number;
  readonly log?: (line: string) => void;
}

export interface Host {
  readonly app: Hono;
}

/** The whole host over one store: routes and work in the background, nothing listening yet. */
export const createHost = ({ db, config, now = Date.now, log = console.error }: HostOptions): Host => {
  const app = new Hono();
  addErrors(app, log);
  app.use(async (c, next) => {
    await next();
    c.header('X-Content-Type-Options', 'nosniff');
    c.header('Cache-Control', 'no-store');
  });
  app.get('/healthz', async (c) => {
    await db.query('select 1');
    return c.json({ ok: true });
  });
  addCollector(app, {
    db,
    senders: config.senders,
    now,
    perSecond: config.perSecond,
    burst: config.burst,
    addressOf: addressOf(config.behindProxy),
  });
  return { app };
};
