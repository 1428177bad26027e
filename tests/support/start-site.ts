import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type {} from '../e2e/pages/start/main.js';
import { launchTestBrowser } from './browser.ts';
import { writeHeadClip } from './head-clip.ts';
import { LIBRARY, REPO } from './paths.ts';
import { startTestServer, type TestServer } from './server.ts';

/** The built library on a bare page (tests/e2e/pages/start), and a camera that shows a head turning a degree a frame, 320 x 240. */
export interface StartSite {
  readonly server: TestServer;
  /** A new page on which `window.start` is there. */
  open(): Promise<Page>;
  close(): Promise<void>;
}

export const startSite = async (): Promise<StartSite> => {
  const pictures = mkdtempSync(join(tmpdir(), 'carmine-start-'));
  const clip = writeHeadClip(join(pictures, 'camera.y4m'), {
    frames: 6,
    at: (i) => ({ width: 320, height: 240, tone: 5, pose: { distance: 50, yaw: i } }),
  });
  const server = await startTestServer({
    mounts: [
      { prefix: '/lib/', dir: LIBRARY },
      { prefix: '/start/', dir: join(REPO, 'tests/e2e/pages/start') },
    ],
  });
  const browser = await launchTestBrowser({ fakeCamera: clip });
  return {
    server,
    async open() {
      const page = await browser.newPage();
      await page.goto(`${server.origin}/start/`);
      await page.waitForFunction(() => window.start !== undefined);
      return page;
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
};
