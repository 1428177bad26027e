import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { CSP } from '../../demo/storefront/vite.config.ts';
import type {} from '../e2e/pages/element.page.ts';
import { type LaunchedBrowser, launchTestBrowser, watchErrors } from './browser.ts';
import { bundlePage } from './bundle-page.ts';
import { writeHeadClip } from './head-clip.ts';
import { REPO } from './paths.ts';
import { headPng, whitePng } from './pictures.ts';
import { startTestServer, type TestServer, watchThirdParty } from './server.ts';

/** ms a test waits for a mirror that starts on a busy machine. */
const SLOW = 150_000;

/** A page with one `<carmine-try-on>` under the demo's policy (tests/e2e/pages/element.page.ts), and a camera that shows a head. */
export class ElementSite {
  readonly server: TestServer;
  readonly browser: LaunchedBrowser;
  /** Folder of head.png 600 x 760, wall.png and broken.jpg. */
  readonly files: string;
  #page: Page | null = null;
  /** What went wrong on the page, and requests to other hosts. */
  errors: string[] = [];
  strangers: readonly string[] = [];

  private constructor(server: TestServer, browser: LaunchedBrowser, files: string) {
    this.server = server;
    this.browser = browser;
    this.files = files;
  }

  static async start(): Promise<ElementSite> {
    const files = mkdtempSync(join(tmpdir(), 'carmine-element-'));
    const clip = writeHeadClip(join(files, 'camera.y4m'), {
      frames: 12,
      at: (i) => ({ width: 640, height: 480, tone: 5, pose: { yaw: 5 * Math.sin((i / 12) * 2 * Math.PI) } }),
    });
    writeFileSync(join(files, 'head.png'), headPng({ width: 600, height: 760, tone: 4 }));
    writeFileSync(join(files, 'wall.png'), whitePng(400, 300));
    writeFileSync(join(files, 'broken.jpg'), 'this is no picture');
    const mount = await bundlePage(join(REPO, 'tests/e2e/pages/element.page.ts'), 'element');
    const server = await startTestServer({ mounts: [mount], csp: CSP });
    return new ElementSite(server, await launchTestBrowser({ fakeCamera: clip }), files);
  }

  get page(): Page {
    if (!this.#page) throw new Error('no page is open');
    return this.#page;
  }

  /** Another page, with a mirror of these attributes. */
  async open(attributes: Record<string, string> = {}, from = this.browser): Promise<void> {
    const page = await from.newPage();
    this.#page = page;
    page.setDefaultTimeout(SLOW);
    this.errors = watchErrors(page);
    this.strangers = watchThirdParty(page, this.server.origin);
    await page.goto(`${this.server.origin}/element/`);
    await page.waitForFunction('window.mirror !== undefined');
    await page.evaluate((a) => void window.mirror.add(a), { backend: 'webgl2', ...attributes });
  }

  part(name: string): Locator {
    return this.page.locator(`carmine-try-on [part~="${name}"]`);
  }

  shade(sku: string): Locator {
    return this.page.locator(`carmine-try-on [data-sku="${sku}"]`);
  }

  /** Waits until the session's state has these values. */
  async reached(want: Record<string, unknown>): Promise<void> {
    await this.page.waitForFunction((values) => {
      const state = window.mirror.element().state as Record<string, unknown> | null;
      return state !== null && Object.entries(values).every(([k, v]) => state[k] === v);
    }, want);
  }

  /** Types of the events the host was called with. */
  names(): Promise<string[]> {
    return this.page.evaluate(() => window.mirror.called.map((e) => e.type));
  }

  choosePhoto(name: string): Promise<void> {
    return this.page.locator('carmine-try-on input[data-kind=photo]').setInputFiles(join(this.files, name));
  }

  /** Mends what a test broke and closes its page. */
  async tidy(): Promise<void> {
    this.server.mend();
    await this.#page?.close();
    this.#page = null;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.server.close();
  }
}
