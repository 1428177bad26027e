import type { EventDataMap } from '@carmine/crm';
import { describe, expect, it } from 'vitest';
import { addTime, noFrameTimes, spreadSince } from './frame-times.ts';
import { type FrameFacts, PerfWatch } from './perf-watch.ts';

describe('times in bins', () => {
  it('percentiles of 100 times, and of those since a mark', () => {
    const { interval } = noFrameTimes();
    for (let i = 1; i <= 100; i++) addTime(interval, i);
    expect(spreadSince(interval, null)).toEqual({ p50: 50, p90: 90, p99: 99 });
    const mark = interval.slice();
    expect(spreadSince(interval, mark)).toBeNull();
    addTime(interval, 33.4);
    expect(spreadSince(interval, mark)).toEqual({ p50: 33, p90: 33, p99: 33 });
  });

  it('what is longer than the last bin, or no time, stays within', () => {
    const { interval } = noFrameTimes();
    addTime(interval, 1e9);
    addTime(interval, -1);
    expect(interval.reduce((a, b) => a + b)).toBe(2);
  });
});

const watched = () => {
  const clock = { now: 0 };
  const told: EventDataMap['perf.sampled'][] = [];
  const watch = new PerfWatch(
    (data) => void told.push(data),
    () => clock.now,
  );
  const times = noFrameTimes();
  const counts = { read: 0, shown: 0, skipped: 0 };
  const facts: FrameFacts = { counts, times, backend: 'webgl2', width: 640, height: 480, tier: 2 };
  const run = (seconds: number) => {
    for (let i = 0; i < seconds * 2; i++) {
      for (let k = 0; k < 15; k++) addTime(times.interval, 33);
      counts.shown += 15;
      counts.skipped += 1;
      clock.now += 500;
      watch.take(facts);
    }
  };
  return { watch, told, run, counts, facts };
};

describe('samples', () => {
  it('one a minute, and the rest at the end', () => {
    const { watch, told, run } = watched();
    run(75);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({
      seconds: 60,
      backend: 'webgl2',
      tier: 2,
      width: 640,
      frames: { shown: 1800, missed: 120 },
      interval: { p50: 33, p90: 33, p99: 33 },
    });
    expect(told[0]).not.toHaveProperty('detect');
    watch.cut();
    watch.cut();
    expect(told.map(({ seconds }) => seconds)).toEqual([60, 14]);
  });

  it('a moment is no sample; another pipeline begins anew', () => {
    const { watch, told, run, counts } = watched();
    run(4);
    watch.cut();
    expect(told).toEqual([]);
    run(30);
    counts.shown = 0;
    run(10);
    watch.cut();
    expect(told.map(({ seconds }) => seconds)).toEqual([9.5]);
  });
});
