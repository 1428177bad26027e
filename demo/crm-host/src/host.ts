import { fileURLToPath } from 'node:url';
import { Hono } from 'hono';
import { putStaff } from './auth/staff.ts';
import { chatFigures } from './chat/drift.ts';
import { addCollector } from './collect/route.ts';
import type { HostConfig } from './config.ts';
import type { Database } from './db/database.ts';
import { addressOf } from './http/address.ts';
import { addChatRoutes } from './http/chat-routes.ts';
import { addConsoleFiles } from './http/console-files.ts';
import { addDeskRoutes } from './http/desk-routes.ts';
import { addErrors } from './http/errors.ts';
import { addFiguresRoutes } from './http/figures-routes.ts';
import { addPeopleRoutes } from './http/people-routes.ts';
import { addReportRoutes } from './http/report-routes.ts';
import { addSessionRoutes } from './http/session-routes.ts';
import { addKnowledgeRoutes } from './knowledge/routes.ts';
import { layStarter } from './knowledge/starter.ts';
import { createLiveFeed, type LiveFeed } from './live/feed.ts';
import { addLiveRoute } from './live/route.ts';
import { deliverAll } from './outbound/deliver.ts';
import { openDestinations } from './outbound/destinations.ts';
import { tellErasures } from './outbound/erasures.ts';
import { checkAddress } from './outbound/guard.ts';
import { writeDueReport } from './report/file.ts';
import { refreshStale } from './value/refresh.ts';
import { deriveAll } from './work/derive.ts';
import { handlersFor } from './work/handlers.ts';
import { expire } from './work/retention.ts';

export interface HostOptions {
  readonly db: Database;
  readonly config: HostConfig;
  /** ms since 1970; the tests turn it by hand. */
  readonly now?: () => number;
  readonly log?: (line: string) => void;
  /** For what goes out; default the platform's. */
  readonly fetch?: typeof fetch;
  /** Throws for an address that no destination may have. */
  readonly check?: (url: string) => Promise<void>;
  readonly random?: () => number;
  /** Called after a batch with something new was committed. */
  readonly onStored?: () => void;
  /** The store holds invented data: the console says so on every page. */
  readonly demo?: boolean;
  /** The built console; default beside the sources. */
  readonly consoleFolder?: string;
}

const CONSOLE = fileURLToPath(new URL('../console/dist', import.meta.url));

export interface Host {
  readonly app: Hono;
  /** Works until nothing waits that is due: derives, then refreshes. */
  work(): Promise<void>;
  /** Sends on what is due. */
  deliver(): Promise<void>;
  /** Deletes what is past its time; returns how many rows. Once a day (main.ts). */
  expire(): Promise<number>;
  /** Writes last month's report where a folder for it is set and it is not there yet. Once a day (main.ts); returns the files. */
  report(): Promise<readonly string[]>;
  /** Models of chats whose labels have shifted, in words for the log. Once a day. */
  alarms(): Promise<readonly string[]>;
  /** Tells who looks on what has arrived. */
  look(): Promise<void>;
  readonly live: LiveFeed;
  /** Lets the first member of staff in with the configured token. */
  letAdminIn(): Promise<void>;
  /** A store that knows no answers yet begins with the starter. */
  layStarter(): Promise<void>;
}

/** The whole host over one store: routes and work, nothing listening and no timer running yet (main.ts). */
export const createHost = (options: HostOptions): Host => {
  const { db, config, now = Date.now, log = console.error, onStored } = options;
  const { secret } = config.senders;
  const app = new Hono();
  addErrors(app, log);
  app.use(async (c, next) => {
    await next();
    c.header('X-Content-Type-Options', 'nosniff');
    // Files of the console say themselves how long they hold.
    if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'no-store');
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
    onStored,
    addressOf: addressOf(config.behindProxy),
  });
  const destinations = openDestinations(config.destinations, options.fetch ?? fetch);
  const handlers = handlersFor(destinations);
  const staffRoutes = { db, secret, now };
  const live = createLiveFeed(db, now);
  addSessionRoutes(app, {
    ...staffRoutes,
    addressOf: addressOf(config.behindProxy),
    demo: options.demo ?? false,
  });
  addPeopleRoutes(app, { ...staffRoutes, destinations });
  addDeskRoutes(app, staffRoutes);
  addChatRoutes(app, staffRoutes);
  addFiguresRoutes(app, staffRoutes);
  addReportRoutes(app, staffRoutes);
  addLiveRoute(app, staffRoutes, live);
  addKnowledgeRoutes(app, staffRoutes);
  addConsoleFiles(app, options.consoleFolder ?? CONSOLE);
  const outbound = {
    db,
    destinations,
    now,
    fetch: options.fetch ?? fetch,
    check: options.check ?? checkAddress,
    random: options.random ?? Math.random,
    secret,
  };
  return {
    app,
    work: async () => {
      await deriveAll(db, handlers, { now: now(), secret });
      await refreshStale(db, now());
      // What was concluded just now goes the same way as what arrived.
      await deriveAll(db, handlers, { now: now(), secret });
    },
    deliver: async () => {
      await tellErasures(outbound);
      await deliverAll(outbound);
    },
    report: async () => (config.reports ? writeDueReport(db, config.reports, now()) : []),
    alarms: async () =>
      (await chatFigures(db, now())).drift
        .filter((d) => d.alarm)
        .map(
          (d) => `chat labels of ${d.model} have shifted in the week of ${d.week}: PSI ${d.psi?.toFixed(2)}`,
        ),
    expire: () => expire(db, { now: now(), secret }),
    look: live.look,
    live,
    layStarter: () => layStarter(db, now()),
    letAdminIn: () => putStaff(db, { name: 'admin', role: 'admin' }, config.adminToken),
  };
};
