import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type LaunchedBrowser, launchTestBrowser, watchErrors } from '../support/browser.ts';
import { bundlePage } from '../support/bundle-page.ts';
import { DATA, hasData } from '../support/paths.ts';
import { headPng } from '../support/pictures.ts';
import { startTestServer, type TestServer, watchThirdParty } from '../support/server.ts';
import { landmarkAgreement } from '../support/tracking-measure.ts';
import type { TrackingPage } from './pages/tracking.page.ts';

declare global {
  interface Window {
    tracking: TrackingPage;
  }
}

const WASM = '/assets/wasm/vision_wasm_module_internal.wasm';
const LOADER = '/assets/wasm/vision_wasm_module_internal.js';
const MODEL = '/assets/models/face_landmarker.task';
const WORKER = '/assets/workers/tracking.js';
const OFFICIAL = '/data/models/face_landmarker.task';
const HEAD = '/pictures/head.png';

let server: TestServer;
let browser: LaunchedBrowser;
let page: Page;
let errors: string[];
let strangers: readonly string[];

beforeAll(async () => {
  const pictures = mkdtempSync(join(tmpdir(), 'carmine-tracking-'));
  writeFileSync(join(pictures, 'head.png'), headPng({ width: 480, height: 600, tone: 5 }));
  writeFileSync(join(pictures, 'model.task'), 'no model');
  const mounts = [
    await bundlePage(new URL('./pages/tracking.page.ts', import.meta.url).pathname, 'tracking'),
    { prefix: '/pictures/', dir: pictures },
  ];
  server = await startTestServer({ mounts });
  browser = await launchTestBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const open = async (): Promise<Page> => {
  page = await browser.newPage();
  errors = watchErrors(page);
  strangers = watchThirdParty(page, server.origin);
  await page.goto(`${server.origin}/tracking/`);
  await page.waitForFunction('window.tracking !== undefined');
  return page;
};

afterEach(async () => {
  server.mend();
  await page?.close();
});

test('two faces keep their names, one that left its place is told no more, a cut carries nothing over', async () => {
  await open();
  const still = { heads: [80, 540], scene: 0 };
  const clip = [
    ...Array.from({ length: 5 }, (_, i) => ({ heads: [80 + i * 4, 540 - i * 4], scene: 0 })),
    ...Array(4).fill({ heads: [96], scene: 0 }),
    ...Array(4).fill({ ...still, scene: 1 }),
  ];
  const frames = await page.evaluate(
    ([path, frames, options]) => window.tracking.follow(path, frames, options),
    [HEAD, clip, { assetBase: server.assetBase }] as const,
  );
  const [left, right] = [...frames[0]!].sort((a, b) => a.x - b.x);
  expect(frames[0]!.map((f) => f.presence)).toEqual([1, 1]);
  for (const [i, faces] of frames.slice(0, 5).entries()) {
    const of = (id: number) => faces.find((f) => f.id === id)!;
    // The nose stays with its name, wherever the detector lists it.
    expect(Math.abs(of(left!.id).x - left!.x - i * 4)).toBeLessThan(12);
    expect(Math.abs(of(right!.id).x - right!.x + i * 4)).toBeLessThan(12);
  }
  // The wall is seen where it was: nothing fades there.
  expect(frames.slice(5, 9).map((faces) => faces.map((f) => f.id))).toEqual(Array(4).fill([left!.id]));
  // Another scene: other names, no fading from the old one, there at once or a frame later.
  const after = frames.slice(9).flat();
  expect(after.every((f) => f.id !== left!.id && f.id !== right!.id)).toBe(true);
  expect(frames.at(-1)).toHaveLength(2);
});

describe.each(['auto', 'inline'] as const)('tracker, worker: %s', (worker) => {
  test('finds the synthetic head, asks no other host and leaves the console clean', async () => {
    await open();
    const base = server.assetBase;
    const [still] = await page.evaluate(([path, options]) => window.tracking.stills([path], options), [
      HEAD,
      { assetBase: base, worker },
    ] as const);
    expect(still!.count).toBe(1);
    expect(still!.confidence).toBeGreaterThan(0.5);
    expect(Math.abs(still!.yaw)).toBeLessThan(12);
    // The inline tracker has been closed by now, which is when tasks-vision would post its usage log.
    expect(strangers).toEqual([]);
    expect(errors).toEqual([]);
  });

  test('loads each file once, with bytes that never fall and end at the total', async () => {
    await open();
    const before = server.log.length;
    const { code, progress, inline } = await page.evaluate((options) => window.tracking.load(options), {
      assetBase: server.assetBase.replace(/\/$/, ''),
      worker,
    } as const);
    expect(code).toBe('ok');
    expect(inline).toBe(worker === 'inline');
    for (const [i, step] of progress.entries())
      expect(step.loaded).toBeGreaterThanOrEqual(progress[i - 1]?.loaded ?? 0);
    expect(progress.at(-1)!.loaded).toBe(progress.at(-1)!.total);
    expect(progress.length).toBeGreaterThan(5);
    const asked = server.log.slice(before).map((entry) => entry.path);
    for (const file of [WASM, LOADER, MODEL]) expect(asked.filter((path) => path === file)).toEqual([file]);
  });

  test('keeps one frame in flight and the newest waiting, and gives every frame up', async () => {
    await open();
    const result = await page.evaluate(([path, options]) => window.tracking.burst(path, options), [
      HEAD,
      { assetBase: server.assetBase, worker },
    ] as const);
    expect(result).toEqual({ ids: [100, null, null, null, 104], times: [0, null, null, null, 132], open: 0 });
  });

  test('close() ends what is pending with `closed`, twice is once', async () => {
    await open();
    const result = await page.evaluate(([path, options]) => window.tracking.closeEarly(path, options), [
      HEAD,
      { assetBase: server.assetBase, worker },
    ] as const);
    expect(result).toEqual({ codes: ['closed', 'closed'], after: 'closed', open: 0 });
  });

  test('takes clocks that fall back, and mode changes', async () => {
    await open();
    const counts = await page.evaluate(([path, options]) => window.tracking.clocks(path, options), [
      HEAD,
      { assetBase: server.assetBase, worker },
    ] as const);
    expect(counts).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1]);
  });

  test('a closed frame is an error, and the next one is tracked', async () => {
    await open();
    const result = await page.evaluate(([path, options]) => window.tracking.badFrame(path, options), [
      HEAD,
      { assetBase: server.assetBase, worker },
    ] as const);
    expect(result).toEqual({ bad: 'invalid-argument', good: 1 });
  });
});

