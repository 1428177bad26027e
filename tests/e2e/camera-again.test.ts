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

/** Waits until `count` more pictures were shown; whoever carries them counts anew. */
const moreShown = (count: number): Promise<void> =>
  page.evaluate(async (least) => {
    const { held } = window.start;
    let [before, more] = [held.diagnostics().frames.shown, 0];
    while (more < least) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const { shown } = held.diagnostics().frames;
      more += Math.max(0, shown - before);
      before = shown;
    }
  }, count);

const tracks = () => page.evaluate(() => window.start.tracks.map((t) => t.readyState));

const state = () =>
  page.evaluate(() => {
    const { phase, source, error } = window.start.held.state;
    return { phase, source, error: error?.code ?? null };
  });

/** Ends a worker; the camera's frames that may be streamed at one time are lost with it. */
const killWithFrames = (name: string): Promise<void> =>
  page.evaluate((which) => {
    void window.start.hoard();
    window.start.kill(which);
  }, name);

/** Ends a worker; the camera gives nothing from then on, and says nothing of it. */
const killWithCamera = (name: string): Promise<void> =>
  page.evaluate((which) => {
    for (const track of window.start.tracks) track.stop();
    window.start.kill(which);
  }, name);

test.each(['carmine-render', 'carmine-tracking'])(
  '%s dies and the streamed frames with it: they come over the page, the camera stays on',
  async (name) => {
    await killWithFrames(name);
    await page.waitForFunction(() => window.start.held.diagnostics().carrier === 'page');
    await moreShown(8);
    await page.waitForFunction(() => window.start.held.state.face === 'found');
    expect(await tracks()).toEqual(['live']);
    expect(await state()).toEqual({ phase: 'live', source: 'camera', error: null });
  },
);

test('a camera that gives nothing after a worker died is closed and opened again, and the mirror goes on', async () => {
  await killWithCamera('carmine-render');
  await page.waitForFunction(() => window.start.tracks.length === 2);
  await moreShown(8);
  await page.waitForFunction(() => window.start.held.state.face === 'found');
  expect(await tracks()).toEqual(['ended', 'live']);
  expect(await state()).toEqual({ phase: 'live', source: 'camera', error: null });
  await page.evaluate(() => window.start.held.stop());
  expect(await tracks()).toEqual(['ended', 'ended']);
});

test('it cannot be opened again: the light is off and the state says why', async () => {
  await page.evaluate(() => window.start.refuse('NotReadableError'));
  await killWithCamera('carmine-render');
  await page.waitForFunction(() => window.start.held.state.phase === 'error');
  expect(await state()).toMatchObject({ phase: 'error', error: 'camera-busy' });
  expect(await tracks()).toEqual(['ended']);
});
