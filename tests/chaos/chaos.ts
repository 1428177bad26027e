import { type StaticServer, startStaticServer } from '@carmine/cli/server';
import { dice } from '@carmine/crm/testing/dice';
import type { BrowserContext, Page } from 'playwright-core';
import type { Database } from '../../demo/crm-host/src/db/database.ts';
import { type LaunchedBrowser, launchTestBrowser } from '../support/browser.ts';
import { bundlePage } from '../support/bundle-page.ts';
import { startCrmHost, type TestCrmHost } from '../support/crm-host.ts';
import { badNetwork, emptyLedger, type Ledger } from './network.ts';
import { Tabs, tell, tellOnly, waiting } from './tabs.ts';

export interface ChaosOptions {
  readonly events: number;
  readonly seed: number;
  /** Of the host; default an embedded store in memory. */
  readonly db?: Database;
  /** ms a request may take on its way, at most. */
  readonly slowest: number;
  readonly log?: (line: string) => void;
}

/** What came of it: everything that must be empty is a list of what is wrong. */
export interface ChaosReport {
  readonly told: number;
  /** Lay on the device before their tab could be killed. */
  readonly safe: number;
  readonly crashes: number;
  readonly stored: number;
  /** Safe and not in the database. */
  readonly missing: readonly string[];
  /** In the database more often than once. */
  readonly doubled: readonly string[];
  /** In the database, never told. */
  readonly strangers: readonly string[];
  /** Called accepted and not in the database, or the other way round. */
  readonly unaccounted: readonly string[];
  /** Left the browser without the consent their type needs. */
  readonly unlawful: readonly string[];
  readonly network: Pick<Ledger, 'requests' | 'lost' | 'doubled' | 'events'>;
  /** After consent was taken back while events waited. */
  readonly withdrawn: {
    /** Waited on the device when it was taken back. */
    readonly waited: number;
    /** What the outbox and storage of the browser still hold of it. */
    readonly onDevice: readonly string[];
    /** Rows of any table that still name a shade or the browser. */
    readonly inTables: readonly string[];
    /** Told without consent and taken in all the same, or under way afterwards. */
    readonly taken: readonly string[];
  };
}

const skuOf = (n: number): string => `S-${n}`;
const GRANT = { analytics: 'granted', crm_share: 'granted' } as const;
/** Events that wait at most before the shopper slows down; the queue gives up above a thousand, on purpose. */
const ROOM = 700;

interface Stage {
  readonly host: TestCrmHost;
  readonly ledger: Ledger;
  readonly tabs: Tabs;
  readonly net: { down: boolean };
  readonly log: (line: string) => void;
}

