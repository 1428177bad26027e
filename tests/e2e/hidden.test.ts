import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LaunchedBrowser, launchTestBrowser, watchErrors } from '../support/browser.ts';
import { bundlePage } from '../support/bundle-page.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { RED, reached } from '../support/session-site.ts';
import { useSessionSite } from '../support/use-session-site.ts';
import type { HiddenPage } from './pages/hidden.page.ts';

describe('a renderer of a page that nobody sees', () => {
  let server: TestServer;
  let browser: LaunchedBrowser;
  let page: Page;
  let errors: string[];

  beforeAll(async () => {
    const mount = await bundlePage(new URL('./pages/hidden.page.ts', import.meta.url).pathname, 'hidden');
    server = await startTestServer({ mounts: [mount] });
    browser = await launchTestBrowser();
    page = await browser.newPage();
    errors = watchErrors(page);
    await page.goto(`${server.origin}/hidden/`);
    await page.waitForFunction('window.hidden !== undefined');
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const call = <T>(work: (hidden: HiddenPage) => Promise<T>): Promise<T> =>
    page.evaluate(`(${work})(window.hidden)`) as Promise<T>;

  test('a look of another kind comes on, and a readback ends', async () => {
    expect(await call((hidden) => hidden.look('webgl2'))).toEqual(['done', 'done', 'worn']);
  });

  test('closed while it compiles: the call ends, and nothing looks at the driver any more', async () => {
    expect(await call((hidden) => hidden.close('webgl2'))).toEqual(['done', 0, 0]);
    expect(errors).toEqual([]);
  });
});

/** What a worker of a page that nobody sees is like: no display frames; and a driver that links beside us and is not done when it is asked first. */
const UNSEEN = `
self.requestAnimationFrame = (c) => { self.left = c; return 1; };
{
  const COMPLETION_STATUS_KHR = 0x91b1;
  const { prototype } = WebGL2RenderingContext;
  const { getProgramParameter, getExtension } = prototype;
  const asked = new WeakSet();
  prototype.getExtension = function (name) {
    return name === 'KHR_parallel_shader_compile' ? { COMPLETION_STATUS_KHR } : getExtension.call(this, name);
  };
  prototype.getProgramParameter = function (program, name) {
    if (name !== COMPLETION_STATUS_KHR) return getProgramParameter.call(this, program, name);
    const done = asked.has(program);
    asked.add(program);
    return done;
  };
}`;

describe('a mirror whose page is hidden', () => {
  const site = useSessionSite();
  /** ms in which software compiles what a look needs. */
  const ON = 30_000;

  /** A live mirror, its page hidden as a browser does it: no display frames, in the render worker neither. */
  const hiddenMirror = async (): Promise<Page> => {
    const page = await site.open();
    await page.route('**/workers/render.js', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: `${UNSEEN}\n${await response.text()}` });
    });
    await page.evaluate(async () => {
      await window.shop.make({ backend: 'webgl2' });
      await window.shop.held[0]!.tryOn.startCamera();
    });
    await reached(page, 0, { face: 'found' });
    const stubbed = page.workers().find((worker) => worker.url().includes('render'));
    expect(await stubbed!.evaluate(() => requestAnimationFrame.toString())).toContain('self.left');
    await page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { value: true, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    return page;
  };

  test('setLook of a kind not worn before is on before anybody looks', async () => {
    const page = await hiddenMirror();
    const put = await page.evaluate(
      ([look, ms]) =>
        Promise.race([
          window.shop.held[0]!.tryOn.setLook(look as never).then(() => 'on'),
          new Promise((resolve) => setTimeout(resolve, ms as number, 'hangs')),
        ]),
      [RED, ON] as const,
    );
    expect(put).toBe('on');
    expect(await page.evaluate(() => window.shop.held[0]!.tryOn.state.look.layers.length)).toBe(1);
  });

  test('close() meanwhile: the call ends, and no worker or frame is left', async () => {
    const page = await hiddenMirror();
    const left = await page.evaluate(async (look) => {
      const { tryOn } = window.shop.held[0]!;
      const put = tryOn.setLook(look as never).then(
        () => 'on',
        (error) => error.code,
      );
      await new Promise((resolve) => setTimeout(resolve, 50));
      tryOn.close();
      return [await put, tryOn.diagnostics().openFrames];
    }, RED);
    // A machine that compiles in less was quicker.
    expect(['closed', 'on']).toContain(left[0]);
    expect(left[1]).toBe(0);
    await expect.poll(() => page.workers().length, { timeout: 10_000 }).toBe(0);
  });
});
