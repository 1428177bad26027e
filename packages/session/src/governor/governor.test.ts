import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DeviceFacts, runDevice } from '../testing/simulated-device.ts';
import { Governor } from './governor.ts';
import type { Pace } from './stage-times.ts';
import { EFFORTS, QUALITY_STEPS } from './steps.ts';
import { limitsOf } from './wish.ts';

const LAST = QUALITY_STEPS.length - 1;
const MINUTE = 60_000;
const AUTO = limitsOf('auto');

const pace = (track: number, draw: number, rest: Partial<Pace> = {}): Pace => ({
  frames: 15,
  track,
  draw,
  interval: Math.max(33.4, track, draw),
  source: 33.3,
  turning: false,
  ...rest,
});

/** Judges the same reading twice a second from `from` to `to`, ms; returns when the level moved and to what. */
const judge = (governor: Governor, reading: Pace, [from, to]: readonly [number, number]) => {
  const moves: [at: number, level: number][] = [];
  for (let now = from; now < to; now += 500)
    if (governor.judge(reading, now)) moves.push([now - from, governor.level]);
  return moves;
};

describe('Governor', () => {
  it('stays at the best step on a device that is quick enough', () => {
    expect(judge(new Governor(EFFORTS, AUTO), pace(25, 12), [0, 10 * MINUTE])).toEqual([]);
  });

  it('goes down one step after two seconds over the budget, not before, and not while it starts', () => {
    const governor = new Governor(EFFORTS, AUTO);
    expect(judge(governor, pace(40, 10), [0, 5000])).toEqual([]);
    expect(judge(governor, pace(40, 10), [5000, 5500])).toEqual([[0, 1]]);
    expect(governor.cause).toBe('slow');
  });

  it('takes two steps at once where one will not do', () => {
    const [first] = judge(new Governor(EFFORTS, AUTO), pace(90, 10), [0, MINUTE]);
    expect(first![1]).toBe(2);
  });

  it('a moment of a second is no reason', () => {
    const governor = new Governor(EFFORTS, AUTO);
    judge(governor, pace(20, 10), [0, 10_000]);
    judge(governor, pace(70, 10), [10_000, 11_500]);
    expect(judge(governor, pace(20, 10), [11_500, MINUTE])).toEqual([]);
    expect(governor.level).toBe(0);
  });

  it('comes back step by step after twenty seconds of room each', () => {
    const governor = new Governor(EFFORTS, AUTO);
    judge(governor, pace(60, 10), [0, MINUTE]);
    expect(governor.level).toBe(LAST);
    const up = judge(governor, pace(10, 8), [MINUTE, 5 * MINUTE]);
    expect(up.map(([, level]) => level)).toEqual([4, 3, 2, 1, 0]);
    expect(up.every(([at], i) => at - (up[i - 1]?.[0] ?? 0) >= 20_000)).toBe(true);
    expect(governor.cause).toBe('fast');
  });

  it('does not change in the middle of a turn, but does not wait for ever', () => {
    const governor = new Governor(EFFORTS, AUTO);
    judge(governor, pace(20, 8), [0, 10_000]);
    const turning = judge(governor, pace(50, 8, { turning: true }), [10_000, 30_000]);
    expect(turning[0]![0]).toBeGreaterThanOrEqual(6000);
    const still = new Governor(EFFORTS, AUTO);
    judge(still, pace(20, 8), [0, 10_000]);
    expect(judge(still, pace(50, 8), [10_000, 30_000])[0]![0]).toBeLessThan(5000);
  });

  it.each([
    ['a source of 12 pictures a second', pace(70, 20, { source: 83, interval: 83 })],
    ['a page that is busy with its own work', pace(12, 8, { interval: 90 })],
    ['stages that work side by side', pace(30, 30)],
  ])('%s is no overload', (_, reading) => {
    expect(judge(new Governor(EFFORTS, AUTO), reading, [0, MINUTE])).toEqual([]);
  });

  it('two stages that stand in each other’s way are one', () => {
    const governor = new Governor(EFFORTS, AUTO);
    judge(governor, pace(25, 25, { interval: 50 }), [0, MINUTE]);
    expect(governor.level).toBeGreaterThan(0);
  });

  it('after a pause it looks anew', () => {
    const governor = new Governor(EFFORTS, AUTO);
    judge(governor, pace(50, 8), [0, 4500]);
    expect(judge(governor, pace(50, 8), [MINUTE, MINUTE + 4500])).toEqual([]);
  });

  it('keeps to the limits, at once when they change', () => {
    const governor = new Governor(EFFORTS, limitsOf({ max: 'visibility', min: '540p' }));
    expect(governor.level).toBe(1);
    judge(governor, pace(200, 200), [0, MINUTE]);
    expect(governor.level).toBe(3);
    expect(governor.limit(limitsOf({ fixed: 'full' }), 'host')).toBe(true);
    expect([governor.level, governor.cause]).toEqual([0, 'host']);
    expect(judge(governor, pace(200, 200), [MINUTE, 2 * MINUTE])).toEqual([]);
    expect(governor.limit({ best: 3, least: LAST }, 'power')).toBe(true);
    expect([governor.level, governor.cause]).toEqual([3, 'power']);
    expect(governor.limit({ best: 2, least: LAST }, 'power')).toBe(false);
  });
});

