import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { serve } from '@hono/node-server';
import { configFrom } from './config.ts';
import { type Database, DatabaseAway } from './db/database.ts';
import { migrate } from './db/migrate.ts';
import { openDatabase } from './db/open.ts';
import { createHost, type Host } from './host.ts';
import { dayOf } from './value/calendar.ts';
import { markAllStale } from './value/refresh.ts';

/** Starts the host: docs/guide/crm-host.md. */

const DATA = fileURLToPath(new URL('../data/', import.meta.url));
/** ms between two looks at what is due; something new is worked on at once. */
const EVERY = 2000;
/** ms between two attempts to reach the store when the host starts. */
const AGAIN = 3000;

/** A secret that outlives the process: the audit log and what bars erased persons hang on it. */
const keptSecret = (name: string): string => {
  const file = `${DATA}${name}`;
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  mkdirSync(DATA, { recursive: true });
  const secret = randomBytes(32).toString('base64url');
  writeFileSync(file, `${secret}\n`, { mode: 0o600 });
  return secret;
};

/** `--demo`: a store in memory with invented data (demo/README.md). */
const DEMO = process.argv.includes('--demo');

/** Lays the demo set in and lets invented visitors come; loaded only when asked for. Returns how to stop. */
const showDemo = async (db: Database, host: Host, secret: string, ask: () => void): Promise<() => void> => {
  const { seedDemo } = await import('../demo/seed.ts');
  const { startVisitors } = await import('../demo/visitors.ts');
  const tokens = await seedDemo({ db, host, secret, now: Date.now() });
  for (const [who, token] of Object.entries(tokens)) console.log(`  ${who}: ${token}`);
  return startVisitors(db, host, secret, ask);
};

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The store may start later than the host. */
const prepare = async (db: Database, host: Host): Promise<void> => {
  for (;;) {
    try {
      await migrate(db);
      await host.letAdminIn();
      await host.layStarter();
      return;
    } catch (error) {
      if (!(error instanceof DatabaseAway)) throw error;
      console.error('crm-host: the store is away; waiting for it.');
      await sleep(AGAIN);
    }
  }
};

/** Calls `work` one at a time: at once when asked, and every now and then. Returns how to ask and how to stop. */
const loop = (work: () => Promise<void>): { ask: () => void; stop: () => Promise<void> } => {
  let running: Promise<void> | undefined;
  let asked = false;
  const run = (): void => {
    asked = true;
    running ??= (async () => {
      while (asked) {
        asked = false;
        // Left for the next look: the store may be away.
        await work().catch((error: unknown) => console.error(`crm-host: ${(error as Error).message}`));
      }
      running = undefined;
    })();
  };
  const timer = setInterval(run, EVERY);
  return {
    ask: run,
    stop: async () => {
      clearInterval(timer);
      asked = false;
      await running;
    },
  };
};

const main = async (): Promise<void> => {
  const env = {
    ...process.env,
    CRM_SECRET: process.env.CRM_SECRET ?? keptSecret('secret'),
    CRM_ADMIN_TOKEN: process.env.CRM_ADMIN_TOKEN ?? keptSecret('admin-token'),
    CRM_REPORTS: process.env.CRM_REPORTS ?? (DEMO ? undefined : `${DATA}reports`),
    CRM_DATA: process.env.CRM_DATA ?? (DEMO ? undefined : `${DATA}store`),
  };
  const config = configFrom(env);
  const db = await openDatabase(config.database);
  let ask: () => void = () => undefined;
  const host = createHost({ db, config, demo: DEMO, onStored: () => ask() });
  await prepare(db, host);
  let day = 0;
  const work = loop(async () => {
    const today = dayOf(Date.now());
    if (today !== day) {
      await host.expire();
      await markAllStale(db);
      for (const file of await host.report()) console.log(`crm-host: report written: ${file}`);
      for (const alarm of await host.alarms()) console.error(`crm-host: ${alarm}`);
    }
    day = today;
    await host.look();
    await host.work();
    await host.deliver();
  });
  ask = work.ask;
  const server = serve({ fetch: host.app.fetch, port: config.port, hostname: 'localhost' }, ({ port }) => {
    console.log(
      `\nCRM console: http://localhost:${port} (${db.kind}${DEMO ? ', in memory, demo data' : ''}); admin token in demo/crm-host/data/admin-token`,
    );
  });
  let leave: (() => void) | undefined;
  const stop = async (): Promise<void> => {
    leave?.();
    server.close();
    await work.stop();
    await db.close();
    process.exit(0);
  };
  server.on('error', (error) => {
    console.error(`CRM host: ${error.message}`);
    process.exit(1);
  });
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  if (DEMO) leave = await showDemo(db, host, config.senders.secret, ask);
};

await main();
