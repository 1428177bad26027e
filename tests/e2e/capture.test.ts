import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HeadInput } from '@carmine/head';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type LaunchedBrowser, launchTestBrowser, watchErrors } from '../support/browser.ts';
import { bundlePage } from '../support/bundle-page.ts';
import { writeHeadClip } from '../support/head-clip.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { RED } from '../support/session-site.ts';
import type {} from './pages/session.page.ts';

const files = mkdtempSync(join(tmpdir(), 'carmine-capture-'));

/** Frame i of a shopper who sits still in good light. A picture without a camera's noise would be taken for a filtered one. */
const calm = (i: number): HeadInput => ({
  width: 640,
  height: 480,
  tone: 5,
  brightness: 0.62,
  texture: { variation: 2, redness: 0.25 },
  noise: { read: 0.001, shot: 0.006 },
  pose: { distance: 44, yaw: Math.sin((i / 12) * 2 * Math.PI) },
});

/** The same, too far from the camera for any reading. */
const far = (i: number): HeadInput => ({ ...calm(i), pose: { distance: 130 } });

let server: TestServer;
let near: LaunchedBrowser;
let away: LaunchedBrowser;
let page: Page;

beforeAll(async () => {
  const clip = (name: string, at: (i: number) => HeadInput): string =>
    writeHeadClip(join(files, name), { frames: 12, at });
  const mount = await bundlePage(new URL('./pages/session.page.ts', import.meta.url).pathname, 'session');
  server = await startTestServer({ mounts: [mount] });
  near = await launchTestBrowser({ fakeCamera: clip('near.y4m', calm) });
  away = await launchTestBrowser({ fakeCamera: clip('far.y4m', far) });
});

afterAll(async () => {
  await near?.close();
  await away?.close();
  await server?.close();
});
afterEach(() => page?.close());

/** A page with a running camera and a face. */
const open = async (browser: LaunchedBrowser, options: { keepAnalyzer?: boolean } = {}): Promise<void> => {
  page = await browser.newPage();
  page.setDefaultTimeout(200_000);
  await page.goto(`${server.origin}/session/`);
  await page.waitForFunction('window.shop !== undefined');
  await page.evaluate(async (settings) => {
    await window.shop.make({ backend: 'webgl2', ...settings });
    await window.shop.held[0]!.tryOn.startCamera();
  }, options);
  await page.waitForFunction(() => window.shop.held[0]!.tryOn.state.face === 'found');
};

const workers = (): string[] => page.workers().map((w) => w.url().split('/').at(-1)!);
const scanning = (): string[] => workers().filter((name) => name === 'skin.js' || name === 'capture.js');

/** A guided reading to its end, and what was told meanwhile. */
const read = () =>
  page.evaluate(async () => {
    const { tryOn } = window.shop.held[0]!;
    const events: string[] = [];
    const untold = tryOn.onCapture((event) => events.push(event.type));
    const report = await tryOn.analyze({ guided: true });
    untold();
    const { analysis, capture } = tryOn.state;
    return { events, analysis, capture, frames: report.frames, read: report.skin !== null };
  });

describe('a guided reading', () => {
  test('takes itself when the picture is good; no worker of it is alive after, and another one works', async () => {
    await open(near);
    const errors = watchErrors(page);
    for (let scan = 0; scan < 2; scan++) {
      const told = await read();
      expect(told).toMatchObject({ analysis: 'done', capture: null, read: true });
      expect(told.frames).toBeGreaterThanOrEqual(1);
      expect(told.events.filter((type) => type !== 'capture-guidance' && type !== 'capture-ready')).toEqual([
        'capture-started',
        'capture-taken',
        'capture-ended',
      ]);
      expect(told.events).toContain('capture-ready');
      await expect.poll(scanning, { timeout: 20_000 }).toEqual([]);
    }
    expect(errors).toEqual([]);
  });

  test('kept warm by the host: the analyser stays for the next reading and ends with the session', async () => {
    await open(near, { keepAnalyzer: true });
    for (let scan = 0; scan < 2; scan++) {
      const frames = await page.evaluate(
        async () => (await window.shop.held[0]!.tryOn.analyze({ burst: 1 })).frames,
      );
      expect([frames, scanning()]).toEqual([1, ['skin.js']]);
    }
    await page.evaluate(() => window.shop.held[0]!.tryOn.close());
    await expect.poll(() => workers().length, { timeout: 20_000 }).toBe(0);
  });
});

