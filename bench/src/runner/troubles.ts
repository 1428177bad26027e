import type { BrowserContext, Page } from 'playwright-core';
import type { SubjectOptions } from '../page/subject.ts';
import type { BenchWindow } from '../page/subject-page.ts';
import type { Trouble } from '../report/schema.ts';
import { type Bench, openPage, startSubject, subjectOptions, wordsOf } from './measure-entry.ts';

type Own = BenchWindow;

/** ms a mirror may take to show frames again before it is called hung; a software start of a worker is within. */
const LIMIT = 150_000;
/** Frames that must come again. */
const ENOUGH = 3;
/** ms a hidden tab is left alone. The issue says a minute; --quick takes less. */
const HIDDEN_FOR = { full: 60_000, quick: 5000 } as const;
const LOSSES = 5;

interface Case {
  readonly id: string;
  readonly options?: Partial<SubjectOptions>;
  readonly also?: readonly string[];
  /** Does it, and may tell something of it. */
  readonly act: (page: Page, bench: Bench) => Promise<string>;
}

const change = (page: Page, clip: string, fps: number): Promise<void> =>
  page.evaluate(([to, rate]) => (window as unknown as Own).bench.change(to, rate), [clip, fps] as const);

const shownOf = (page: Page): Promise<number> =>
  page.evaluate(() => (window as unknown as Own).bench.count());

/** true once `more` frames were shown after `from`. */
const framesCome = (page: Page, from: number, more: number): Promise<boolean> =>
  page
    .waitForFunction(([least]) => (window as unknown as Own).bench.count() >= least!, [from + more], {
      timeout: LIMIT,
    })
    .then(() => true)
    .catch(() => false);

/** ms in which a mirror that shows frames again must have taken back what it said was wrong: word and frames come by different ways. */
const TAKEN_BACK = 10_000;

/** What the mirror says of itself once it shows frames again; an error it still tells after a while stands in the report. */
const stateAfter = async (page: Page, goesOn: boolean) => {
  const quiet = () => (window as unknown as Own).bench.state().error === null;
  if (goesOn) await page.waitForFunction(quiet, null, { timeout: TAKEN_BACK }).catch(() => undefined);
  return page.evaluate(() => (window as unknown as Own).bench.state());
};

const kill =
  (name: string, silently = false) =>
  async (page: Page): Promise<string> => {
    const was = await page.evaluate(
      ([which, quiet]) => (window as unknown as Own).benchTroubles.killWorker(which, quiet),
      [name, silently] as const,
    );
    if (!was) throw new Error(`the mirror has no worker ${name}`);
    return silently ? 'without an event' : '';
  };

const hidden = async (page: Page, bench: Bench): Promise<string> => {
  const ms = bench.protocol.quick ? HIDDEN_FOR.quick : HIDDEN_FOR.full;
  await page.evaluate(() => (window as unknown as Own).benchTroubles.setHidden(true));
  const before = await shownOf(page);
  await page.waitForTimeout(ms);
  const meanwhile = (await shownOf(page)) - before;
  await page.evaluate(() => (window as unknown as Own).benchTroubles.setHidden(false));
  return `hidden for ${ms / 1000} s, ${meanwhile} frames shown meanwhile`;
};

const loseContext = async (page: Page): Promise<string> => {
  for (let i = 0; i < LOSSES; i++) {
    if (!(await page.evaluate(() => (window as unknown as Own).benchTroubles.loseContext())))
      throw new Error('no WebGL context within reach');
    // Counted once it was given back: what was drawn before the loss is no answer to it.
    const before = await shownOf(page);
    if (!(await framesCome(page, before, ENOUGH))) return `${i + 1} of ${LOSSES} times, then no frame`;
  }
  return `${LOSSES} times, frames came after each`;
};

const CASES: readonly Case[] = [
  {
    id: 'size-and-rotation',
    also: ['portrait'],
    act: async (page, bench) => {
      await change(page, 'portrait', bench.fps);
      const before = await shownOf(page);
      await framesCome(page, before, ENOUGH);
      await change(page, bench.clip, bench.fps);
      return '640 x 480 to 480 x 640 and back';
    },
  },
  { id: 'camera-15-fps', act: async (page, bench) => change(page, bench.clip, 15).then(() => '') },
  { id: 'camera-120-fps', act: async (page, bench) => change(page, bench.clip, 120).then(() => '') },
  { id: 'hidden-tab', act: hidden },
  { id: 'renderer-killed', act: kill('carmine-render') },
  { id: 'renderer-killed-silently', act: kill('carmine-render', true) },
  { id: 'tracker-killed', act: kill('carmine-tracking') },
  { id: 'mirror-killed', act: kill('carmine-mirror') },
  { id: 'gpu-lost-five-times', options: { backend: 'webgl2', renderer: 'inline' }, act: loseContext },
];

/** Does one thing to a mirror that runs, in a browser context of its own. */
const meet = async (bench: Bench, trouble: Case): Promise<Trouble> => {
  let context: BrowserContext | null = null;
  const told: Trouble = {
    id: trouble.id,
    outcome: 'failed',
    framesBefore: 0,
    framesAfter: 0,
    phase: '',
    error: null,
    note: '',
  };
  try {
    context = await bench.browser.browser.newContext({ viewport: { width: 800, height: 640 } });
    const { page } = await openPage(bench, context, trouble.also);
    await startSubject(page, 'carmine', {
      ...subjectOptions(bench, 'this'),
      ...trouble.options,
    });
    const framesBefore = await shownOf(page);
    const note = await trouble.act(page, bench);
    const from = await shownOf(page);
    const goesOn = await framesCome(page, from, ENOUGH);
    const { phase, error } = await stateAfter(page, goesOn);
    const outcome = goesOn ? 'went-on' : error ? 'said-why' : 'hung';
    return { ...told, outcome, framesBefore, framesAfter: (await shownOf(page)) - from, phase, error, note };
  } catch (error) {
    return { ...told, note: wordsOf(error) };
  } finally {
    await context?.close().catch(() => undefined);
  }
};

/** Everything a mirror may meet (issue list of bad input), one after the other. */
export const meetTroubles = async (bench: Bench, say: (text: string) => void): Promise<Trouble[]> => {
  const met: Trouble[] = [];
  for (const trouble of CASES) {
    say(`trouble: ${trouble.id}`);
    met.push(await meet(bench, trouble));
  }
  return met;
};
