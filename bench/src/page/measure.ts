import { toAndFro } from '../clip/plan.ts';
import { deviation, spreadOf } from '../measure/percentiles.ts';
import { backwardsIn, droppedIn, intervalsOf, jankIn, latenciesOf, periodOf } from '../measure/smoothness.ts';
import { type Place, swimOf } from '../measure/swim.ts';
import { type Look, momentsOf, uniqueOf } from '../measure/tally.ts';
import type { Run } from '../report/schema.ts';
import { type PageMeters, watchPage } from './page-meters.ts';
import type { ClipFacts } from './protocol.ts';
import type { ClipCamera } from './source.ts';
import { StripReader } from './strip-reader.ts';
import type { Running } from './subject.ts';

/** What the phase of counting gives. */
export type ShownPart = Pick<
  Run,
  | 'frames'
  | 'intervalMs'
  | 'jitterMs'
  | 'dropped'
  | 'jank'
  | 'captureToDisplayMs'
  | 'stages'
  | 'readerMs'
  | 'swim'
  | 'series'
>;
/** What the phase of the page's thread gives; the runner adds the busy time from its trace. */
export type PagePart = PageMeters & { readonly spanMs: number; readonly shown: number };

/** Calls `each` with every display frame for `ms`. */
const everyFrame = (ms: number, each: (now: number) => void): Promise<void> =>
  new Promise((resolve) => {
    const end = performance.now() + ms;
    const tick = (): void => {
      const now = performance.now();
      if (now >= end) {
        resolve();
        return;
      }
      each(now);
      requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });

/** Waits on the clock without touching the page. */
export const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** ms between two looks at the canvas. */
const LOOK_EVERY = 500;

/** Polls the subject's own count with every display frame, and now and then looks at what is really on its canvas. */
const watchShown = async (running: Running, ms: number) => {
  const reader = new StripReader();
  const looks: (Look & { readonly lips: Place | null })[] = [];
  const polls: { at: number; own: number }[] = [];
  const [track, draw]: [number[], number[]] = [[], []];
  let nextLook = performance.now();
  const look = (): void => {
    const at = performance.now();
    // What is on the canvas was drawn before this moment; the reading takes its time after it.
    const own = running.shown();
    const { number: frame, lips } = reader.read(running.canvas);
    if (frame !== null) looks.push({ frame, at, own, lips });
    nextLook = performance.now() + LOOK_EVERY;
  };
  const due = () => running.numbered && performance.now() >= nextLook;
  if (running.readAfterDraw)
    running.onDraw = () => {
      if (due()) look();
    };
  await everyFrame(ms, (at) => {
    const told = running.stages();
    track.push(...told.track);
    draw.push(...told.draw);
    const own = running.shown();
    const news = polls.length === 0 || own !== polls.at(-1)!.own;
    polls.push({ at, own });
    if (news && !running.readAfterDraw && due()) look();
  });
  running.onDraw = () => {};
  return { reader, looks, polls, track, draw };
};

/** Drawn lips against the true ones of the picture that is on the canvas; null: the clip has no truth, or nothing is worn. */
const swimIn = (
  looks: readonly { readonly frame: number; readonly lips: Place | null }[],
  clip: ClipFacts | null,
): Run['swim'] => {
  const { lips: truth, frames, width } = clip ?? { lips: null, frames: 1, width: 1 };
  if (!truth) return null;
  const worn = looks.flatMap(({ frame, lips }) => (lips ? [{ lips, at: toAndFro(frame, frames) * 2 }] : []));
  return swimOf(
    worn.map(({ lips }) => lips),
    worn.map(({ at }) => ({ x: truth[at]! / width, y: truth[at + 1]! / width })),
  );
};

/** Counts different pictures on the canvas for `ms`. */
export const measureShown = async (
  running: Running,
  { camera, clip }: { readonly camera: ClipCamera; readonly clip: ClipFacts | null },
  ms: number,
): Promise<ShownPart> => {
  running.stages();
  const earlier = await camera.emitted();
  const from = performance.now();
  const { reader, looks, polls, track, draw } = await watchShown(running, ms);
  const to = performance.now();
  // A picture seen at the beginning may have left the source before.
  const emitted = [...earlier, ...(await camera.emitted())];
  const within = emitted.filter(({ at }) => at >= from && at <= to);
  const ownCount = (polls.at(-1)?.own ?? 0) - (polls[0]?.own ?? 0);
  // What the looks found of their part of the time holds for all of it.
  const { unique, own } = uniqueOf(looks);
  // A mirror so slow that two looks saw no new picture is believed its own count, if there was a picture at all.
  const believed = looks.length > 0 ? ownCount : 0;
  const different = own > 0 ? Math.round((ownCount * unique) / own) : believed;
  const moments = momentsOf(polls);
  const shown = moments.map((at, frame) => ({ frame, at }));
  const intervals = intervalsOf(shown);
  return {
    frames: running.numbered
      ? {
          spanMs: to - from,
          emitted: within.length,
          unique: different,
          uniquePerSecond: (different * 1000) / (to - from),
          ownCount,
          backwards: backwardsIn(looks),
          looks: reader.looks,
          unread: reader.unread,
        }
      : null,
    intervalMs: spreadOf(intervals),
    jitterMs: intervals.length ? deviation(intervals) : null,
    dropped: running.numbered ? droppedIn(within, shown, { from, to }) : null,
    jank: intervals.length ? jankIn(intervals, periodOf(within)) : null,
    captureToDisplayMs: spreadOf(latenciesOf(emitted, looks).map((latency) => Math.max(0, latency))),
    stages: { track: spreadOf(track), draw: spreadOf(draw) },
    readerMs: reader.looks ? reader.spent / reader.looks : null,
    swim: swimIn(looks, clip),
    series: intervals.map((interval) => Math.round(interval * 10) / 10),
  };
};

/** Marks in the trace between which the page's thread is weighed. */
export const PAGE_MARKS = { begin: 'bench-page-begin', end: 'bench-page-end' } as const;

/** Leaves the page alone for `ms`: what its thread does now is the subject's. */
export const measurePage = async (running: Running, ms: number): Promise<PagePart> => {
  const watch = watchPage();
  const before = running.shown();
  const from = performance.now();
  performance.mark(PAGE_MARKS.begin);
  await rest(ms);
  performance.mark(PAGE_MARKS.end);
  return { ...watch.end(), spanMs: performance.now() - from, shown: Math.max(0, running.shown() - before) };
};
