import type { Governor } from '../governor/governor.ts';
import { EFFORTS } from '../governor/steps.ts';

/** A device as the governor meets it; times in ms at the best step. */
export interface DeviceFacts {
  readonly seed: number;
  readonly track: number;
  readonly draw: number;
  /** Standard deviation of the logarithm of a frame's time. */
  readonly noise: number;
  /** Share of frames that take five times as long. */
  readonly spikes: number;
  /** true: tracking and drawing wait for each other. */
  readonly shared: boolean;
  /** Share of the time that each step leaves. */
  readonly saves: readonly number[];
  /** How much slower than cold it is when it works all the time for long, share. */
  readonly heat: number;
  readonly fps: number;
}

export interface Move {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** ms between two readings; time constant of the device's temperature. */
const STEP = 500;
const WARM = 90_000;

/** Small fast random numbers 0..1 (mulberry32). */
const randomOf = (seed: number) => {
  let state = seed >>> 0;
  return (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** Lets a governor live on a device for `span` ms; `load` is the true one at the end, noise and heat aside. */
export const runDevice = (governor: Governor, facts: DeviceFacts, span: number, from = 0) => {
  const random = randomOf(facts.seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const frame = (mean: number): number =>
    mean * Math.exp(facts.noise * normal()) * (random() < facts.spikes ? 5 : 1);
  const source = 1000 / facts.fps;
  const moves: Move[] = [];
  let [warmth, load] = [0, 0];
  for (let at = 0; at < span; at += STEP) {
    const { level } = governor;
    const left = facts.saves.slice(0, level).reduce((all, one) => all * one, 1);
    const slow = left * (1 + facts.heat * warmth);
    const [trackMs, drawMs] = [facts.track * slow, facts.draw * slow];
    const pause = Math.max(source, 1000 / (EFFORTS[level]!.fps ?? 1000));
    const work = facts.shared ? trackMs + drawMs : Math.max(trackMs, drawMs);
    const interval = Math.max(pause, work);
    // A few of many are enough for their p90.
    const count = Math.max(1, Math.min(8, Math.floor(STEP / interval)));
    const usual = (mean: number): number => {
      const times = Array.from({ length: count }, () => frame(mean)).sort((a, b) => a - b);
      return times[Math.min(count - 1, Math.floor(0.9 * count))]!;
    };
    const [track, draw] = [usual(trackMs), usual(drawMs)];
    warmth += (Math.min(1, (trackMs + drawMs) / interval / 1.5) - warmth) * (STEP / WARM);
    load = work / Math.max(1000 / 30, pause);
    if (governor.judge({ frames: count, track, draw, interval, source, turning: false }, from + at))
      moves.push({ at, from: level, to: governor.level });
  }
  return { moves, load, level: governor.level };
};
