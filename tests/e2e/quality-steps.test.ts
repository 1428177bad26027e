import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LIP_RINGS } from '@carmine/face';
import { type HeadInput, renderHead } from '@carmine/head';
import { QUALITY_STEPS, type QualityStep } from '@carmine/session/quality';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LaunchedBrowser, launchTestBrowser } from '../support/browser.ts';
import { writeHeadClip } from '../support/head-clip.ts';
import { RED, type SessionSite, startSessionSite } from '../support/session-site.ts';

/** A head that holds still before a camera of 720 lines. */
const HEAD: HeadInput = { width: 1280, height: 720, tone: 5, pose: { distance: 50 } };
/** px: what each step draws of 1280. */
const WIDTH: Readonly<Record<QualityStep, number>> = {
  full: 1280,
  visibility: 1280,
  light: 1280,
  '540p': 960,
  '360p': 640,
  '15fps': 640,
};

/** Where a product lies: middle and extent, shares of the picture's width and height. */
interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Share of the picture. */
  readonly area: number;
  /** Mean change of the texels that changed, 8-bit. */
  readonly strength: number;
}

let site: SessionSite;
let browser: LaunchedBrowser;
let page: Page;

beforeAll(async () => {
  site = await startSessionSite();
  const clip = writeHeadClip(join(mkdtempSync(join(tmpdir(), 'carmine-steps-')), 'camera.y4m'), {
    frames: 2,
    at: () => HEAD,
  });
  browser = await launchTestBrowser({ fakeCamera: clip });
  page = await site.open(browser);
  page.setDefaultTimeout(150_000);
  await page.evaluate(async (look) => {
    const { make, held } = window.shop;
    await make({ backend: 'webgl2' });
    await held[0]!.tryOn.setLook(look);
    await held[0]!.tryOn.startCamera();
  }, RED);
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

/** Middle of the outline of the lips as the head was painted, shares. */
const paintedLips = (): { x: number; y: number } => {
  const { landmarks } = renderHead(HEAD);
  const mean = (axis: number) =>
    LIP_RINGS.outer.reduce<number>((sum, at) => sum + landmarks[at * 3 + axis]!, 0) / LIP_RINGS.outer.length;
  return { x: mean(0), y: mean(1) };
};

/** Works at `step` and finds by comparison with the bare picture what the mirror itself shows: a snapshot would be drawn in full. */
const placeAt = (step: QualityStep, width: number): Promise<Place> =>
  page.evaluate(
    async ([fixed, wide]) => {
      const { tryOn } = window.shop.held[0]!;
      const canvas = document.querySelector('canvas')!;
      const reader = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
      const until = async (reached: () => boolean): Promise<void> => {
        while (!reached()) await new Promise((resolve) => requestAnimationFrame(resolve));
      };
      const shows = async (): Promise<Uint8ClampedArray> => {
        // A page that has just begun shows pictures before it knows a face; there is nothing to compare on them.
        await until(() => tryOn.state.face === 'found');
        const { shown } = tryOn.diagnostics().frames;
        await until(() => tryOn.diagnostics().frames.shown >= shown + 4 && canvas.width === wide);
        const { width: w, height: h } = canvas;
        Object.assign(reader.canvas, { width: w, height: h });
        reader.drawImage(canvas, 0, 0);
        return reader.getImageData(0, 0, w, h).data;
      };
      tryOn.setQuality({ fixed });
      const worn = await shows();
      tryOn.compare(true);
      const bare = await shows();
      tryOn.compare(false);
      const { width: w, height: h } = reader.canvas;
      let [count, sumX, sumY, strength] = [0, 0, 0, 0];
      let [left, right, top, bottom] = [w, 0, h, 0];
      for (let i = 0; i < worn.length; i += 4) {
        const change = [0, 1, 2].reduce((sum, c) => sum + Math.abs(worn[i + c]! - bare[i + c]!), 0);
        if (change < 40) continue;
        const [x, y] = [(i / 4) % w, Math.floor(i / 4 / w)];
        [count, sumX, sumY, strength] = [count + 1, sumX + x, sumY + y, strength + change];
        [left, right, top, bottom] = [
          Math.min(left, x),
          Math.max(right, x),
          Math.min(top, y),
          Math.max(bottom, y),
        ];
      }
      return {
        x: sumX / count / w,
        y: sumY / count / h,
        width: (right - left) / w,
        height: (bottom - top) / h,
        area: count / w / h,
        strength: strength / count,
      };
    },
    [step, width] as const,
  );

test('every step of quality shows the lipstick on the lips, as large and as strong as the best', async () => {
  const places = new Map<QualityStep, Place>();
  for (const step of QUALITY_STEPS) places.set(step, await placeAt(step, WIDTH[step]));
  const [full, lips] = [places.get('full')!, paintedLips()];
  // The mouth is a tenth of the picture wide or less: half a percent is a texel or two of the smallest step.
  expect(Math.hypot(full.x - lips.x, full.y - lips.y)).toBeLessThan(0.02);
  expect(full.area).toBeGreaterThan(0.0005);
  for (const [step, place] of places) {
    expect(Math.hypot(place.x - full.x, place.y - full.y), step).toBeLessThan(0.005);
    expect(place.width / full.width, step).toBeGreaterThan(0.9);
    expect(place.width / full.width, step).toBeLessThan(1.1);
    expect(place.height / full.height, step).toBeLessThan(1.25);
    expect(place.area / full.area, step).toBeGreaterThan(0.85);
    expect(place.area / full.area, step).toBeLessThan(1.15);
    expect(place.strength / full.strength, step).toBeGreaterThan(0.9);
    expect(place.strength / full.strength, step).toBeLessThan(1.1);
  }
}, 480_000);
