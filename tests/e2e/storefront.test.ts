import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { CSP } from '../../demo/storefront/vite.config.ts';
import { type LaunchedBrowser, launchTestBrowser, watchErrors } from '../support/browser.ts';
import { ASSETS, REPO } from '../support/paths.ts';
import { startTestServer, type TestServer, watchThirdParty } from '../support/server.ts';

const dir = mkdtempSync(join(tmpdir(), 'carmine-storefront-'));
const shopFolder = join(REPO, 'demo/storefront');

let server: TestServer;
let browser: LaunchedBrowser;
let page: Page;
let errors: string[];
let strangers: readonly string[];

beforeAll(async () => {
  await build({
    root: shopFolder,
    configFile: join(shopFolder, 'vite.config.ts'),
    logLevel: 'warn',
    // The test server keeps /assets/ for the SDK's own files.
    build: { outDir: dir, assetsDir: 'shop' },
  });
  const mounts = [
    { prefix: '/carmine/', dir: ASSETS },
    { prefix: '/', dir },
  ];
  server = await startTestServer({ mounts, csp: CSP, isolated: true });
  browser = await launchTestBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});
afterEach(() => page?.close());

const open = async (path = '/', viewport = { width: 1440, height: 900 }): Promise<void> => {
  page = await browser.newPage({ viewport });
  page.setDefaultTimeout(60_000);
  errors = watchErrors(page);
  strangers = watchThirdParty(page, server.origin);
  await page.goto(`${server.origin}${path}`);
  await page.locator('carmine-try-on').waitFor();
};

const worn = (sku: string) =>
  page.waitForFunction((s) => document.querySelector('carmine-try-on')?.sku === s, sku);

test('shop and mirror keep the same shade, and the CRM log tells what was tried', async () => {
  await open();
  expect(await page.title()).toContain('诗珞梵');
  await page.locator('#shade').selectOption('CL-16');
  await worn('CL-16');

  await page.locator('carmine-try-on [part~=head-button]').click();
  await page.waitForFunction(() => document.querySelector('carmine-try-on')?.state?.face === 'found');
  await page.locator('carmine-try-on [data-sku="CL-20"]').click();
  await page.waitForFunction(() => document.querySelector<HTMLSelectElement>('#shade')?.value === 'CL-20');

  const first = page.locator('.log-row[data-type="com.carmine.shade.applied.v1"]').first();
  await first.filter({ hasText: '肉桂巷' }).waitFor();
  await first.click();
  const json = JSON.parse((await page.locator('.envelope pre').textContent()) ?? '');
  expect(json).toMatchObject({ specversion: '1.0', data: { sku: 'CL-20', product: 'lipstick' } });
  await page.locator('.filters button', { hasText: '错误' }).click();
  await page.locator('.log-empty').waitFor();
  expect(await page.locator('.log-row').count()).toBe(0);
  expect(strangers).toEqual([]);
  expect(errors).toEqual([]);
});

