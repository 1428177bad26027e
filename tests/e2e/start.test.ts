import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { watchErrors } from '../support/browser.ts';
import { ASSETS, LIBRARY } from '../support/paths.ts';
import { type TestServer, watchThirdParty } from '../support/server.ts';
import { type StartSite, startSite } from '../support/start-site.ts';
import { budgets, groupOf, weigh } from '../support/weigh.ts';
import type {} from './pages/start/main.js';

/** What is kept in Cache Storage. */
const BIG = [
  '/assets/models/face_landmarker.task',
  '/assets/models/visibility.bin',
  '/assets/wasm/vision_wasm_module_internal.wasm',
];

let site: StartSite;
let server: TestServer;
let page: Page;

beforeAll(async () => {
  site = await startSite();
  server = site.server;
});

afterAll(() => site?.close());

const open = async (): Promise<Page> => {
  page = await site.open();
  return page;
};

afterEach(async () => {
  server.mend();
  await page?.close();
});

/** Paths the server has sent in full since entry `from` of its log, each once. */
const sent = (from = 0): string[] => [
  ...new Set(server.log.filter((r, i) => i >= from && r.status === 200 && r.bytes > 0).map((r) => r.path)),
];

const mirror = () => page.evaluate((base) => window.start.mirror(base), server.assetBase);

/** The entries of Cache Storage, as paths with their digest's first letters. */
const kept = () =>
  page.evaluate(async () => {
    const cache = await caches.open('carmine-assets');
    return (await cache.keys()).map(({ url }) => new URL(url).pathname).sort();
  });

const allKept = () =>
  page.waitForFunction(
    async (count) => (await (await caches.open('carmine-assets')).keys()).length === count,
    BIG.length,
  );

test('the bytes until the first made-up frame are within the budget', async () => {
  await open();
  const errors = watchErrors(page);
  const strangers = watchThirdParty(page, server.origin);
  const from = server.log.length;
  await mirror();
  const files = sent(from).filter((path) => /^\/(lib|assets)\//.test(path));
  files.push('/lib/loader.js');
  const budget = budgets();
  const rows = files.map((path) => {
    const dir = path.startsWith('/lib/') ? LIBRARY : ASSETS;
    return { path, group: groupOf(path), bytes: weigh(join(dir, path.replace(/^\/\w+\//, '')), budget) };
  });
  const sum = (of: (row: (typeof rows)[number]) => boolean) =>
    rows.filter(of).reduce((total, row) => total + row.bytes, 0);
  const groups = Object.fromEntries(
    Object.keys(budget.groups).map((group) => [group, sum((row) => row.group === group)]),
  );
  console.log(
    'start: brotli bytes',
    sum(() => true),
    groups,
  );
  console.log(
    rows
      .sort((a, b) => b.bytes - a.bytes)
      .map((row) => `${row.bytes} ${row.path}`)
      .join('\n'),
  );
  expect(sum(() => true)).toBeLessThanOrEqual(budget.firstTryOn);
  for (const [group, most] of Object.entries(budget.groups)) expect(groups[group]).toBeLessThanOrEqual(most);
  expect(sum((row) => row.path === '/lib/loader.js')).toBeLessThanOrEqual(budget.loader);
  const early = files.filter((path) => budget.onDemand.some((part) => path.startsWith(`/assets/${part}`)));
  expect(early).toEqual([]);
  expect(strangers).toEqual([]);
  expect(errors).toEqual([]);
});

describe('warm', () => {
  test('a second start asks the server for none of the big files, and works when they are gone', async () => {
    await open();
    const cold = await mirror();
    await allKept();
    for (const path of BIG) server.fault(path, '404');
    const from = server.log.length;
    const warm = await mirror();
    expect(server.log.slice(from).filter((r) => BIG.includes(r.path))).toEqual([]);
    expect(warm).toEqual(cold);
  });

  test('preload() brings everything without a camera; what is shown then needs none of it again', async () => {
    await open();
    const from = server.log.length;
    await page.evaluate((base) => window.start.preload(base), server.assetBase);
    expect(await kept()).toEqual(BIG);
    expect(sent(from)).toContain('/assets/workers/render.js');
    for (const path of BIG) server.fault(path, '404');
    await mirror();
  });

  test('another version of a kept file goes when the new one is kept', async () => {
    await open();
    await page.evaluate(async () => {
      const cache = await caches.open('carmine-assets');
      await cache.put('/assets/models/visibility.bin?sha256=old', new Response('old'));
    });
    await mirror();
    await allKept();
    const urls = await page.evaluate(async () =>
      (await (await caches.open('carmine-assets')).keys()).map(({ url }) => url),
    );
    expect(urls.filter((url) => url.includes('sha256=old'))).toEqual([]);
  });
});

test('the loader defines the element when it comes near; its poster is seen before and after', async () => {
  await open();
  const poster = page.locator('carmine-try-on img');
  expect(await page.evaluate(() => customElements.get('carmine-try-on') === undefined)).toBe(true);
  await poster.waitFor({ state: 'visible' });
  await page.evaluate(() => void window.start.defineWhenSeen());
  await page.evaluate(async () => void (await customElements.whenDefined('carmine-try-on')));
  await page.locator('carmine-try-on carmine-start-panel').waitFor();
  expect(await poster.isVisible()).toBe(true);
});
