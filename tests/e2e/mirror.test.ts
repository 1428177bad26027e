import type { Page, Worker } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { watchErrors } from '../support/browser.ts';
import { type TestServer, watchThirdParty } from '../support/server.ts';
import { type StartSite, startSite } from '../support/start-site.ts';
import type {} from './pages/start/main.js';

let site: StartSite;
let server: TestServer;
let page: Page;

beforeAll(async () => {
  site = await startSite();
  server = site.server;
});

afterAll(() => site?.close());

afterEach(async () => {
  await page?.close();
});

const load = async (): Promise<void> => {
  page = await site.open();
};

/** Makes `window.start.held` a mirror with a face. */
const open = () => page.evaluate((base) => window.start.open(base), server.assetBase);

const facts = () => page.evaluate(() => window.start.held.diagnostics());

/** Waits for more pictures on the canvas. */
const moreShown = async (count: number): Promise<void> => {
  const { frames } = await facts();
  await page.waitForFunction((n) => window.start.held.diagnostics().frames.shown >= n, frames.shown + count, {
    timeout: SLOW,
  });
};

/** A renderer's first pictures in software on a busy machine, ms. */
const SLOW = 120_000;

const found = () =>
  page.waitForFunction(() => window.start.held.state.face === 'found', null, { timeout: SLOW });

const workerNamed = (part: string): Worker | undefined => page.workers().find((w) => w.url().includes(part));

const crash = (worker: Worker | undefined): Promise<void> =>
  worker!.evaluate(() => {
    setTimeout(() => {
      throw new Error('crash');
    });
  });

test('a camera’s frames go past the page: no message of tracker or renderer, summaries only', async () => {
  await load();
  const errors = watchErrors(page);
  const strangers = watchThirdParty(page, server.origin);
  await open();
  expect(await facts()).toMatchObject({ carrier: 'worker', feed: 'VideoFrame', renderer: 'worker' });
  const before = await page.evaluate(() => ({ ...window.start.heard }));
  await moreShown(8);
  const after = await page.evaluate(() => ({ ...window.start.heard }));
  expect(after['carmine-tracking']).toBe(before['carmine-tracking']);
  expect(after['carmine-render']).toBe(before['carmine-render']);
  expect(after['carmine-mirror']).toBeGreaterThan(before['carmine-mirror']!);
  expect((await facts()).openFrames).toBeLessThanOrEqual(4);
  await page.evaluate(() => window.start.held.close());
  expect((await facts()).openFrames).toBe(0);
  await expect.poll(() => page.workers().length).toBe(0);
  expect(errors).toEqual([]);
  expect(strangers).toEqual([]);
});

test('the tracking worker crashes: bare meanwhile, a new one is linked to the same mirror', async () => {
  await load();
  await open();
  const old = workerNamed('tracking');
  await crash(old);
  await expect
    .poll(() => page.workers().some((w) => w.url().includes('tracking') && w !== old), { timeout: 120_000 })
    .toBe(true);
  await page.waitForFunction(() => window.start.held.diagnostics().delegate !== null);
  await moreShown(3);
  await found();
  expect((await facts()).carrier).toBe('worker');
});

test('the mirror worker crashes: the page carries the frames, and the face stays made up', async () => {
  await load();
  await open();
  await crash(workerNamed('mirror'));
  await page.waitForFunction(() => window.start.held.diagnostics().carrier === 'page');
  await moreShown(3);
  await found();
  expect(workerNamed('mirror')).toBeUndefined();
});

test('a mirror worker that cannot be had is no fault: the page carries the frames', async () => {
  await load();
  server.fault('/assets/workers/mirror.js', '404');
  await open();
  expect(await facts()).toMatchObject({ carrier: 'page' });
  server.mend();
});
