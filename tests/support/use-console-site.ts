import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { seedDemo } from '../../demo/crm-host/demo/seed.ts';
import { collect } from '../../demo/crm-host/src/collect/batch.ts';
import { configFrom } from '../../demo/crm-host/src/config.ts';
import { type Database, DatabaseAway } from '../../demo/crm-host/src/db/database.ts';
import { migrate } from '../../demo/crm-host/src/db/migrate.ts';
import { openPglite } from '../../demo/crm-host/src/db/pglite.ts';
import { createHost, type Host } from '../../demo/crm-host/src/host.ts';
import { listen } from '../../demo/crm-host/src/testing/listen.ts';
import { launchTestBrowser } from './browser.ts';
import { buildConsoleInto } from './console.ts';

/** The admin's token. */
export const ADMIN = 'admin-token-of-the-browser-tests';
/** What the host signs weak identifiers with. */
export const SECRET = 'x'.repeat(32);
/** 2026-11-20 09:30 in Shanghai, ms since 1970. Host and browser have the same clock, which stands while a test runs. */
const BEGINS = Date.UTC(2026, 10, 20, 1, 30);
/** ms by which it goes on between tests: signing in is slow to let the same address try again. */
const BETWEEN = 60_000;
const SENDER = { kind: 'server', name: 'test', sources: ['urn:demo:'] } as const;
const DESK = { locale: 'en-GB', viewport: { width: 1280, height: 900 } };

/** The console of the invented shop, in a browser. */
export interface ConsoleSite {
  readonly store: Database;
  readonly host: Host;
  /** The token of somebody of the service team. */
  readonly agent: string;
  readonly origin: string;
  /** The clock of host and browser, ms since 1970. */
  readonly now: number;
  /** The window of this test; a test may ask for another. */
  readonly context: BrowserContext;
  /** Cuts the store off: every question to it fails as it does while PostgreSQL is away. */
  cutOff(away: boolean): void;
  /** A window of another language or size instead of this test's. */
  another(options: { locale: string; viewport: { width: number; height: number } }): Promise<BrowserContext>;
  /** Takes events in as a server's; the answers say what became of each. */
  take(events: unknown[]): ReturnType<typeof collect>;
  signIn(token?: string): Promise<Page>;
}

/** Passes every question on while the store is there. */
const guarded = (db: Database, isAway: () => boolean): Database => {
  const check = (): void => {
    if (isAway()) throw new DatabaseAway(new Error('away'));
  };
  return {
    ...db,
    query: async (text, params) => {
      check();
      return db.query(text, params);
    },
    transaction: async (work) => {
      check();
      return db.transaction(work);
    },
  };
};

/** The invented shop in a store of its own, its host listening, and the browser: all that lasts as long as a file's tests. */
const startShop = async (now: () => number, isAway: () => boolean) => {
  const folder = await buildConsoleInto();
  const store = await openPglite();
  await migrate(store);
  const config = configFrom({ CRM_ADMIN_TOKEN: ADMIN, CRM_PORT: '0', CRM_RATE: '0' });
  const host = createHost({
    db: guarded(store, isAway),
    config,
    now,
    log: () => undefined,
    demo: true,
    consoleFolder: folder.path,
  });
  await host.letAdminIn();
  const { secret } = config.senders;
  const tokens = await seedDemo({ db: store, host, secret, now: now(), people: 50, visits: 90 });
  const site = await listen(host);
  const browser = await launchTestBrowser();
  const close = async (): Promise<void> => {
    await browser.close();
    await site.close();
    await store.close();
    folder.remove();
  };
  return { store, host, agent: tokens['lin (agent)'] ?? '', origin: site.origin, browser, close };
};

/** A console for the tests of a file: started before them, a new window and a minute more on the clock for each, closed after all. */
export const useConsoleSite = (): ConsoleSite => {
  let now = BEGINS;
  let away = false;
  let shop: Awaited<ReturnType<typeof startShop>>;
  let context: BrowserContext;
  beforeAll(async () => {
    shop = await startShop(
      () => now,
      () => away,
    );
  });
  beforeEach(async () => {
    away = false;
    now += BETWEEN;
    context = await shop.browser.browser.newContext(DESK);
    await context.clock.setFixedTime(now);
  });
  afterEach(() => context?.close());
  afterAll(() => shop?.close());
  return {
    get store() {
      return shop.store;
    },
    get host() {
      return shop.host;
    },
    get agent() {
      return shop.agent;
    },
    get origin() {
      return shop.origin;
    },
    get now() {
      return now;
    },
    get context() {
      return context;
    },
    cutOff: (isAway) => {
      away = isAway;
    },
    another: async (options) => {
      await context.close();
      context = await shop.browser.browser.newContext(options);
      return context;
    },
    take: (events) => collect(shop.store, SECRET, { events, sender: SENDER, receivedAt: now }),
    signIn: async (token = ADMIN) => {
      const page = await context.newPage();
      await page.goto(shop.origin);
      await page.getByLabel('Staff token').fill(token);
      await page.keyboard.press('Enter');
      await page.getByRole('navigation').waitFor();
      return page;
    },
  };
};

/** Opens a page of the console and waits until it shows what it loaded. */
export const openPage = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
  await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
};
