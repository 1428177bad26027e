import { deviation, quantile, spreadOf } from '../measure/percentiles.ts';
import {
  backwardsIn,
  droppedIn,
  intervalsOf,
  jankIn,
  latenciesOf,
  periodOf,
  type Sighting,
} from '../measure/smoothness.ts';
import type { Run } from '../report/schema.ts';
import { type PageMeters, watchPage } from './page-meters.ts';
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

const unitsOf = (seen: readonly Sighting[], emitted: readonly Sighting[]) => {
  const intervals = intervalsOf(seen);
  return { intervals, period: periodOf(emitted), latencies: latenciesOf(emitted, seen) };
};

/** Counts different pictures on the canvas for `ms`. */
export const measureShown = async (running: Running, camera: ClipCamera, ms: number): Promise<ShownPart> => {
  const reader = new StripReader();
  const [track, draw]: [number[], number[]] = [[], []];
  const gather = (): void => {
    const told = running.stages();
    track.push(...told.track);
    draw.push(...told.draw);
  };
  running.stages();
  await camera.emitted();
  const [from, ownBefore] = [performance.now(), running.shown()];
  if (running.readAfterDraw) running.onDraw = () => reader.look(running.canvas);
  await everyFrame(ms, () => {
    gather();
    if (!running.readAfterDraw && running.canvas.width > 1) reader.look(running.canvas);
  });
  running.onDraw = () => {};
  const to = performance.now();
  const ownCount = running.shown() - ownBefore;
  const emitted = await camera.emitted();
  // What was on the canvas when the counting began is no frame of this time.
  const { seen, unread, spent } = reader;
  const { intervals, period, latencies } = unitsOf(seen, emitted);
  const within = emitted.filter(({ at }) => at >= from && at <= to);
  return {
    frames: {
      spanMs: to - from,
      emitted: within.length,
      unique: seen.length,
      uniquePerSecond: (seen.length * 1000) / (to - from),
      ownCount,
      backwards: backwardsIn(seen),
      unread,
    },
    intervalMs: spreadOf(intervals),
    jitterMs: intervals.length ? deviation(intervals) : null,
    dropped: droppedIn(within, seen, { from, to }),
    jank: intervals.length ? jankIn(intervals, period) : null,
    captureToDisplayMs: spreadOf(latencies.map((latency) => Math.max(0, latency))),
    stages: { track: spreadOf(track), draw: spreadOf(draw) },
    readerMs: seen.length ? spent / seen.length : null,
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

/** Swim: distances between the drawn lips and the true ones, share of the picture's width. */
export const swimOf = (distances: readonly number[]): Run['swim'] => {
  if (distances.length === 0) return null;
  const sorted = [...distances].sort((a, b) => a - b);
  return { n: sorted.length, p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95) };
};
