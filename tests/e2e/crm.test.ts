import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { dirname, join } from 'node:path';
import { type Route, type StaticServer, startStaticServer } from '@carmine/cli/server';
import { FakeCollector } from '@carmine/crm/testing/fake-collector';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { MODEL_ID } from '../../packages/crm/src/chat/weights.ts';
import { faultsOf, runChaos } from '../chaos/chaos.ts';
import { type LaunchedBrowser, launchTestBrowser, watchErrors } from '../support/browser.ts';
import { bundlePage } from '../support/bundle-page.ts';
import { LIBRARY } from '../support/paths.ts';
import type {} from './pages/crm.page.ts';

type Handle = (init: RequestInit, socket: { drop(): void }) => Promise<Response | null>;

let server: StaticServer;
let browser: LaunchedBrowser;
let context: BrowserContext;
let store: FakeCollector;
let requests: string[];
/** How the collector behaves now; null: the connection is cut. */
let handle: Handle;

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
};

const events: Route = async (request, response, path) => {
  if (path !== '/v1/events') return false;
  const body = await bodyOf(request);
  requests.push(String(request.headers['idempotency-key']));
  const headers = Object.fromEntries(Object.entries(request.headers).map(([k, v]) => [k, String(v)]));
  const answer = await handle({ body, headers }, { drop: () => request.socket.destroy() });
  if (!answer) {
    request.socket.destroy();
    return true;
  }
  response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
  return true;
};

const good: Handle = async (init) => store.answer(init);

