import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type HeadInput, renderHead } from '@carmine/head';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type LaunchedBrowser, launchTestBrowser, watchErrors } from '../support/browser.ts';
import { bundlePage } from '../support/bundle-page.ts';
import { writeHeadClip } from '../support/head-clip.ts';
import { REPO } from '../support/paths.ts';
import { headPng, whitePng, withOrientation } from '../support/pictures.ts';
import { startTestServer, type TestServer, watchThirdParty } from '../support/server.ts';
import type { SessionPage } from './pages/session.page.ts';

declare global {
  interface Window {
    shop: SessionPage;
  }
}

const schema = JSON.parse(readFileSync(join(REPO, 'packages/crm/schema/events.v1.json'), 'utf8'));
const validEvent = new Ajv2020({ strict: false }).compile(schema);
const WASM = '/assets/wasm/vision_wasm_module_internal.wasm';
const RED = { version: 1, layers: [{ product: 'lipstick', color: '#8a0f2a', finish: 'matte' }] } as const;
const pictures = mkdtempSync(join(tmpdir(), 'carmine-session-'));

/** Frame i of the clip that the fake camera plays. */
const cameraHead = (i: number): HeadInput => ({
  width: 640,
  height: 480,
  tone: 5,
  brightness: 0.85,
  texture: { variation: 2, redness: 0.25 },
  pose: { distance: 50, yaw: 8 * Math.sin((i / 24) * 2 * Math.PI) },
});

/** A patch of the backdrop, shares of the picture's size. */
const WALL: [number, number, number, number] = [0.02, 0.02, 0.1, 0.1];

/** Its mean sRGB as the clip was painted. */
const paintedWall = (): number[] => {
  const { image } = renderHead(cameraHead(0));
  const [x, y, w, h] = WALL.map((v, i) => Math.round(v * (i % 2 ? image.height : image.width)));
  const sum = [0, 0, 0];
  for (let row = y!; row < y! + h!; row++)
    for (let column = x!; column < x! + w!; column++)
      for (let c = 0; c < 3; c++) sum[c] = sum[c]! + image.data[(row * image.width + column) * 4 + c]!;
  return sum.map((v) => v / (w! * h!));
};

let server: TestServer;
let browser: LaunchedBrowser;
let page: Page;