test('a full look: on with one press, into the bag with another; what is worn can be hidden and mixed', async () => {
  await open('/?lang=en');
  const bold = page.locator('.look[data-look=bold]');
  const pieces = Number.parseInt((await bold.locator('summary').textContent()) ?? '', 10);
  await page.locator('carmine-try-on [part~=head-button]').click();
  await page.waitForFunction(() => document.querySelector('carmine-try-on')?.state?.face === 'found');
  await bold.locator('.cta').click();
  const layers = () =>
    page.evaluate(
      () => document.querySelector('carmine-try-on')?.state?.look.layers.map((l) => l.product) ?? [],
    );
  await page.waitForFunction(
    (n) => document.querySelector('carmine-try-on')?.state?.look.layers.length === n,
    pieces,
  );
  expect(new Set(await layers()).size).toBe(pieces);
  await bold.locator('.ghost').click();
  await page.locator('.bag-button .count', { hasText: String(pieces) }).waitFor();

  const list = page.locator('carmine-try-on carmine-worn-list');
  expect(await list.locator('li').count()).toBe(pieces);
  await list.locator('li[data-product=eyeshadow] [part~=worn-hide]').click();
  await page.waitForFunction(
    () =>
      !document.querySelector('carmine-try-on')?.state?.look.layers.some((l) => l.product === 'eyeshadow'),
  );
  await list.locator('li[data-product=blush] [part~=worn-remove]').click();
  await page.waitForFunction(
    (n) => document.querySelector('carmine-try-on')?.state?.look.layers.length === n - 2,
    pieces,
  );
  expect(await list.locator('li').count()).toBe(pieces - 1);

  // By keyboard: the tabs open the eyes, the liner's wing grows.
  await list.locator('li[data-product=lipstick] [part~=worn-item]').click();
  await page.locator('carmine-try-on [role=tab][aria-selected=true]').focus();
  for (let i = 0; i < 2; i++) await page.keyboard.press('ArrowLeft');
  await page.locator('carmine-try-on [role=tab][data-value=eyes][aria-selected=true]').waitFor();
  await page.locator('carmine-try-on [role=radio][data-value=eyeliner]').click();
  await page.locator('carmine-try-on #wing').fill('12');
  await page.waitForFunction(() =>
    document
      .querySelector('carmine-try-on')
      ?.state?.look.layers.some((l) => l.product === 'eyeliner' && l.wing === 12),
  );

  await list.locator('li[data-product=lipstick] [part~=worn-item]').click();
  await page.locator('carmine-try-on [part~=mix-summary]').click();
  await page.locator('carmine-try-on [part~=mix-add]').click();
  await page.waitForFunction(() =>
    document
      .querySelector('carmine-try-on')
      ?.state?.look.layers.some((l) => l.product === 'lipstick' && l.mix?.length === 2),
  );
  await list.locator('li[data-product=lipstick]', { hasText: 'Your own mix' }).waitFor();
  expect(strangers).toEqual([]);
  expect(errors).toEqual([]);
});

test('a reading, the reasons, the kept case', async () => {
  await open('/?lang=en');
  const keep = page.locator('.keep .cta');
  expect(await keep.isDisabled()).toBe(true);
  await page.locator('carmine-try-on [part~=head-button]').click();
  await page.waitForFunction(() => document.querySelector('carmine-try-on')?.state?.face === 'found');
  await page.locator('carmine-try-on [part~=analyze-button]').click();
  await page.locator('carmine-try-on [part~=match]').first().waitFor();
  await page.locator('carmine-try-on [part~=try-button]').first().click();
  await page.locator('.match-note.known').waitFor();
  await keep.click();
  await page.locator('.keep [role=status]', { hasText: /S\d{6}-\d{4}/ }).waitFor();
  const line = page.locator('.log-row[data-type="com.selvanne.case.opened.v1"]');
  await line.click();
  const text = (await page.locator('.envelope pre').textContent()) ?? '';
  expect(JSON.parse(text).data.reading.matches.length).toBeGreaterThan(0);
  expect(text).not.toMatch(/base64|landmark|data:image/);
  expect(strangers).toEqual([]);
  expect(errors).toEqual([]);
});

describe('language', () => {
  test('is switched in place, kept in the address and told to assistive technology', async () => {
    await open();
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
    await page.locator('.languages a[lang=zh-TW]').click();
    await page.locator('h1', { hasText: '先看見' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-TW');
    expect(page.url()).toContain('lang=zh-TW');
    await page.locator('carmine-try-on [part~=camera-button]', { hasText: '開啟相機' }).waitFor();
    await page.reload();
    await page.locator('h1', { hasText: '先看見' }).waitFor();
  });
});

test('the bag counts and says that nothing is ordered', async () => {
  await open('/?lang=en');
  await page.locator('.buy .cta').click();
  await page.locator('.bag-button .count', { hasText: '1' }).waitFor();
  await page.locator('.bag-button').click();
  await page.locator('dialog.bag[open]', { hasText: 'Carmine No. 1' }).waitFor();
  await page.keyboard.press('Escape');
  await page.locator('dialog.bag[open]').waitFor({ state: 'detached' });
});

test.each([
  ['zh-CN', 390],
  ['zh-TW', 390],
  ['zh-CN', 320],
  ['en', 340],
  ['en', 1440],
] as const)('nothing sticks out in %s at %s px', async (lang, width) => {
  await open(`/?lang=${lang}`, { width, height: 844 });
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(over).toBe(0);
});