beforeAll(async () => {
  const page = await bundlePage(new URL('./pages/crm.page.ts', import.meta.url).pathname, 'shop');
  server = await startStaticServer({ mounts: [page], routes: [events] });
  browser = await launchTestBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

beforeEach(async () => {
  store = new FakeCollector();
  requests = [];
  handle = good;
  context = await browser.browser.newContext();
});

afterEach(async () => {
  await context?.close();
});

const openPage = async (source = 'https://shop.example/'): Promise<Page> => {
  const page = await context.newPage();
  await page.goto(`${server.origin}/shop/`);
  await page.waitForFunction('window.crmShop !== undefined');
  await page.evaluate((from) => window.crmShop.open(from), source);
  return page;
};

const grant = (page: Page) =>
  page.evaluate(() => {
    const answers = { analytics: 'granted', crm_share: 'granted' } as const;
    window.crmShop.consent.update(answers, { method: 'host' });
  });

const positions = (): number[] =>
  [...store.stored.values()].flatMap((e) => ('position' in e.data ? [Number(e.data.position)] : []));

describe('two tabs that are killed, a network that fails, the real host', () => {
  test('everything that lay on the device is in its database once; what is taken back is nowhere', async () => {
    const report = await runChaos({ events: 400, seed: 20261122, slowest: 150 });
    expect(faultsOf(report)).toEqual([]);
    expect(report).toMatchObject({
      told: 400,
      safe: expect.any(Number),
      withdrawn: { waited: expect.any(Number) },
    });
    // The chaos was one.
    expect(report.crashes).toBeGreaterThan(0);
    expect(report.safe).toBeGreaterThan(200);
    expect(report.withdrawn.waited).toBeGreaterThanOrEqual(50);
  });
});

describe('consent', () => {
  test('nothing is stored or sent before it; the questions are asked in plain words; a yes lets events go', async () => {
    const page = await openPage();
    const errors = watchErrors(page);
    await page.evaluate(() => window.crmShop.view(1));
    await page.evaluate(() => window.crmShop.crm!.flush());
    expect(requests).toEqual([]);
    expect(await page.evaluate(() => [localStorage.length, document.cookie])).toEqual([0, '']);
    expect(await page.evaluate(() => indexedDB.databases())).toEqual([]);

    const asking = page.locator('carmine-consent');
    // Nothing is on before the customer says so, and the skin reading waits for the age.
    expect(
      await asking.getByRole('switch').evaluateAll((all) => all.map((s) => (s as HTMLInputElement).checked)),
    ).toEqual([false, false, false, false, false]);
    expect(await asking.getByRole('switch').nth(1).isDisabled()).toBe(true);
    await page.evaluate(() => {
      window.crmShop.asking.locale = 'en';
    });
    await asking.getByLabel('14 or older').check();
    await asking.getByRole('switch', { name: 'Keep it in my customer file' }).check();
    await asking.getByRole('switch', { name: 'Count what is used' }).check();
    await asking.getByRole('button', { name: 'Save my choice' }).press('Enter');
    await asking.getByText('You allow 2.').waitFor();
    expect(await asking.getByRole('button', { name: 'Change' }).evaluate((b) => b.matches(':focus'))).toBe(
      true,
    );

    await page.evaluate(() => window.crmShop.tell(2, 3));
    await page.evaluate(() => window.crmShop.crm!.flush());
    await expect.poll(() => positions()).toEqual([2, 3, 4]);
    expect(store.names[0]).toBe('consent.updated');
    expect(store.faults).toEqual([]);
    expect(errors).toEqual([]);
  });

  test('taken back in one tab: nothing of it is left on the device, and no tab sends it', async () => {
    const [a, b] = [await openPage('https://shop.example/a'), await openPage('https://shop.example/b')];
    await grant(a);
    handle = async () => new Response('', { status: 503, headers: { 'retry-after': '60' } });
    await b.evaluate(() => window.crmShop.tell(1, 30));
    expect(await a.evaluate(() => window.crmShop.kept())).toContain('"S-30"');
    await b.evaluate(() => {
      window.crmShop.asking.locale = 'zh-CN';
    });
    const asking = b.locator('carmine-consent');
    await asking
      .getByRole('button', { name: '更改' })
      .or(asking.getByRole('button', { name: '全部不同意' }))
      .first()
      .click();
    const none = asking.getByRole('button', { name: '全部不同意' });
    if (await none.isVisible()) await none.click();
    await asking.getByText('不会发送任何信息').waitFor();
    await expect.poll(() => a.evaluate(() => window.crmShop.kept())).toBe('');
    handle = good;
    await Promise.all([a, b].map((page) => page.evaluate(() => window.crmShop.crm!.resume())));
    await expect.poll(() => store.names).toContain('consent.withdrawn');
    expect(positions()).toEqual([]);
    expect(await a.evaluate(() => window.crmShop.view(31))).toBe(false);
    expect(await a.evaluate(() => localStorage.getItem('carmine-anon'))).toBeNull();
  });

  test.each(['en', 'zh-CN', 'zh-TW'])('under 14 (%s): nothing can be allowed', async (locale) => {
    const page = await openPage();
    await page.evaluate((tag) => {
      window.crmShop.asking.locale = tag;
    }, locale);
    const asking = page.locator('carmine-consent');
    await asking.locator('input[value=minor]').check();
    expect(await asking.getByRole('switch').count()).toBe(0);
    await asking.locator('[data-answer=save]').click();
    await asking.locator('[data-answer=change]').waitFor();
    expect(await page.evaluate(() => window.crmShop.consent.snapshot.ageGate)).toBe('minor');
    expect(await page.evaluate(() => window.crmShop.view(1))).toBe(false);
  });
});

describe('leaving', () => {
  test('a page that is left sends what it has, kept on the device or not', async () => {
    const page = await openPage();
    await page.evaluate(() => window.crmShop.consent.update({ analytics: 'granted' }, { method: 'host' }));
    await page.evaluate(() => {
      for (let n = 1; n <= 5; n++) window.crmShop.view(n);
    });
    expect(requests).toEqual([]);
    await page.goto('about:blank');
    await expect.poll(() => positions()).toEqual([1, 2, 3, 4, 5]);
  });
});

/** Files of the built library that a door loads, at once or later. */
const reached = (door: string, seen = new Set<string>()): Set<string> => {
  if (seen.has(door)) return seen;
  seen.add(door);
  const text = readFileSync(join(LIBRARY, door), 'utf8');
  const imports = text.matchAll(/(?:from|import)\s*\(?\s*["'](\.{1,2}\/[^"']+\.js)["']/g);
  for (const [, path] of imports) reached(join(dirname(door), path!), seen);
  return seen;
};

test('the mirror carries none of it: its doors reach no outbox, no collector, no chat model and no types of the shop', () => {
  const scripts = new Set(['index.js', 'define.js', 'loader.js'].flatMap((door) => [...reached(door)]));
  expect(scripts.size).toBeGreaterThan(3);
  // The words are there where they belong, so that the look below means something.
  const crm = [...reached('crm.js')].map((name) => readFileSync(join(LIBRARY, name), 'utf8')).join('');
  expect(crm).toContain('carmine-outbox');
  const chat = [...reached('chat.js')].map((name) => readFileSync(join(LIBRARY, name), 'utf8')).join('');
  expect(chat).toContain(MODEL_ID);
  expect(crm).not.toContain(MODEL_ID);
  for (const name of scripts) {
    const text = readFileSync(join(LIBRARY, name), 'utf8');
    for (const word of [
      'carmine-outbox',
      'cloudevents-batch',
      'lifecycle.declared',
      'carmine-consent',
      MODEL_ID,
    ])
      expect(text.includes(word), `${name}: ${word}`).toBe(false);
  }
});