const until = async (
  done: () => Promise<boolean>,
  what: string,
  log: (line: string) => void,
): Promise<void> => {
  for (let i = 1; !(await done()); i++) {
    if (i % 100 === 0) log(`waiting: ${what}`);
    if (i > 3000) throw new Error(`chaos: gave up waiting: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
};

const storedSkus = async (host: TestCrmHost): Promise<readonly string[]> =>
  (
    await host.db.query<{ sku: string }>(
      `select data->>'sku' as sku from events where type = 'product.viewed'`,
    )
  ).map((row) => row.sku);

/** Two tabs tell events; at random one of them is killed in the middle. Returns what is known to lie on the device. */
const tellAll = async (
  stage: Stage,
  pages: Page[],
  { events, random }: { events: number; random: () => number },
): Promise<{ safe: number[]; crashes: number }> => {
  const safe: number[] = [];
  let crashes = 0;
  for (let n = 1; n <= events; ) {
    const at = Math.floor(random() * 2);
    const count = Math.min(events - n + 1, 1 + Math.floor(random() * 60));
    if (random() < 0.12) {
      await tellOnly(pages[at]!, n, count);
      await stage.tabs.crash(pages[at]!);
      crashes += 1;
      pages[at] = await stage.tabs.open();
    } else {
      await tell(pages[at]!, n, count);
      for (let k = n; k < n + count; k++) safe.push(k);
    }
    n += count;
    if (n % 1000 < count)
      stage.log(`told ${n - 1}, ${crashes} tabs killed, ${stage.ledger.requests} requests`);
    await until(async () => (await waiting(pages[at]!)) < ROOM, 'room in the queue', stage.log);
  }
  return { safe, crashes };
};

/** Every text that a browser keeps of this origin. */
const keptOnDevice = (page: Page): Promise<string> =>
  page.evaluate(async () =>
    [await window.crmShop.kept(), JSON.stringify({ ...localStorage }), document.cookie].join('\n'),
  );

const nothingGranted = (): boolean =>
  Object.values(window.crmShop.consent.snapshot.purposes).every(({ state }) => state !== 'granted');

/** Rows of any table in which one of the texts stands. */
const rowsWith = async ({ db }: TestCrmHost, texts: readonly string[]): Promise<readonly string[]> => {
  const tables = await db.query<{ name: string }>(
    `select quote_ident(tablename) as name from pg_tables where schemaname = 'public'`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await db.query<{ row: string }>(`select to_jsonb(t)::text as row from ${name} t`);
    for (const { row } of rows)
      if (texts.some((text) => row.includes(text))) found.push(`${name}: ${row.slice(0, 200)}`);
  }
  return found;
};

/** The network goes down, events wait; then everything is taken back, and the network returns. */
const withdrawAll = async (
  stage: Stage,
  pages: readonly Page[],
  from: number,
): Promise<ChaosReport['withdrawn']> => {
  const [a, b] = pages as [Page, Page];
  stage.net.down = true;
  await tell(b, from, 50);
  const waited = await waiting(b);
  const anon = (await a.evaluate(() => localStorage.getItem('carmine-anon'))) ?? '';
  const seen = new Map(stage.ledger.skus);
  await a.evaluate(() => void window.crmShop.consent.withdraw(undefined, { method: 'host' }));
  await until(async () => !(await keptOnDevice(b)).includes('"sku"'), 'the outbox to be purged', stage.log);
  // A tab hears of another's answer a moment later; until then its own still holds.
  await until(() => b.evaluate(nothingGranted), 'the other tab to hear of it', stage.log);
  const taken = [await tellOnly(a, from + 50, 25), await tellOnly(b, from + 75, 25)];
  stage.net.down = false;
  for (const page of pages) await page.evaluate(() => window.crmShop.crm!.resume());
  await until(
    async () => (await waiting(a)) + (await waiting(b)) === 0,
    'the withdrawal to arrive',
    stage.log,
  );
  await stage.host.work();
  const device = await Promise.all(pages.map(keptOnDevice));
  const later = Array.from({ length: 100 }, (_, i) => skuOf(from + i));
  return {
    waited,
    onDevice: device.filter((text) => text.includes('"sku"') || (anon !== '' && text.includes(anon))),
    inTables: await rowsWith(stage.host, ['"S-', ...(anon ? [anon] : [])]),
    taken: [
      ...taken.filter((n) => n > 0).map((n) => `${n} taken in without consent`),
      ...later.filter((sku) => (stage.ledger.skus.get(sku) ?? 0) > (seen.get(sku) ?? 0)),
    ],
  };
};

const differences = async ({ host, ledger }: Stage): Promise<readonly string[]> => {
  const rows = await host.db.query<{ key: string }>(`select source || ' ' || id as key from events`);
  const inStore = new Set(rows.map((row) => row.key));
  return [
    ...[...ledger.accepted]
      .filter(([key, n]) => n !== 1 || !inStore.has(key))
      .map(([key, n]) => `${key}: accepted ${n}x`),
    ...[...inStore].filter((key) => !ledger.accepted.has(key)).map((key) => `${key}: stored, never accepted`),
  ];
};

const run = async (stage: Stage, options: ChaosOptions): Promise<ChaosReport> => {
  const pages = [await stage.tabs.open(), await stage.tabs.open()];
  await pages[0]!.evaluate(
    (answers) => void window.crmShop.consent.update(answers, { method: 'host' }),
    GRANT,
  );
  const { safe, crashes } = await tellAll(stage, pages, {
    events: options.events,
    random: dice(options.seed),
  });
  await until(
    async () => {
      const there = new Set(await storedSkus(stage.host));
      return (await waiting(pages[0]!)) === 0 && safe.every((n) => there.has(skuOf(n)));
    },
    'everything to arrive',
    stage.log,
  );
  const stored = await storedSkus(stage.host);
  const there = new Set(stored);
  const told = new Set(Array.from({ length: options.events }, (_, i) => skuOf(i + 1)));
  const unaccounted = await differences(stage);
  const withdrawn = await withdrawAll(stage, pages, options.events + 1);
  const { requests, lost, doubled, events, unlawful } = stage.ledger;
  return {
    told: options.events,
    safe: safe.length,
    crashes,
    stored: stored.length,
    missing: safe.map(skuOf).filter((sku) => !there.has(sku)),
    doubled: stored.filter((sku, i) => stored.indexOf(sku) !== i),
    strangers: stored.filter((sku) => !told.has(sku)),
    unaccounted,
    unlawful,
    network: { requests, lost, doubled, events },
    withdrawn,
  };
};

/** Events of a real browser's outbox, two tabs of which are killed at random, through a bad network into the real host; then all consent is taken back. */
export const runChaos = async (options: ChaosOptions): Promise<ChaosReport> => {
  const host = await startCrmHost(options.db);
  const ledger = emptyLedger();
  const net = { down: false };
  let [server, browser, context]: [StaticServer?, LaunchedBrowser?, BrowserContext?] = [];
  try {
    const page = await bundlePage(new URL('../e2e/pages/crm.page.ts', import.meta.url).pathname, 'shop');
    const network = badNetwork({
      ledger,
      handle: host.handle,
      random: dice(options.seed + 1),
      slowest: options.slowest,
      down: () => net.down,
    });
    server = await startStaticServer({ mounts: [page], routes: [network] });
    browser = await launchTestBrowser();
    context = await browser.browser.newContext();
    const tabs = new Tabs(context, `${server.origin}/shop/`);
    return await run({ host, ledger, tabs, net, log: options.log ?? (() => {}) }, options);
  } finally {
    await context?.close();
    await browser?.close();
    await server?.close();
    await host.close();
  }
};

/** What is wrong, in words; nothing when all is well. */
export const faultsOf = (report: ChaosReport): readonly string[] =>
  Object.entries({
    missing: report.missing,
    doubled: report.doubled,
    strangers: report.strangers,
    unaccounted: report.unaccounted,
    unlawful: report.unlawful,
    'left on the device': report.withdrawn.onDevice,
    'left in a table': report.withdrawn.inTables,
    'without consent': report.withdrawn.taken,
  }).flatMap(([what, list]) =>
    list.length > 0 ? [`${what}: ${list.length}, such as ${list.slice(0, 3).join('; ')}`] : [],
  );