const device = fc.record<DeviceFacts>({
  seed: fc.integer({ min: 1, max: 2 ** 31 }),
  track: fc.double({ min: 3, max: 120, noNaN: true }),
  draw: fc.double({ min: 1, max: 120, noNaN: true }),
  noise: fc.double({ min: 0, max: 0.5, noNaN: true }),
  spikes: fc.double({ min: 0, max: 0.05, noNaN: true }),
  shared: fc.boolean(),
  saves: fc.array(fc.double({ min: 0.4, max: 1, noNaN: true }), { minLength: 5, maxLength: 5 }),
  heat: fc.double({ min: 0, max: 2, noNaN: true }),
  fps: fc.constantFrom(15, 24, 30, 60),
});
/** The same devices every time: what fails once must fail again. */
const RUNS = { numRuns: 40, seed: 20261122 };

describe('the governor on simulated devices: noisy, throttled by heat, on one core or more', () => {
  it('never goes down and up over the same border twice in a minute', () => {
    fc.assert(
      fc.property(device, (facts) => {
        const { moves } = runDevice(new Governor(EFFORTS, AUTO), facts, 20 * MINUTE);
        const ups = moves.filter(({ to, from }) => to < from);
        for (const [i, { at, to }] of ups.entries()) {
          const again = ups.slice(i + 1).find((other) => other.to === to);
          if (again) expect(again.at - at).toBeGreaterThanOrEqual(22_000);
          const third = ups.slice(i + 1).filter((other) => other.to === to)[1];
          if (third) expect(third.at - at).toBeGreaterThan(MINUTE);
        }
      }),
      RUNS,
    );
  });

  it('settles: in the last ten of forty minutes it tries the step above twice at most', () => {
    fc.assert(
      fc.property(device, (facts) => {
        const { moves } = runDevice(new Governor(EFFORTS, AUTO), facts, 40 * MINUTE);
        const late = moves.filter(({ at }) => at > 30 * MINUTE);
        expect(late.length).toBeLessThanOrEqual(4);
      }),
      RUNS,
    );
  });

  it('ends where frames are in time, or has nothing left to give', () => {
    fc.assert(
      fc.property(device, (facts) => {
        const { load, level } = runDevice(new Governor(EFFORTS, AUTO), { ...facts, heat: 0 }, 20 * MINUTE);
        expect(level === LAST || load < 1.16 + facts.noise).toBe(true);
      }),
      RUNS,
    );
  });

  it('gives nothing up on a noisy device with room', () => {
    fc.assert(
      fc.property(device, (facts) => {
        const [noise, spikes] = [facts.noise * 0.6, facts.spikes * 0.4];
        const quick = { ...facts, noise, spikes, track: facts.track / 12, draw: facts.draw / 12, heat: 0 };
        expect(runDevice(new Governor(EFFORTS, AUTO), quick, 10 * MINUTE).moves).toEqual([]);
      }),
      RUNS,
    );
  });

  it('comes back when the load is gone', () => {
    fc.assert(
      fc.property(device, fc.double({ min: 2, max: 9, noNaN: true }), (facts, busy) => {
        const quick = {
          ...facts,
          track: 18,
          draw: 8,
          noise: Math.min(0.15, facts.noise),
          spikes: 0,
          heat: 0,
        };
        const governor = new Governor(EFFORTS, AUTO);
        runDevice(governor, { ...quick, track: 18 * busy }, MINUTE);
        runDevice(governor, quick, 10 * MINUTE, MINUTE);
        expect(governor.level).toBe(0);
      }),
      RUNS,
    );
  });
});
