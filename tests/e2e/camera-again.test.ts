import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type StartSite, startSite } from '../support/start-site.ts';
import type {} from './pages/start/main.js';

/** A renderer's first pictures in software on a busy machine, ms. */
const SLOW = 150_000;

let site: StartSite;
let page: Page;

beforeAll(async () => {
  site = await startSite();
});

afterAll(() => site?.close());

beforeEach(async () => {
  page = await site.open();
  page.setDefaultTimeout(SLOW);
  await page.evaluate((base) => window.start.open(base), site.server.assetBase);
});

afterEach(async () => {
  await page?.evaluate(() => window.start.held?.close());
  await page?.close();
});

const shown = () => page.evaluate(() => window.start.held.diagnostics().frames.shown);

const moreShown = async (count: number): Promise<void> => {
  const least = (await shown()) + count;
  await page.waitForFunction((n) => window.start.held.diagnostics().frames.shown >= n, least);
};

const tracks = () => page.evaluate(() => window.start.tracks.map((t) => t.readyState));

/** Ends a worker, and with it every frame the camera has. */
const killWithAllFrames = (name: string): Promise<void> =>
  page.evaluate((which) => {
    void window.start.hoard();
    window.start.kill(which);
  }, name);

test.each(['carmine-render', 'carmine-tracking', 'carmine-mirror'])(
  '%s dies and the camera’s frames with it: the camera is closed and opened again, the mirror goes on',
  async (name) => {
    await killWithAllFrames(name);
    await page.waitForFunction(() => window.start.tracks.length === 2);
    await moreShown(12);
    await page.waitForFunction(() => window.start.held.state.face === 'found');
    expect(await tracks()).toEqual(['ended', 'live']);
    const { phase, error, source } = await page.evaluate(() => window.start.held.state);
    expect({ phase, error, source }).toEqual({ phase: 'live', error: null, source: 'camera' });
    await page.evaluate(() => window.start.held.stop());
    expect(await tracks()).toEqual(['ended', 'ended']);
  },
);

test('it cannot be opened again: the light is off and the state says why', async () => {
  await page.evaluate(() => window.start.refuse('NotReadableError'));
  await killWithAllFrames('carmine-render');
  await page.waitForFunction(() => window.start.held.state.phase === 'error');
  expect(await page.evaluate(() => window.start.held.state.error?.code)).toBe('camera-busy');
  expect(await tracks()).toEqual(['ended']);
});
