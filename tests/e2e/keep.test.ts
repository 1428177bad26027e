import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HeadInput } from '@carmine/head';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type LaunchedBrowser, launchTestBrowser, watchErrors } from '../support/browser.ts';
import { bundlePage } from '../support/bundle-page.ts';
import { writeHeadClip } from '../support/head-clip.ts';
import { headPng } from '../support/pictures.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import type {} from './pages/keep.page.ts';

const files = mkdtempSync(join(tmpdir(), 'carmine-keep-'));
const RED = { version: 1, layers: [{ product: 'lipstick', color: '#8a0f2a', finish: 'matte' }] } as const;
const head = (i: number): HeadInput => ({
  width: 640,
  height: 480,
  tone: 5,
  brightness: 0.85,
  pose: { distance: 50, yaw: 8 * Math.sin((i / 24) * 2 * Math.PI) },
});

let server: TestServer;
let browser: LaunchedBrowser;
let page: Page;
let errors: string[];

beforeAll(async () => {
  const clip = writeHeadClip(join(files, 'camera.y4m'), { frames: 24, at: head });
  writeFileSync(join(files, 'head.png'), headPng({ width: 480, height: 600, tone: 5 }));
  const mounts = [
    await bundlePage(new URL('./pages/keep.page.ts', import.meta.url).pathname, 'keep'),
    { prefix: '/pictures/', dir: files },
  ];
  server = await startTestServer({ mounts });
  browser = await launchTestBrowser({ fakeCamera: clip });
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const open = async (): Promise<void> => {
  page = await browser.newPage();
  page.setDefaultTimeout(120_000);
  errors = watchErrors(page);
  await page.goto(`${server.origin}/keep/`);
  await page.waitForFunction('window.keep !== undefined');
};

afterEach(async () => {
  await page?.close();
});

describe('recording', () => {
  test.each(['worker', 'inline'] as const)(
    'of the camera, drawn %s: a file that plays, with the right size and several pictures',
    async (worker) => {
      await open();
      const { played, seen, after } = await page.evaluate(async (where) => {
        const { make, until, play } = window.keep;
        const tryOn = await make({ worker: where });
        await tryOn.startCamera();
        const seen: unknown[] = [];
        const recording = await tryOn.startRecording({ maxSeconds: 30 });
        seen.push(tryOn.state.recording);
        await until((s) => (s.recording?.seconds ?? 0) >= 2);
        const file = await recording.stop();
        return { played: await play(file), seen, after: tryOn.state.recording };
      }, worker);
      expect(seen).toEqual([{ seconds: 0, limit: 30 }]);
      expect(after).toBeNull();
      expect(played).toMatchObject({ width: 640, height: 480 });
      expect(played.name).toMatch(/^carmine-\d{4}-\d\d-\d\d-\d{6}\.(mp4|webm)$/);
      expect(played.frames).toBeGreaterThan(5);
      // The head's picture, not an empty canvas.
      expect(Math.min(...played.mean)).toBeGreaterThan(40);
      expect(errors).toEqual([]);
    },
  );

  test('ends by itself at its limit and when the source ends, and keeps what it has; cancel keeps nothing', async () => {
    await open();
    const result = await page.evaluate(async () => {
      const { make, until, settle } = window.keep;
      const tryOn = await make();
      const none = await settle(tryOn.startRecording());
      await tryOn.useHead();
      const limited = await tryOn.startRecording({ maxSeconds: 1 });
      const second = await settle(tryOn.startRecording());
      const wrong = await settle(tryOn.startRecording({ maxSeconds: 0 }));
      const atLimit = (await limited.finished).size;
      const cut = await tryOn.startRecording();
      await until((s) => (s.recording?.seconds ?? 0) >= 1);
      tryOn.stop();
      const atStop = (await cut.finished).size;
      await tryOn.usePhoto(await window.keep.picture('/pictures/head.png'));
      const dropped = await tryOn.startRecording();
      dropped.cancel();
      const cancelled = await settle(dropped.finished);
      return { none, second, wrong, atLimit, atStop, cancelled, state: tryOn.state.recording };
    });
    expect(result).toMatchObject({
      none: { code: 'invalid-argument', message: expect.stringContaining('no picture') },
      second: { code: 'invalid-argument', message: expect.stringContaining('another recording') },
      wrong: { code: 'invalid-argument', details: { field: 'maxSeconds' } },
      cancelled: { code: 'aborted' },
      state: null,
    });
    expect(result.atLimit).toBeGreaterThan(1000);
    expect(result.atStop).toBeGreaterThan(1000);
  });

  test('where the browser has no recorder it says so', async () => {
    await open();
    const refusal = await page.evaluate(async () => {
      const { make, settle, picture } = window.keep;
      const tryOn = await make();
      await tryOn.usePhoto(await picture('/pictures/head.png'));
      Object.assign(window, { MediaRecorder: undefined });
      return settle(tryOn.startRecording());
    });
    expect(refusal).toMatchObject({ code: 'recording-unsupported', details: { missing: 'MediaRecorder' } });
  });
});

describe('snapshots', () => {
  test('JPEG with a quality, PNG by default, named, a 4K photograph stays 4K', async () => {
    await open();
    const facts = await page.evaluate(async () => {
      const { make, picture, pixels, settle } = window.keep;
      const tryOn = await make();
      const small = await createImageBitmap(await picture('/pictures/head.png'));
      const canvas = new OffscreenCanvas(3072, 3840);
      canvas.getContext('2d')!.drawImage(small, 0, 0, 3072, 3840);
      await tryOn.usePhoto(await createImageBitmap(canvas));
      const png = await tryOn.snapshot();
      const [fine, coarse] = [
        await tryOn.snapshot({ type: 'jpeg' }),
        await tryOn.snapshot({ type: 'jpeg', quality: 0.3 }),
      ];
      const { width, height } = await pixels(fine);
      return {
        size: [width, height],
        types: [png.type, fine.type],
        names: [png.name, fine.name],
        smaller: coarse.size < fine.size && fine.size < png.size,
        wrong: await settle(tryOn.snapshot({ type: 'jpeg', quality: 2 })),
      };
    });
    expect(facts).toMatchObject({
      size: [3072, 3840],
      types: ['image/png', 'image/jpeg'],
      names: [expect.stringMatching(/\.png$/), expect.stringMatching(/\.jpg$/)],
      smaller: true,
      wrong: { code: 'invalid-argument', details: { field: 'quality' } },
    });
  });
});

describe('compare', () => {
  /** Mean distance of the lips' and the cheek's box from the bare picture, shares of the picture's size. */
  const LIPS = [0.45, 0.64, 0.1, 0.06] as const;

  test('a split shows before on the left and after on the right, and goes without a trace', async () => {
    await open();
    const facts = await page.evaluate(async (look) => {
      const { make, picture, pixels } = window.keep;
      const tryOn = await make();
      await tryOn.usePhoto(await picture('/pictures/head.png'));
      const bare = await pixels(await tryOn.snapshot());
      await tryOn.setLook(look);
      const changed = async () => {
        const now = await pixels(await tryOn.snapshot());
        const [left, right] = [new Set<number>(), new Set<number>()];
        for (let i = 0; i < now.data.length; i += 4)
          if (Math.abs(now.data[i]! - bare.data[i]!) > 8)
            ((i / 4) % now.width < now.width / 2 ? left : right).add(i);
        return [left.size, right.size];
      };
      const whole = await changed();
      tryOn.compare({ split: 0.5 });
      const half = await changed();
      tryOn.compare({ split: null });
      const again = await changed();
      let refused = '';
      try {
        tryOn.compare({ split: 2 });
      } catch (error) {
        refused = (error as { code: string }).code;
      }
      return { whole, half, again, refused, size: [bare.width, bare.height] };
    }, RED);
    const [wholeLeft, wholeRight] = facts.whole as [number, number];
    expect(Math.min(wholeLeft, wholeRight)).toBeGreaterThan(50);
    expect(facts.half).toEqual([0, wholeRight]);
    expect(facts.again).toEqual(facts.whole);
    expect(facts.refused).toBe('invalid-argument');
  });

  test('four looks side by side on a photograph, at its own size each; live pictures are cut to 3:4', async () => {
    await open();
    const facts = await page.evaluate(
      async ([look, box]) => {
        const { make, picture, pixels } = window.keep;
        const tryOn = await make();
        await tryOn.usePhoto(await picture('/pictures/head.png'));
        const bare = { version: 1, layers: [] } as const;
        await tryOn.setLooks([look, bare, bare, look]);
        const four = await pixels(await tryOn.snapshot());
        /** Mean red minus green of the lips of picture `i`. */
        const lips = (i: number): number => {
          const [w, h] = [four.width / 2, four.height / 2];
          const [left, top] = [(i % 2) * w + box[0] * w, Math.floor(i / 2) * h + box[1] * h];
          let sum = 0;
          let count = 0;
          for (let y = Math.round(top); y < top + box[3] * h; y++)
            for (let x = Math.round(left); x < left + box[2] * w; x++, count++) {
              const at = (y * four.width + x) * 4;
              sum += four.data[at]! - four.data[at + 1]!;
            }
          return sum / count;
        };
        const red = [0, 1, 2, 3].map(lips);
        await tryOn.useHead();
        const live = await pixels(await tryOn.snapshot());
        const { width, height } = tryOn.state;
        await tryOn.setLook(look);
        const one = await pixels(await tryOn.snapshot());
        return {
          size: [four.width, four.height],
          red,
          live: live.width / live.height,
          head: width / height,
          one: one.width / one.height,
        };
      },
      [RED, LIPS] as const,
    );
    expect(facts.size).toEqual([960, 1200]);
    const [worn, bare, bareToo, wornToo] = facts.red as [number, number, number, number];
    expect(worn).toBeGreaterThan(bare + 15);
    expect(Math.abs(bare - bareToo)).toBeLessThan(1);
    expect(Math.abs(worn - wornToo)).toBeLessThan(1);
    expect(facts.live).toBeCloseTo(Math.min(facts.head, 0.75), 2);
    expect(facts.one).toBeCloseTo(facts.head, 2);
  });

  test('two faces: product on both, and the state counts them', async () => {
    await open();
    const facts = await page.evaluate(async (look) => {
      const { make, picture, pixels } = window.keep;
      const one = await createImageBitmap(await picture('/pictures/head.png'));
      const canvas = new OffscreenCanvas(960, 600);
      const context = canvas.getContext('2d')!;
      context.drawImage(one, 0, 0);
      context.drawImage(one, 480, 0);
      const tryOn = await make({ numFaces: 2 });
      await tryOn.usePhoto(await createImageBitmap(canvas));
      const bare = await pixels(await tryOn.snapshot());
      await tryOn.setLook(look);
      const worn = await pixels(await tryOn.snapshot());
      const sides = [0, 0];
      for (let i = 0; i < worn.data.length; i += 4)
        if (Math.abs(worn.data[i]! - bare.data[i]!) > 8) sides[(i / 4) % 960 < 480 ? 0 : 1]!++;
      return { sides, faces: tryOn.state.faces, face: tryOn.state.face };
    }, RED);
    expect(facts).toMatchObject({ faces: 2, face: 'found' });
    expect(Math.min(...facts.sides)).toBeGreaterThan(100);
  });
});

describe('saved looks', () => {
  test('nothing is stored before the first is kept; they come back after a reload; one or all can be forgotten', async () => {
    await open();
    const before = await page.evaluate(async () => {
      const store = await window.keep.openLookStore();
      const list = await store.list();
      return { kind: store.kind, list, databases: (await indexedDB.databases()).length };
    });
    expect(before).toEqual({ kind: 'device', list: [], databases: 0 });
    await page.evaluate(async (look) => {
      const { openLookStore, createSavedLook } = window.keep;
      const store = await openLookStore();
      await store.put(createSavedLook({ name: 'Day', look }, { id: 'a', now: new Date(1e12) }));
      await store.put(createSavedLook({ name: 'Night', look }, { id: 'b', now: new Date(2e12) }));
    }, RED);
    await page.reload();
    await page.waitForFunction('window.keep !== undefined');
    const after = await page.evaluate(async () => {
      const store = await window.keep.openLookStore();
      const names = (await store.list()).map((l) => l.name);
      await store.delete('b');
      const one = (await store.list()).map((l) => l.name);
      await store.clear();
      return { names, one, none: await store.list(), databases: (await indexedDB.databases()).length };
    });
    expect(after).toEqual({ names: ['Night', 'Day'], one: ['Day'], none: [], databases: 0 });
  });

  test('an entry of a newer page is not shown and not lost; without storage they live in memory, and it says so', async () => {
    await open();
    const facts = await page.evaluate(async (look) => {
      const { openLookStore, createSavedLook } = window.keep;
      const store = await openLookStore();
      const day = createSavedLook({ name: 'Day', look }, { id: 'day' });
      await store.put(day);
      await store.put({ ...day, id: 'new', version: 3 } as never);
      const shown = (await store.list()).map((l) => l.id);
      await store.clear();
      Object.defineProperty(indexedDB, 'databases', {
        value: async () => {
          throw new DOMException('private', 'SecurityError');
        },
      });
      const memory = await openLookStore();
      await memory.put(day);
      return { shown, kind: memory.kind, kept: (await memory.list()).length };
    }, RED);
    expect(facts).toEqual({ shown: ['day'], kind: 'memory', kept: 1 });
  });
});