beforeAll(async () => {
  const clip = writeHeadClip(join(pictures, 'camera.y4m'), { frames: 24, at: cameraHead });
  writeFileSync(join(pictures, 'head.png'), headPng({ width: 480, height: 600, tone: 5 }));
  writeFileSync(join(pictures, 'wall.png'), whitePng(400, 300));
  writeFileSync(join(pictures, 'one.png'), whitePng(1, 1));
  writeFileSync(join(pictures, 'huge.png'), whitePng(12_000, 9_000));
  writeFileSync(join(pictures, 'broken.jpg'), 'this is no picture');
  const mounts = [
    await bundlePage(new URL('./pages/session.page.ts', import.meta.url).pathname, 'session'),
    { prefix: '/pictures/', dir: pictures },
    { prefix: '/catalogue/', dir: join(REPO, 'packages/shades/catalogue') },
  ];
  server = await startTestServer({ mounts });
  browser = await launchTestBrowser({ fakeCamera: clip });
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const open = async (from = browser): Promise<Page> => {
  page = await from.newPage();
  await page.goto(`${server.origin}/session/`);
  await page.waitForFunction('window.shop !== undefined');
  return page;
};

afterEach(async () => {
  server.mend();
  await page?.close();
});

/** Waits until the last state of session `n` has these values. */
const reached = (on: Page, n: number, want: Record<string, unknown>) =>
  on.waitForFunction(
    ([index, values]) =>
      Object.entries(values).every(
        ([key, value]) => (window.shop.held[index]!.tryOn.state as never)[key] === value,
      ),
    [n, want] as const,
  );

const photo = (on: Page, n: number, file: string) =>
  on.evaluate(
    async ([index, url]) => {
      const { held, picture, settle } = window.shop;
      return settle(held[index]!.tryOn.usePhoto(await picture(url)));
    },
    [n, `/pictures/${file}`] as const,
  );

const summary = (on: Page, n = 0) =>
  on.evaluate((index) => {
    const { state } = window.shop.held[index]!.tryOn;
    const { error, phase, source, face, width, height, mirrored } = state;
    return { error: error?.code ?? null, phase, source, face, width, height, mirrored };
  }, n);

describe('from the press to the callback', () => {
  test('camera, shade, analysis, match, snapshot, stop; no third party, no leak', async () => {
    await open();
    const errors = watchErrors(page);
    const strangers = watchThirdParty(page, server.origin);
    const loading = await page.evaluate(async () => {
      const { make, parseCatalogue } = window.shop;
      const { shades } = parseCatalogue(await (await fetch('/catalogue/demo.jsonl')).text());
      const loaded: [string, number, number][] = [];
      await make({
        catalogue: shades,
        onProgress: (p) => loaded.push([p.part, p.loaded, p.total]),
      });
      const before = window.shop.tracks.length;
      await window.shop.held[0]!.tryOn.startCamera();
      return { before, loaded };
    });
    expect(loading.before).toBe(0);
    const tracking = loading.loaded.filter(([part]) => part === 'tracking');
    expect(tracking.length).toBeGreaterThan(3);
    expect(tracking.every(([, now], i) => i === 0 || now >= tracking[i - 1]![1])).toBe(true);
    expect(tracking.at(-1)![1]).toBe(tracking.at(-1)![2]);
    await reached(page, 0, { face: 'found', phase: 'live' });
    expect(await summary(page)).toMatchObject({
      source: 'camera',
      width: 640,
      height: 480,
      error: null,
      mirrored: true,
    });

    const unknown = await page.evaluate(() =>
      window.shop.settle(window.shop.held[0]!.tryOn.applyShade('NOPE')),
    );
    expect(unknown).toMatchObject({ code: 'shade-unknown', message: expect.stringContaining('NOPE') });
    const told = await page.evaluate(async () => {
      const { tryOn, events } = window.shop.held[0]!;
      await tryOn.applyShade('CL-03', { finish: 'gloss', intensity: 0.6 });
      const report = await tryOn.analyze();
      const { match, analysis, look } = tryOn.state;
      return {
        report: tryOn.state.report === report && Object.isFrozen(report),
        blocked: report.gates.filter((gate) => gate.level === 'block'),
        skus: match?.matches.map((m) => m.sku) ?? [],
        analysis,
        look,
        types: events.map((e) => e.type.replace(/^com\.carmine\.|\.v1$/g, '')),
        applied: events.find((e) => e.type === 'com.carmine.shade.applied.v1')?.data,
      };
    });
    expect(told).toMatchObject({ report: true, blocked: [], analysis: 'done' });
    expect(told.applied).toMatchObject({
      sku: 'CL-03',
      product: 'lipstick',
      finish: 'gloss',
      intensity: 0.6,
    });
    expect(told.skus.length).toBeGreaterThan(0);
    // A slow machine tells its speed in between.
    expect(told.types.filter((type) => type !== 'session.state' && type !== 'perf.sampled')).toEqual([
      'camera.requested',
      'camera.granted',
      'session.started',
      'shade.applied',
      'skin.scored',
      'shade.matched',
    ]);

    await page.waitForFunction(() => window.shop.held[0]!.tryOn.diagnostics().frames.shown > 15);
    expect(await page.evaluate(() => window.shop.held[0]!.tryOn.diagnostics().openFrames)).toBeLessThan(7);
    const after = await page.evaluate(() => {
      const { tryOn } = window.shop.held[0]!;
      tryOn.stop();
      const stopped = window.shop.tracks.map((t) => t.readyState);
      tryOn.close();
      tryOn.close();
      return { stopped, phase: tryOn.state.phase };
    });
    expect(after).toEqual({ stopped: ['ended'], phase: 'closed' });
    await page.waitForFunction(() => window.shop.held[0]!.tryOn.diagnostics().openFrames === 0);
    await expect.poll(() => page.workers().length, { timeout: 10_000 }).toBe(0);
    const events = await page.evaluate(() => window.shop.held[0]!.events);
    const wrong = events.flatMap((event) => (validEvent(event) ? [] : [validEvent.errors]));
    expect(wrong).toEqual([]);
    const data = (type: string) => events.find((e) => e.type === `com.carmine.${type}.v1`)?.data;
    expect(data('camera.granted')).toEqual({ surface: 'mirror', width: 640, height: 480 });
    expect(data('camera.stopped')).toMatchObject({ surface: 'mirror', reason: 'stopped' });
    expect(new Set(events.map((e) => e.id)).size).toBe(events.length);
    expect(strangers).toEqual([]);
    expect(errors).toEqual([]);
  });

  test.each(['webgpu', 'webgl2'] as const)(
    '%s: the camera’s own pixels are on the canvas',
    async (backend) => {
      await open();
      const shown = await page.evaluate(
        async ([wish, box]) => {
          const { make, held, mean } = window.shop;
          await make({ backend: wish });
          const { tryOn } = held[0]!;
          await tryOn.startCamera();
          const wall = await mean(await tryOn.snapshot(), box);
          return { backend: tryOn.state.backend, wall };
        },
        [backend, WALL] as const,
      );
      expect(shown.backend).toBe(backend);
      // 8-bit YUV 4:2:0 and back costs up to 3.
      for (const [i, want] of paintedWall().entries())
        expect(Math.abs(shown.wall[i]! - want)).toBeLessThan(6);
    },
  );

  test('a canvas serves one session only, and says so', async () => {
    await open();
    const refusal = await page.evaluate(async () => {
      const canvas = document.createElement('canvas');
      await window.shop.make({ canvas });
      return window.shop.settle(window.shop.make({ canvas }));
    });
    expect(refusal).toMatchObject({ code: 'invalid-argument', hint: expect.stringContaining('new canvas') });
  });

  test('every call after close() is refused with `closed`', async () => {
    await open();
    const codes = await page.evaluate(async () => {
      await window.shop.make();
      const { tryOn } = window.shop.held[0]!;
      tryOn.close();
      const calls = [
        tryOn.startCamera(),
        tryOn.useHead(),
        tryOn.usePhoto(new Blob()),
        tryOn.setLook({ version: 1, layers: [] }),
        tryOn.analyze(),
        tryOn.match(),
        tryOn.snapshot(),
      ];
      tryOn.stop();
      tryOn.compare(true);
      return Promise.all(calls.map((c) => (c as Promise<unknown>).then(String, (e) => e.code)));
    });
    expect(new Set(codes)).toEqual(new Set(['closed']));
  });
});

describe('photographs', () => {
  test('is made up at its own size, bare for compare, and anew for another look without tracking again', async () => {
    await open();
    await page.evaluate(() => window.shop.make());
    expect(await photo(page, 0, 'head.png')).toBe('ok');
    expect(await summary(page)).toMatchObject({ phase: 'still', face: 'found', width: 480, height: 600 });
    const lips = await page.evaluate(async (look) => {
      const { held, mean, size } = window.shop;
      const { tryOn } = held[0]!;
      const box: [number, number, number, number] = [0.46, 0.66, 0.08, 0.02];
      const bare = await tryOn.snapshot();
      await tryOn.setLook(look);
      const worn = await tryOn.snapshot();
      tryOn.compare(true);
      const compared = await tryOn.snapshot();
      tryOn.compare(false);
      await tryOn.clear();
      const cleared = await tryOn.snapshot();
      return {
        bare: await mean(bare, box),
        worn: await mean(worn, box),
        compared: await mean(compared, box),
        cleared: await mean(cleared, box),
        size: await size(worn),
      };
    }, RED);
    expect(lips.size).toEqual([480, 600]);
    const distance = (a: number[], b: number[]) => Math.hypot(...a.map((v, i) => v - b[i]!));
    expect(distance(lips.worn, lips.bare)).toBeGreaterThan(30);
    expect(distance(lips.compared, lips.bare)).toBeLessThan(1);
    expect(distance(lips.cleared, lips.bare)).toBeLessThan(1);
  });

  test.each([
    ['broken.jpg', 'image-unreadable', /broken|decoded/],
    ['one.png', 'image-too-small', /1 x 1 px/],
    ['huge.png', 'image-too-large', /12000 x 9000 px/],
  ])('%s: %s, and the picture before it stays', async (file, code, words) => {
    await open();
    await page.evaluate(() => window.shop.make());
    expect(await photo(page, 0, file)).toMatchObject({ code, message: expect.stringMatching(words) });
    expect(await summary(page)).toMatchObject({ phase: 'error', error: code, source: 'none' });
    expect(await photo(page, 0, 'head.png')).toBe('ok');
    expect(await photo(page, 0, file)).toMatchObject({ code });
    expect(await summary(page)).toMatchObject({
      phase: 'still',
      face: 'found',
      error: code,
      source: 'photo',
    });
    await page.evaluate((look) => window.shop.held[0]!.tryOn.setLook(look), RED);
    const told = await page.evaluate(() =>
      window.shop.held[0]!.events.filter((e) => e.type === 'com.carmine.sdk.error.v1').map((e) => e.data),
    );
    expect(told).toHaveLength(2);
    expect(told[0]).toMatchObject({ code });
  });

  test('an analysis asked for while the tracker still looks waits for it', async () => {
    await open();
    await page.evaluate(() => window.shop.make());
    const go = server.hold(WASM);
    const shown = photo(page, 0, 'head.png');
    await reached(page, 0, { phase: 'still', face: 'searching' });
    const analysis = page.evaluate(() => window.shop.settle(window.shop.held[0]!.tryOn.analyze()));
    await reached(page, 0, { analysis: 'running' });
    go();
    expect([await shown, await analysis]).toEqual(['ok', 'ok']);
    expect(await summary(page)).toMatchObject({ face: 'found', error: null });
  });

  test('two faces: one is made up, and the reading says that another stands beside it', async () => {
    await open();
    const told = await page.evaluate(async () => {
      const { held, make, parseCatalogue, picture } = window.shop;
      const { shades } = parseCatalogue(await (await fetch('/catalogue/demo.jsonl')).text());
      await make({ catalogue: shades });
      const { tryOn } = held[0]!;
      const one = await createImageBitmap(await picture('/pictures/head.png'));
      const canvas = new OffscreenCanvas(960, 600);
      const context = canvas.getContext('2d')!;
      // The one on the left is four fifths as large: the other is read.
      context.drawImage(one, 48, 60, 384, 480);
      context.drawImage(one, 480, 0);
      await tryOn.usePhoto(await createImageBitmap(canvas));
      const { faces } = tryOn.state;
      const gateOf = (report: { gates: readonly { id: string }[] }) =>
        report.gates.find(({ id }) => id === 'faces');
      const fits = shades.find((s) => s.type === 'foundation')!.sku;
      const beside = gateOf(await tryOn.analyze({ match: { fits } }));
      const asked = tryOn.state.match?.query;
      await tryOn.usePhoto(one);
      const alone = gateOf(await tryOn.analyze());
      return {
        faces,
        beside,
        alone,
        kept: asked?.fits === fits,
        after: tryOn.state.match?.query.fits ?? null,
      };
    });
    expect(told).toMatchObject({
      faces: 1,
      beside: { level: 'warn', value: 2, hint: 'one-face' },
      alone: { level: 'pass', value: 1 },
      kept: true,
      after: null,
    });
  });

  test('without a face: shown bare, a reason, no failure', async () => {
    await open();
    await page.evaluate(() => window.shop.make());
    expect(await photo(page, 0, 'wall.png')).toBe('ok');
    expect(await summary(page)).toMatchObject({ phase: 'still', face: 'none', error: 'no-face', width: 400 });
    const codes = await page.evaluate(async () => {
      const { tryOn } = window.shop.held[0]!;
      const analysis = await tryOn.analyze().then(String, (e) => e.code);
      return [analysis, tryOn.state.analysis, (await tryOn.snapshot()).type];
    });
    expect(codes).toEqual(['no-face', 'failed', 'image/png']);
  });

  test('turned by EXIF: shown upright', async () => {
    await open();
    await page.evaluate(() => window.shop.make());
    const lying = await page.evaluate(async () => {
      const bitmap = await createImageBitmap(await window.shop.picture('/pictures/head.png'));
      const canvas = new OffscreenCanvas(bitmap.height, bitmap.width);
      const context = canvas.getContext('2d')!;
      // Orientation 6: turned 90 degrees clockwise it stands upright.
      context.rotate(-Math.PI / 2);
      context.drawImage(bitmap, -bitmap.width, 0);
      const file = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.95 });
      return [...new Uint8Array(await file.arrayBuffer())];
    });
    writeFileSync(join(pictures, 'turned.jpg'), withOrientation(Buffer.from(lying), 6));
    expect(await photo(page, 0, 'turned.jpg')).toBe('ok');
    expect(await summary(page)).toMatchObject({ face: 'found', width: 480, height: 600 });
  });

  test('an ImageBitmap stays the caller’s', async () => {
    await open();
    await page.evaluate(() => window.shop.make());
    const size = await page.evaluate(async () => {
      const bitmap = await createImageBitmap(await window.shop.picture('/pictures/head.png'));
      const { tryOn } = window.shop.held[0]!;
      await tryOn.usePhoto(bitmap);
      tryOn.close();
      return [bitmap.width, bitmap.height, tryOn.diagnostics().openFrames];
    });
    expect(size).toEqual([480, 600, 0]);
  });
});

