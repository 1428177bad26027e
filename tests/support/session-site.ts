import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type HeadInput, renderHead } from '@carmine/head';
import type { Page } from 'playwright-core';
import type { SessionPage } from '../e2e/pages/session.page.ts';
import { type LaunchedBrowser, launchTestBrowser } from './browser.ts';
import { bundlePage } from './bundle-page.ts';
import { writeHeadClip } from './head-clip.ts';
import { REPO } from './paths.ts';
import { headPng, whitePng } from './pictures.ts';
import { startTestServer, type TestServer } from './server.ts';

declare global {
  interface Window {
    shop: SessionPage;
  }
}

export const RED = {
  version: 1,
  layers: [{ product: 'lipstick', color: '#8a0f2a', finish: 'matte' }],
} as const;

/** Frame i of the clip that the fake camera plays. */
const cameraHead = (i: number): HeadInput => ({
  width: 640,
  height: 480,
  tone: 5,
  brightness: 0.85,
  texture: { variation: 2, redness: 0.25 },
  pose: { distance: 50, yaw: 8 * Math.sin((i / 24) * 2 * Math.PI) },
});

/** A patch of the camera's backdrop, shares of the picture's size. */
export const WALL: [number, number, number, number] = [0.02, 0.02, 0.1, 0.1];

/** Its mean sRGB as the clip was painted. */
export const paintedWall = (): number[] => {
  const { image } = renderHead(cameraHead(0));
  const [x, y, w, h] = WALL.map((v, i) => Math.round(v * (i % 2 ? image.height : image.width)));
  const sum = [0, 0, 0];
  for (let row = y!; row < y! + h!; row++)
    for (let column = x!; column < x! + w!; column++)
      for (let c = 0; c < 3; c++) sum[c] = sum[c]! + image.data[(row * image.width + column) * 4 + c]!;
  return sum.map((v) => v / (w! * h!));
};

/** A shop's page (tests/e2e/pages/session.page.ts), a camera that shows a head, and pictures under /pictures/. */
export interface SessionSite {
  readonly server: TestServer;
  readonly browser: LaunchedBrowser;
  /** Folder behind /pictures/: head.png 480 x 600, wall.png, one.png, huge.png, broken.jpg. */
  readonly pictures: string;
  /** A new page on which `window.shop` is there. */
  open(from?: LaunchedBrowser): Promise<Page>;
  close(): Promise<void>;
}

export const startSessionSite = async (): Promise<SessionSite> => {
  const pictures = mkdtempSync(join(tmpdir(), 'carmine-session-'));
  const clip = writeHeadClip(join(pictures, 'camera.y4m'), { frames: 24, at: cameraHead });
  writeFileSync(join(pictures, 'head.png'), headPng({ width: 480, height: 600, tone: 5 }));
  writeFileSync(join(pictures, 'wall.png'), whitePng(400, 300));
  writeFileSync(join(pictures, 'one.png'), whitePng(1, 1));
  writeFileSync(join(pictures, 'huge.png'), whitePng(12_000, 9_000));
  writeFileSync(join(pictures, 'broken.jpg'), 'this is no picture');
  const mounts = [
    await bundlePage(join(REPO, 'tests/e2e/pages/session.page.ts'), 'session'),
    { prefix: '/pictures/', dir: pictures },
    { prefix: '/catalogue/', dir: join(REPO, 'packages/shades/catalogue') },
  ];
  const server = await startTestServer({ mounts });
  const browser = await launchTestBrowser({ fakeCamera: clip });
  return {
    server,
    browser,
    pictures,
    async open(from = browser) {
      const page = await from.newPage();
      await page.goto(`${server.origin}/session/`);
      await page.waitForFunction('window.shop !== undefined');
      return page;
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
};

/** Waits until the last state of session `n` has these values. */
export const reached = (on: Page, n: number, want: Record<string, unknown>) =>
  on.waitForFunction(
    ([index, values]) =>
      Object.entries(values).every(
        ([key, value]) => (window.shop.held[index]!.tryOn.state as never)[key] === value,
      ),
    [n, want] as const,
  );

/** 'ok', or how the session refused the picture. */
export const photo = (on: Page, n: number, file: string) =>
  on.evaluate(
    async ([index, url]) => {
      const { held, picture, settle } = window.shop;
      return settle(held[index]!.tryOn.usePhoto(await picture(url)));
    },
    [n, `/pictures/${file}`] as const,
  );

export const summary = (on: Page, n = 0) =>
  on.evaluate((index) => {
    const { state } = window.shop.held[index]!.tryOn;
    const { error, phase, source, face, width, height, mirrored } = state;
    return { error: error?.code ?? null, phase, source, face, width, height, mirrored };
  }, n);
