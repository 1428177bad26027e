import type { LaunchedBrowser } from '@carmine/cli/browser';
import type { BrowserContext, Page } from 'playwright-core';
import type { StartFacts } from '../page/bench-page.ts';
import type { SubjectOptions } from '../page/subject.ts';
import type { BenchWindow } from '../page/subject-page.ts';
import { blankRun } from '../report/blank.ts';
import type { ClipRecord, Run } from '../report/schema.ts';
import { type BenchServer, OFFICIAL } from './server.ts';
import { busyOf, traced } from './trace.ts';
import type { Entry, Protocol } from './wishes.ts';

/** What every entry of a bench shares. */
export interface Bench {
  readonly browser: LaunchedBrowser;
  readonly server: BenchServer;
  readonly clip: string;
  readonly fps: number;
  readonly protocol: Protocol;
  readonly photos: readonly string[];
  /** What the product draws with; null: it chooses. */
  readonly backend: 'webgpu' | 'webgl2' | null;
  /** The official bundle is served. */
  readonly official: boolean;
}

/** ms a start may take before it is called hung. Software drawing on a loaded machine takes a minute at worst. */
const START_LIMIT = 180_000;

export const subjectOptions = (bench: Bench, build: Entry['build']): SubjectOptions => {
  const { origin } = bench.server;
  const base = build === 'other' ? `${origin}/other` : origin;
  // A WebGPU canvas ends the GPU process of a headless software browser.
  const backend = bench.backend ?? (bench.browser.webgpuCanvas ? null : 'webgl2');
  return {
    assets: `${base}/assets/`,
    library: `${base}/lib/index.js`,
    faceModel: bench.official ? `${origin}${OFFICIAL}` : `${base}/assets/models/face_landmarker.task`,
    vision: `${origin}/vision/`,
    ...(backend ? { backend } : {}),
  };
};

/** Opens a subject's page with its clip as the camera. */
export const openPage = async (
  bench: Bench,
  context: BrowserContext,
  also: readonly string[] = [],
): Promise<{ page: Page; clips: readonly ClipRecord[] }> => {
  const page = await context.newPage();
  page.setDefaultTimeout(START_LIMIT);
  await page.goto(`${bench.server.origin}/bench/subject.html`);
  // A function, not a string: a string that is not true at once is evaluated in the page, which the policy forbids.
  await page.waitForFunction(() => (window as unknown as BenchWindow).bench !== undefined);
  const { clip, fps, photos } = bench;
  const clips = await page.evaluate((wishes) => (window as unknown as BenchWindow).bench.openSource(wishes), {
    clip,
    fps,
    also,
    photos,
    clips: '../clips/',
  });
  return { page, clips };
};

export const startSubject = (
  page: Page,
  subject: Entry['subject'],
  options: SubjectOptions,
): Promise<StartFacts> => {
  const late = new Promise<never>((_, reject) => {
    setTimeout(
      () => reject(new Error(`${subject}: no made-up frame in ${START_LIMIT / 1000} s`)),
      START_LIMIT,
    ).unref();
  });
  const started = page.evaluate(([id, how]) => (window as unknown as BenchWindow).bench.start(id, how), [
    subject,
    options,
  ] as const);
  return Promise.race([started, late]);
};

/** The page's own words of an error inside it. */
export const wordsOf = (error: unknown): string =>
  String(error instanceof Error ? error.message : error).split('\n')[0]!;

/** The first start of a browser that has never seen the files. */
const coldStart = async (bench: Bench, context: BrowserContext, entry: Entry) => {
  const { page, clips } = await openPage(bench, context);
  try {
    bench.server.forget();
    const { startMs } = await startSubject(page, entry.subject, subjectOptions(bench, entry.build));
    const sent = bench.server.sent();
    // Nobody leaves with the first frame: what is kept for the next start is written behind it.
    await page.waitForTimeout(bench.protocol.warmUpMs);
    return { coldMs: startMs, sent, clips };
  } finally {
    await page.close();
  }
};

/** Everything after: a second start in the same browser, counting, and the page's thread. */
const warmRun = async (bench: Bench, context: BrowserContext, entry: Entry) => {
  const { page } = await openPage(bench, context);
  const faults: Run['faults'] = [];
  // A fault that comes with every frame is one fault.
  const tell = (code: string, message: string): void => {
    if (!faults.some((fault) => fault.message === message)) faults.push({ code, message });
  };
  page.on('pageerror', (error) => tell('page-error', wordsOf(error)));
  page.on('crash', () => tell('page-crash', 'the page crashed'));
  try {
    bench.server.forget();
    const { startMs } = await startSubject(page, entry.subject, subjectOptions(bench, entry.build));
    const warm = bench.server.sent();
    const { warmUpMs, shownMs, pageMs } = bench.protocol;
    const shown = await page.evaluate(
      ([before, ms, work]) => (window as unknown as BenchWindow).bench.shown(before, ms, work),
      [warmUpMs, shownMs, entry.workMs] as const,
    );
    const { result, events } = await traced(bench.browser.browser, page, () =>
      page.evaluate((ms) => (window as unknown as BenchWindow).bench.page(ms), pageMs),
    );
    const after = await page.evaluate(() => {
      const { bench: own } = window as unknown as BenchWindow;
      return { facts: own.facts(), state: own.state() };
    });
    if (after.state.error) faults.push({ code: after.state.error, message: `state: ${after.state.phase}` });
    const busy = events ? busyOf(events, { shown: result.shown, fps: bench.fps }) : null;
    return { warmMs: startMs, warm, shown, page: { ...result, busy }, facts: after.facts, faults };
  } finally {
    await page.close();
  }
};

/** Measures one entry in a browser context of its own: cold start, warm start, frames, page. What fails is told in `faults`. */
export const measureEntry = async (
  bench: Bench,
  entry: Entry,
  round: number,
): Promise<{ run: Run; clips: readonly ClipRecord[] }> => {
  const { name: subject, workMs: pageWorkMs } = entry;
  const run = blankRun({ subject, round, clip: bench.clip, fps: bench.fps, pageWorkMs });
  let context: BrowserContext | null = null;
  let clips: readonly ClipRecord[] = [];
  try {
    context = await bench.browser.browser.newContext({ viewport: { width: 800, height: 640 } });
    const cold = await coldStart(bench, context, entry);
    clips = cold.clips;
    const { warmMs, warm, shown, page, facts, faults } = await warmRun(bench, context, entry);
    const bytes = { ...cold.sent, warm: warm.raw };
    const startup = { coldMs: cold.coldMs, warmMs };
    if (shown.frames?.unique === 0)
      faults.push({ code: 'nothing-shown', message: 'no numbered picture was seen on the canvas' });
    return { clips, run: { ...run, ...shown, startup, bytes, page, facts, faults } };
  } catch (error) {
    return { clips, run: { ...run, faults: [{ code: 'failed', message: wordsOf(error) }] } };
  } finally {
    // A browser that died has nothing left to close.
    await context?.close().catch(() => undefined);
  }
};