describe('when something is missing or ends', () => {
  test('wasm answered by index.html: the call says which file; mended, the next one works', async () => {
    await open();
    server.fault(WASM, 'index-html');
    await page.evaluate(() => window.shop.make());
    expect(await photo(page, 0, 'head.png')).toMatchObject({
      code: 'asset-corrupt',
      message: expect.stringContaining('vision_wasm_module_internal.wasm'),
    });
    expect(await summary(page)).toMatchObject({ phase: 'error', error: 'asset-corrupt' });
    server.mend();
    expect(await photo(page, 0, 'head.png')).toBe('ok');
    expect(await summary(page)).toMatchObject({ phase: 'still', face: 'found', error: null });
  });

  test('the camera goes away: ended, a sentence, and the head still works', async () => {
    await open();
    await page.evaluate(async () => {
      await window.shop.make();
      await window.shop.held[0]!.tryOn.startCamera();
      // No fake device can be pulled out: the event a real one sends.
      for (const track of window.shop.tracks) track.dispatchEvent(new Event('ended'));
    });
    await reached(page, 0, { phase: 'ended' });
    expect(await summary(page)).toMatchObject({ error: 'camera-ended', phase: 'ended' });
    expect(await page.evaluate(() => window.shop.tracks.map((t) => t.readyState))).toEqual(['ended']);
    await page.evaluate(() => window.shop.held[0]!.tryOn.useHead({ tone: 8 }));
    await reached(page, 0, { source: 'head', phase: 'live', face: 'found', error: null });
  });

  test('the tracking worker dies: it is made again and the mirror goes on', async () => {
    await open();
    await page.evaluate(async () => {
      await window.shop.make();
      await window.shop.held[0]!.tryOn.startCamera();
    });
    await reached(page, 0, { face: 'found' });
    const worker = page.workers().find((w) => w.url().includes('tracking'));
    await worker!.evaluate(() => {
      setTimeout(() => {
        throw new Error('crash');
      });
    });
    await expect
      .poll(() => page.workers().filter((w) => w.url().includes('tracking')).length, { timeout: 10_000 })
      .toBe(1);
    const shown = await page.evaluate(() => window.shop.held[0]!.tryOn.diagnostics().frames.shown);
    await page.waitForFunction((n) => window.shop.held[0]!.tryOn.diagnostics().frames.shown > n + 20, shown);
    await reached(page, 0, { phase: 'live', face: 'found' });
  });

  test('stop while the model loads, and a newer source over an older one', async () => {
    await open();
    const go = server.hold(WASM);
    const first = await page.evaluate(async () => {
      await window.shop.make();
      const { tryOn } = window.shop.held[0]!;
      const asked = tryOn.startCamera().then(String, (e) => e.code);
      await new Promise<void>((resolve) => {
        tryOn.subscribe((s) => s.phase === 'live' && resolve());
      });
      tryOn.stop();
      return [await asked, tryOn.state.phase, ...window.shop.tracks.map((t) => t.readyState)];
    });
    expect(first).toEqual(['aborted', 'idle', 'ended']);
    const second = page.evaluate(async () => {
      const { tryOn } = window.shop.held[0]!;
      const camera = tryOn.startCamera().then(String, (e) => e.code);
      const still = tryOn.usePhoto(await window.shop.picture('/pictures/head.png')).then(() => 'ok');
      return [await camera, await still, ...window.shop.tracks.map((t) => t.readyState)];
    });
    go();
    expect(await second).toEqual(['aborted', 'ok', 'ended', 'ended']);
    expect(await summary(page)).toMatchObject({ source: 'photo', face: 'found' });
  });

  test('a hidden page reads nothing and goes on when it is seen again', async () => {
    await open();
    await page.evaluate(async () => {
      await window.shop.make();
      await window.shop.held[0]!.tryOn.startCamera();
    });
    const setHidden = (hidden: boolean) =>
      page.evaluate((value) => {
        Object.defineProperty(document, 'hidden', { value, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }, hidden);
    // Two dozen frames of the page go by; the camera has given as many.
    const readAfterAWhile = () =>
      page.evaluate(async () => {
        for (let i = 0; i < 24; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
        return window.shop.held[0]!.tryOn.diagnostics().frames.read;
      });
    await setHidden(true);
    const before = await readAfterAWhile();
    expect(await readAfterAWhile()).toBe(before);
    await setHidden(false);
    await page.waitForFunction((n) => window.shop.held[0]!.tryOn.diagnostics().frames.read > n + 5, before);
  });
});

describe('other sources', () => {
  test('a video file is shown; a file that is none is refused and the video goes on', async () => {
    await open();
    const result = await page.evaluate(async () => {
      await window.shop.make();
      const { tryOn } = window.shop.held[0]!;
      const bitmap = await createImageBitmap(await window.shop.picture('/pictures/head.png'));
      const clip = await window.shop.record((context, i) => {
        context.fillStyle = '#dcd2cc';
        context.fillRect(0, 0, 320, 240);
        context.drawImage(bitmap, 60 + i, 0, 192, 240);
      });
      await tryOn.useVideo(clip);
      const broken = await window.shop.settle(tryOn.useVideo(new Blob(['no video'], { type: 'video/mp4' })));
      return { broken, source: tryOn.state.source };
    });
    expect(result).toMatchObject({ broken: { code: 'video-unreadable' }, source: 'video' });
    await reached(page, 0, { face: 'found', phase: 'live' });
  });

  test('the head, and two sessions side by side that do not touch each other', async () => {
    await open();
    await page.evaluate(async (look) => {
      await window.shop.make();
      await window.shop.make();
      const [a, b] = window.shop.held;
      await a!.tryOn.setLook(look);
      await Promise.all([
        a!.tryOn.useHead({ tone: 3 }),
        b!.tryOn.usePhoto(await window.shop.picture('/pictures/head.png')),
      ]);
      b!.tryOn.close();
    }, RED);
    await reached(page, 0, { source: 'head', phase: 'live', face: 'found' });
    const facts = await page.evaluate(() => window.shop.held.map((h) => h.tryOn.state.look.layers.length));
    expect(facts).toEqual([1, 0]);
    const diagnostics = await page.evaluate(() => window.shop.held[0]!.tryOn.diagnostics());
    expect(diagnostics).toMatchObject({ delegate: 'CPU', trackerInline: false, renderer: 'worker' });
    await page.evaluate(() => window.shop.held[0]!.tryOn.close());
    await page.waitForFunction(() => window.shop.held.every((h) => h.tryOn.diagnostics().openFrames === 0));
    await expect.poll(() => page.workers().length, { timeout: 10_000 }).toBe(0);
  });
});

test('a refused camera: a state with words and a way on', async () => {
  const refusing = await launchTestBrowser({ denyCamera: true });
  try {
    await open(refusing);
    await page.evaluate(() => window.shop.make());
    const refusal = await page.evaluate(() => window.shop.settle(window.shop.held[0]!.tryOn.startCamera()));
    expect(refusal).toMatchObject({ code: 'camera-denied', hint: expect.stringContaining('photo') });
    expect(await summary(page)).toMatchObject({ phase: 'error', error: 'camera-denied', source: 'none' });
    expect(await photo(page, 0, 'head.png')).toBe('ok');
    expect(await summary(page)).toMatchObject({ phase: 'still', error: null });
  } finally {
    await refusing.close();
  }
});
