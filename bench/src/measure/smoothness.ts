import { mean, quantile } from './percentiles.ts';

/** A frame number and when it was emitted or first seen, ms of performance.now() of the page. */
export interface Sighting {
  readonly frame: number;
  readonly at: number;
}

/** Share of the source's frames that were never shown, 0..1. */
export interface Dropped {
  readonly average: number;
  /** Over all windows of one second, moved on by a tenth. */
  readonly p95Window: number;
  readonly worstWindow: number;
}

/** ms */
const WINDOW = 1000;
const STEP = 100;

const countIn = (sightings: readonly Sighting[], from: number, to: number): number =>
  sightings.filter(({ at }) => at >= from && at < to).length;

/** Percent dropped as web.dev defines it over one-second windows: average, p95 and worst. null: shorter than one window, or no
 *  source frame. Shown frames lag behind the source by the mirror's latency; a window is compared by its counts, never by names. */
export const droppedIn = (
  emitted: readonly Sighting[],
  shown: readonly Sighting[],
  span: { readonly from: number; readonly to: number },
): Dropped | null => {
  const shareIn = (from: number, to: number): number | null => {
    const expected = countIn(emitted, from, to);
    return expected === 0 ? null : Math.max(0, 1 - countIn(shown, from, to) / expected);
  };
  const average = shareIn(span.from, span.to);
  const windows: number[] = [];
  for (let from = span.from; from + WINDOW <= span.to; from += STEP) {
    const share = shareIn(from, from + WINDOW);
    if (share !== null) windows.push(share);
  }
  if (average === null || windows.length === 0) return null;
  const sorted = windows.sort((a, b) => a - b);
  return { average, p95Window: quantile(sorted, 0.95), worstWindow: sorted.at(-1)! };
};

/** ms between shown frames. */
export const intervalsOf = (shown: readonly Sighting[]): number[] =>
  shown.slice(1).map(({ at }, i) => at - shown[i]!.at);

/** Chromium's jank: a frame that stands longer than the one before it, in whole periods of the source. A steady 15 of 30 frames is no
 *  jank. `period`: ms of a source frame. */
export const jankIn = (intervals: readonly number[], period: number): number => {
  const periods = intervals.map((interval) => Math.max(1, Math.round(interval / period)));
  return periods.filter((now, i) => i > 0 && now > periods[i - 1]!).length;
};

/** ms from emission to the first sight of each frame that was shown. */
export const latenciesOf = (emitted: readonly Sighting[], shown: readonly Sighting[]): number[] => {
  const born = new Map(emitted.map(({ frame, at }) => [frame, at]));
  return shown.flatMap(({ frame, at }) => (born.has(frame) ? [at - born.get(frame)!] : []));
};

/** Frames shown after a newer one had been: 0 unless something is wrong. */
export const backwardsIn = (shown: readonly Sighting[]): number =>
  shown.filter(({ frame }, i) => i > 0 && frame < shown[i - 1]!.frame).length;

/** Source periods, ms: the rate that was really reached, not the one asked for. */
export const periodOf = (emitted: readonly Sighting[]): number => mean(intervalsOf(emitted));