test.each([
  [WASM, 'index-html', 'asset-corrupt'],
  [WASM, '404', 'asset-missing'],
  [WASM, 'truncated', 'asset-corrupt'],
  [WASM, 'garbage', 'asset-corrupt'],
  [LOADER, 'index-html', 'asset-corrupt'],
  [LOADER, '404', 'asset-missing'],
  [MODEL, 'index-html', 'asset-corrupt'],
  [MODEL, '404', 'asset-missing'],
  [MODEL, 'truncated', 'asset-corrupt'],
  [MODEL, 'garbage', 'asset-corrupt'],
] as const)('%s answered by %s rejects %s and names the file', async (file, fault, code) => {
  await open();
  server.fault(file, fault);
  const result = await page.evaluate((options) => window.tracking.load(options), {
    assetBase: server.assetBase,
  });
  expect(result.code).toBe(code);
  expect(result.message).toContain(file.replace('/assets/', ''));
});

test.each([
  ['/pictures/model.task', 'model-invalid'],
  ['/nowhere.task', 'model-invalid'],
  ['http://[', 'model-invalid'],
])('faceModelUrl %s rejects %s', async (faceModelUrl, code) => {
  await open();
  const result = await page.evaluate((options) => window.tracking.load(options), {
    assetBase: server.assetBase,
    faceModelUrl,
  });
  expect(result.code).toBe(code);
});

test('an abort while loading rejects `aborted`', async () => {
  await open();
  const result = await page.evaluate((options) => window.tracking.load(options, true), {
    assetBase: server.assetBase,
  });
  expect(result.code).toBe('aborted');
});

test.each([
  [WASM, 'index-html', 'asset-corrupt'],
  [MODEL, '404', 'asset-missing'],
] as const)('on the page, too, %s answered by %s rejects %s', async (file, fault, code) => {
  await open();
  server.fault(file, fault);
  const options = { assetBase: server.assetBase, worker: 'inline' } as const;
  expect((await page.evaluate((o) => window.tracking.load(o), options)).code).toBe(code);
});

test.each([
  ['404', 'asset-missing'],
  ['index-html', 'asset-corrupt'],
] as const)('a worker script answered by %s rejects %s', async (fault, code) => {
  await open();
  server.fault(WORKER, fault);
  const options = { assetBase: server.assetBase };
  expect((await page.evaluate((o) => window.tracking.load(o), options)).code).toBe(code);
});

test('a browser that refuses workers tracks on the page', async () => {
  await open();
  await page.evaluate(() => {
    window.Worker = class {
      constructor() {
        throw new DOMException('no workers here', 'SecurityError');
      }
    } as never;
  });
  const result = await page.evaluate((options) => window.tracking.load(options), {
    assetBase: server.assetBase,
  });
  expect(result).toMatchObject({ code: 'ok', inline: true });
});

test.each([
  [1, 1],
  [64, 4000],
  [5000, 3000],
])('a wall of %i x %i px has no face', async (width, height) => {
  await open();
  const result = await page.evaluate(([w, h, options]) => window.tracking.wall(w, h, options), [
    width,
    height,
    { assetBase: server.assetBase },
  ] as const);
  expect(result).toEqual({ faces: 0, width, height });
});

test('a face in a corner, a tenth of the picture, is found where it is', async () => {
  await open();
  const found = await page.evaluate(([path, options]) => window.tracking.shrunk(path, 0.2, options), [
    HEAD,
    { assetBase: server.assetBase },
  ] as const);
  expect(found).not.toBeNull();
  expect(Math.hypot(found!.x - 700, found!.y - 300)).toBeLessThan(40);
});

describe.skipIf(!hasData('faces', '001.jpg'))('photographs (needs ../shared/data)', () => {
  const faces = () =>
    readdirSync(join(DATA, 'faces'))
      .filter((name) => name.endsWith('.jpg'))
      .map((name) => `/data/faces/${name}`);

  test('finds at least 47 of the 50 and agrees with the official bundle', { timeout: 900_000 }, async () => {
    await open();
    const run = (options: { assetBase: string; faceModelUrl?: string }) =>
      page.evaluate(([paths, o]) => window.tracking.stills([...paths], o), [faces(), options] as const);
    const own = await run({ assetBase: server.assetBase });
    expect(own.filter((still) => still.count === 1).length).toBeGreaterThanOrEqual(47);
    const official = await run({ assetBase: server.assetBase, faceModelUrl: OFFICIAL });
    const agreement = landmarkAgreement(own, official);
    console.log('tracking: agreement with the official bundle', agreement);
    expect(agreement.systematicPx).toBeLessThan(2);
    expect(agreement.medianPx).toBeLessThan(5);
  });
});
