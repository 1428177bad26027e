import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LaunchedBrowser, launchTestBrowser, watchErrors } from '../support/browser.ts';
import { bundlePage } from '../support/bundle-page.ts';
import { startTestServer, type TestServer, watchThirdParty } from '../support/server.ts';

let browser: LaunchedBrowser;
let server: TestServer;

beforeAll(async () => {
  const entry = join(tmpdir(), `carmine-support-${process.pid}.ts`);
  writeFileSync(entry, 'Object.assign(window, { sum: (a: number, b: number) => a + b });\n');
  server = await startTestServer({ mounts: [await bundlePage(entry, 'probe')] });
  browser = await launchTestBrowser({ denyCamera: true });
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

test('the browser has WebGL2 and WebGPU, and its camera is refused', async () => {
  const page = await browser.newPage();
  await page.goto(`${server.origin}/probe/`);
  const found = await page.evaluate(async () => ({
    webgl2: document.createElement('canvas').getContext('webgl2') !== null,
    webgpu: (await navigator.gpu.requestAdapter()) !== null,
    camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(String, (e: Error) => e.name),
  }));
  expect(found).toEqual({ webgl2: true, webgpu: true, camera: 'NotAllowedError' });
  await page.close();
});

test('a bundled page runs under the strict policy, which stops inline script and eval and other hosts', async () => {
  const page = await browser.newPage();
  const errors = watchErrors(page);
  const strangers = watchThirdParty(page, server.origin);
  await page.goto(`${server.origin}/probe/`);
  expect(errors).toEqual([]);
  await page.waitForFunction('window.sum !== undefined');
  const blocked = await page.evaluate(async () => ({
    fetch: await fetch('https://example.com/').then(String, () => 'blocked'),
    inline: (() => {
      const script = document.createElement('script');
      script.textContent = 'window.inline = true';
      document.body.append(script);
      return 'inline' in window ? 'ran' : 'blocked';
    })(),
  }));
  expect(blocked).toEqual({ fetch: 'blocked', inline: 'blocked' });
  expect(strangers).toEqual([]);
  expect(errors.length).toBeGreaterThan(0);
  await page.close();
});

test('faults: index.html for a file, and a held answer', async () => {
  const page = await browser.newPage();
  await page.goto(`${server.origin}/probe/`);
  server.fault('/assets/x.wasm', 'index-html');
  const go = server.hold('/assets/x.wasm');
  const answer = page.evaluate(() =>
    fetch('/assets/x.wasm').then((r) => `${r.status} ${r.headers.get('content-type')}`),
  );
  expect(server.log.some((r) => r.path === '/assets/x.wasm')).toBe(false);
  go();
  expect(await answer).toBe('200 text/html; charset=utf-8');
  server.mend();
  expect(await page.evaluate(() => fetch('/assets/x.wasm').then((r) => r.status))).toBe(404);
  await page.close();
});
