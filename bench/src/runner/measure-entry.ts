import type { LaunchedBrowser } from '@carmine/cli/browser';
import type { BrowserContext, Page } from 'playwright-core';
import type { StartFacts } from '../page/bench-page.ts';
import type { SubjectOptions } from '../page/subject.ts';
import type { BenchWindow } from '../page/subject-page.ts';
import { blankRun } from '../report/blank.ts';
import type { ClipRecord, Run } from '../report/schema.ts';
import { type BenchServer, OFFICIAL, SLOW } from './server.ts';
import { busyOf, traced } from './trace.ts';
import { type Entry, type Protocol, pageWorkOf } from './wishes.ts';

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

/** `from`: which build, or this one by the line. */
export const subjectOptions = (bench: Bench, from: Entry['build'] | 'line'): SubjectOptions => {
  const { origin } = bench.server;
  const base = { this: origin, other: `${origin}/other`, line: `${origin}${SLOW.slice(0, -1)}` }[from];
  // A WebGPU canvas ends the GPU process of a headless software browser: asked for by name, the report says why there is none.
  if (bench.backend === 'webgpu' && !bench.browser.webgpuCanvas)
    throw new Error(
      'no WebGPU canvas in a browser without a screen that draws in software: install Xvfb, or --backend webgl2',
    );
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

type From = Parameters<typeof subjectOptions>[1];

const newContext = (bench: Bench): Promise<BrowserContext> =>
  bench.browser.browser.newContext({ viewport: { width: 800, height: 640 } });

/** A start in a page of its own, left alone for a while afterwards. */
const oneStart = async (bench: Bench, context: BrowserContext, entry: Entry, from: From) => {
  const { page, clips } = await openPage(bench, context);
  try {
    bench.server.forget();
    const { startMs } = await startSubject(page, entry.subject, subjectOptions(bench, from));
    const sent = bench.server.sent();
    // Nobody leaves with the first frame: what is kept for the next start is written behind it.
    await page.waitForTimeout(bench.protocol.warmUpMs);
    return { startMs, sent, clips };
  } finally {
    await page.close();
  }
};

/** Cold and warm, with all that is fetched coming by the line. */
const startsByLine = async (bench: Bench, context: BrowserContext, entry: Entry) => {
  // Files are compressed when they are counted: before anybody waits for them by the line.
  const rehearsal = await newContext(bench);
  await oneStart(bench, rehearsal, entry, 'this').finally(() => rehearsal.close());
  const cold = await oneStart(bench, context, entry, 'line');
  const warm = await oneStart(bench, context, entry, 'line');
  const { mbit, roundTrip } = bench.server.line;
  return {
    clips: cold.clips,
    startup: { coldMs: cold.startMs, warmMs: warm.startMs },
    bytes: { ...cold.sent, warm: warm.sent.raw },
    facts: { mbit, roundTripMs: roundTrip },
  };
};

/** A start, counting, and for all of an entry the page's thread. */
const counted = async (bench: Bench, context: BrowserContext, entry: Entry) => {
  const { page, clips } = await openPage(bench, context);
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
    const sent = bench.server.sent();
    const { warmUpMs, shownMs } = bench.protocol;
    const shown = await page.evaluate((told) => (window as unknown as BenchWindow).bench.shown(...told), [
      warmUpMs,
      shownMs,
      entry.workMs,
      entry.workIn,
    ] as const);
    const thread = entry.part === 'all' ? await pageThread(bench, page) : null;
    const after = await page.evaluate(() => {
      const { bench: own } = window as unknown as BenchWindow;
      return { facts: own.facts(), state: own.state() };
    });
    if (after.state.error) faults.push({ code: after.state.error, message: `state: ${after.state.phase}` });
    if (shown.frames?.unique === 0)
      faults.push({ code: 'nothing-shown', message: 'no numbered picture was seen on the canvas' });
    return { clips, startMs, sent, run: { ...shown, page: thread, facts: after.facts, faults } };
  } finally {
    await page.close();
  }
};

const pageThread = async (bench: Bench, page: Page): Promise<Run['page']> => {
  const { result, events } = await traced(bench.browser.browser, page, () =>
    page.evaluate((ms) => (window as unknown as BenchWindow).bench.page(ms), bench.protocol.pageMs),
  );
  const busy = events ? busyOf(events, { shown: result.shown, fps: bench.fps }) : null;
  return { ...result, busy };
};

type Measured = { readonly clips: readonly ClipRecord[]; readonly run: Partial<Run> };

/** Cold start, warm start in the same browser, frames and the page's thread. */
const all = async (bench: Bench, context: BrowserContext, entry: Entry): Promise<Measured> => {
  const cold = await oneStart(bench, context, entry, entry.build);
  const { startMs, sent, run } = await counted(bench, context, entry);
  const startup = { coldMs: cold.startMs, warmMs: startMs };
  return { clips: cold.clips, run: { ...run, startup, bytes: { ...cold.sent, warm: sent.raw } } };
};

const measured = async (bench: Bench, context: BrowserContext, entry: Entry): Promise<Measured> => {
  if (entry.part === 'all') return all(bench, context, entry);
  if (entry.part === 'frames') return counted(bench, context, entry);
  const { clips, ...run } = await startsByLine(bench, context, entry);
  return { clips, run };
};

/** Measures one entry in a browser context of its own. What fails is told in `faults`. */
export const measureEntry = async (
  shared: Bench,
  entry: Entry,
  round: number,
): Promise<{ run: Run; clips: readonly ClipRecord[] }> => {
  const { name: subject } = entry;
  const pageWorkMs = pageWorkOf(entry);
  const bench = { ...shared, fps: shared.fps * entry.faster };
  const run = blankRun({ subject, round, clip: bench.clip, fps: bench.fps, pageWorkMs });
  let context: BrowserContext | null = null;
  try {
    context = await newContext(bench);
    const told = await measured(bench, context, entry);
    return { clips: told.clips, run: { ...run, ...told.run } };
  } catch (error) {
    return { clips: [], run: { ...run, faults: [{ code: 'failed', message: wordsOf(error) }] } };
  } finally {
    // A browser that died has nothing left to close.
    await context?.close().catch(() => undefined);
  }
};
