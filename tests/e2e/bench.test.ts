import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseReport } from '@carmine/bench';
import { STRICT_CSP } from '@carmine/cli/server';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BenchWindow } from '../../bench/src/page/subject-page.ts';
import { buildPages, buildRunner } from '../../scripts/build/bench.ts';
import { type LaunchedBrowser, launchTestBrowser } from '../support/browser.ts';
import { REPO } from '../support/paths.ts';
import { startTestServer, type TestServer, watchThirdParty } from '../support/server.ts';

let browser: LaunchedBrowser;
let server: TestServer;
beforeAll(async () => {
  const dir = mkdtempSync(join(tmpdir(), 'carmine-bench-'));
  await buildPages(dir);
  // The phone's page shows each subject in a frame of its own.
  const csp = `${STRICT_CSP}; frame-src 'self'`;
  server = await startTestServer({ mounts: [{ prefix: '/bench/', dir }], csp });
  browser = await launchTestBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const openSubject = async (): Promise<Page> => {
  const page = await browser.newPage();
  await page.goto(`${server.origin}/bench/subject.html`);
  await page.waitForFunction(() => (window as unknown as BenchWindow).bench !== undefined);
  return page;
};

test('the number of each shown picture is read from the canvas; nothing is asked of another host', async () => {
  const page = await openSubject();
  const strangers = watchThirdParty(page, server.origin);
  const result = await page.evaluate(async (assets) => {
    const { bench } = window as unknown as BenchWindow;
    const [clip] = await bench.openSource({ clip: 'small', fps: 30, clips: null, photos: [] });
    const options = { assets, library: '', vision: '', faceModel: '' };
    const { startMs } = await bench.start('tracker', options);
    let part = await bench.shown(0, 1000, 0, 'page');
    // A loaded machine may show none in a second; the test's own limit ends a mirror that never does.
    while (part.frames!.unique < 2) part = await bench.shown(0, 1000, 0, 'page');
    const rest = await bench.page(200);
    bench.close();
    return { clip: clip!, startMs, part, rest };
  }, server.assetBase);
  expect(result.clip).toMatchObject({
    id: 'small',
    width: 320,
    height: 240,
    hash: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  const { frames, captureToDisplayMs, intervalMs, stages } = result.part;
  expect(frames!.backwards).toBe(0);
  expect(frames!.unique).toBeGreaterThan(0);
  expect(frames!.unique).toBeLessThanOrEqual(frames!.ownCount);
  expect(captureToDisplayMs!.max).toBeGreaterThan(0);
  expect(intervalMs?.n ?? 0).toBe(frames!.ownCount - 1);
  expect(frames!.unread).toBe(0);
  expect(stages.track!.p50).toBeGreaterThan(0);
  expect(result.rest.spanMs).toBeGreaterThan(0);
  expect(strangers).toEqual([]);
  await page.context().close();
});

test('a phone makes its film, measures, and gives a report that keeps the schema', async () => {
  const page = await browser.newPage({ locale: 'zh-TW' });
  await page.goto(`${server.origin}/bench/?clip=small&only=video&rounds=1&seconds=1`);
  await page.waitForSelector('#start');
  expect(await page.title()).toBe('試妝鏡測速');
  await page.click('#start');
  await page.waitForSelector('html[data-bench="done"]');
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#download')]);
  const json = JSON.parse(readFileSync(await download.path(), 'utf8'));
  const report = parseReport(json);
  expect(report.runs.map((run) => [run.subject, run.faults])).toEqual([['video', []]]);
  expect(report.clips[0]!.id).toBe('small');
  expect(await page.locator('h1').last().textContent()).toMatch(/^測速，\d{4}-/);
  await page.context().close();
});

test('a clip that is none, and a subject whose files are missing, say so', async () => {
  const page = await openSubject();
  const words = await page.evaluate(async () => {
    const { bench } = window as unknown as BenchWindow;
    const tell = (work: Promise<unknown>) =>
      work.then(
        () => '',
        (error) => String(error.message),
      );
    const clip = await tell(bench.openSource({ clip: 'gone', fps: 30, clips: null, photos: [] }));
    await bench.openSource({ clip: 'small', fps: 30, clips: null, photos: [] });
    const options = { assets: '/nowhere/', library: '', vision: '', faceModel: '' };
    return { clip, assets: await tell(bench.start('tracker', options)) };
  });
  expect(words.clip).toMatch(/no clip "gone"/);
  expect(words.assets).not.toBe('');
  await page.context().close();
});

test('where only the package is installed the runner finds all that it imports', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'carmine-runner-'));
  await buildRunner(dir);
  const { dependencies } = JSON.parse(readFileSync(join(REPO, 'packages/carmine/package.json'), 'utf8'));
  const files = readdirSync(dir).filter((name) => name.endsWith('.mjs'));
  expect(files).toContain('runner.mjs');
  const imported = files.flatMap((name) =>
    [...readFileSync(join(dir, name), 'utf8').matchAll(/(?:^|\n)import [^;]*?["']([^."'][^"']*)["'];/g)].map(
      ([, from]) => from!,
    ),
  );
  expect(imported).toContain('playwright-core');
  expect(imported.filter((name) => !isBuiltin(name) && !(name in dependencies))).toEqual([]);
});