/** Begins a guided reading that cannot come to its end by itself, and waits for its first instruction. */
const beginFar = async (): Promise<void> => {
  await page.evaluate(() => {
    const { tryOn } = window.shop.held[0]!;
    Object.assign(window, { told: window.shop.settle(tryOn.analyze({ guided: true })) });
  });
  await page.waitForFunction(() => window.shop.held[0]!.tryOn.state.capture?.hint === 'come-closer');
};
const told = () =>
  page.evaluate(() => (window as unknown as { told: Promise<{ code?: string } | 'ok'> }).told);
const state = () =>
  page.evaluate(() => {
    const { analysis, capture, phase } = window.shop.held[0]!.tryOn.state;
    return { analysis, capture, phase };
  });

describe('too far away', () => {
  test('asks to come closer; the mirror goes as fast as without; the shutter takes it as it is', async () => {
    // Warm, so that what is measured is the gates and not the analyser's loading.
    await open(away, { keepAnalyzer: true });
    await page.evaluate(() => window.shop.held[0]!.tryOn.analyze({ burst: 1 }));
    // A bare mirror's tracker reads less than a guided one's (decision 0341): worn, both read the same.
    await page.evaluate((look) => window.shop.held[0]!.tryOn.setLook(look), RED);
    /** ms for some frames. */
    const pace = (frames: number) =>
      page.evaluate(async (count) => {
        const { tryOn } = window.shop.held[0]!;
        const shown = () => tryOn.diagnostics().frames.shown;
        const turn = () => new Promise((resolve) => requestAnimationFrame(resolve));
        const [begun, first] = [performance.now(), shown()];
        while (shown() < first + count) await turn();
        return performance.now() - begun;
      }, frames);
    let [bare, guided] = [0, 0];
    for (let round = 0; round < 3; round++) {
      bare += await pace(20);
      await beginFar();
      guided += await pace(20);
      await page.evaluate(() => window.shop.held[0]!.tryOn.shutter());
      // Read with the gates that bar it, or refused by them: an answer either way.
      expect(await told()).toBe('ok');
    }
    console.info(`frames drawn, guided over bare: ${(bare / guided).toFixed(2)}`);
    expect(bare / guided).toBeGreaterThan(0.5);
  });

  test('the camera goes in the middle: told by its own code, nothing left open, the page lives on', async () => {
    await open(away);
    await beginFar();
    await page.evaluate(() => {
      for (const track of window.shop.tracks) track.dispatchEvent(new Event('ended'));
    });
    expect(await told()).toMatchObject({ code: 'camera-ended' });
    expect(await state()).toEqual({ analysis: 'idle', capture: null, phase: 'ended' });
    await expect.poll(scanning, { timeout: 20_000 }).toEqual([]);
    await page.waitForFunction(() => window.shop.held[0]!.tryOn.diagnostics().openFrames < 3);
    await page.evaluate(() => window.shop.held[0]!.tryOn.useHead({ tone: 6 }));
    expect((await state()).phase).toBe('live');
  });

  test('a newer reading ends an older one; cancelled, the mirror goes on', async () => {
    await open(away);
    await beginFar();
    const first = told();
    await page.evaluate(() => {
      const control = new AbortController();
      const { tryOn } = window.shop.held[0]!;
      const next = window.shop.settle(tryOn.analyze({ guided: true, signal: control.signal }));
      Object.assign(window, { told: next, cancel: () => control.abort() });
    });
    expect(await first).toMatchObject({ code: 'aborted' });
    expect(await state()).toMatchObject({ analysis: 'running', capture: { stage: 'guiding' } });
    await page.evaluate(() => (window as unknown as { cancel(): void }).cancel());
    expect(await told()).toMatchObject({ code: 'aborted' });
    expect(await state()).toEqual({ analysis: 'idle', capture: null, phase: 'live' });
    await expect.poll(scanning, { timeout: 20_000 }).toEqual([]);
  });
});
