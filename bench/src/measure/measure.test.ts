import { describe, expect, test } from 'vitest';
import { ratioOf } from './compare.ts';
import { deviation, quantile, spreadOf } from './percentiles.ts';
import {
  backwardsIn,
  droppedIn,
  intervalsOf,
  jankIn,
  latenciesOf,
  periodOf,
  type Sighting,
} from './smoothness.ts';
import { lipstickIn, swimOf } from './swim.ts';
import { momentsOf, uniqueOf } from './tally.ts';

/** `every`: which frames of a 30 Hz source are shown, `lag` ms after they came. */
const film = (seconds: number, every: number, lag = 0): { emitted: Sighting[]; shown: Sighting[] } => {
  const emitted = Array.from({ length: seconds * 30 }, (_, frame) => ({ frame, at: (frame * 1000) / 30 }));
  const shown = emitted.filter((_, i) => i % every === 0).map(({ frame, at }) => ({ frame, at: at + lag }));
  return { emitted, shown };
};

describe('percentiles', () => {
  test('quantiles are linear between neighbours; an empty series is no number', () => {
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5);
    expect(quantile([0, 10], 0.9)).toBe(9);
    expect(spreadOf([])).toBeNull();
  });
  test('a spread shows the tail that the mean hides', () => {
    const spread = spreadOf([...Array.from({ length: 99 }, () => 10), 1000])!;
    expect([spread.p50, spread.max, spread.n]).toEqual([10, 1000, 100]);
    expect(spread.mean).toBeCloseTo(19.9);
    expect(deviation([2, 4])).toBe(1);
  });
});

describe('smoothness', () => {
  test('every second frame shown: half is dropped in every window, and nothing janks', () => {
    const { emitted, shown } = film(5, 2, 40);
    const dropped = droppedIn(emitted, shown, { from: 500, to: 4500 })!;
    expect(dropped.average).toBeCloseTo(0.5, 1);
    expect(dropped.worstWindow).toBeCloseTo(0.5, 1);
    expect(jankIn(intervalsOf(shown), periodOf(emitted))).toBe(0);
  });
  test('a pause of a second is the worst window, not the average', () => {
    const { emitted, shown } = film(10, 1);
    const paused = shown.filter(({ at }) => at < 4000 || at > 5000);
    const dropped = droppedIn(emitted, paused, { from: 0, to: 10_000 })!;
    expect(dropped.worstWindow).toBe(1);
    expect(dropped.average).toBeCloseTo(0.1, 1);
    expect(jankIn(intervalsOf(paused), periodOf(emitted))).toBe(1);
  });
  test('no window, no number', () => {
    const { emitted, shown } = film(1, 1);
    expect(droppedIn(emitted, shown, { from: 0, to: 900 })).toBeNull();
    expect(droppedIn([], [], { from: 0, to: 5000 })).toBeNull();
  });
  test('latency is told only of frames that were emitted; a step back is counted', () => {
    const { emitted, shown } = film(1, 3, 70);
    expect(latenciesOf(emitted, [...shown, { frame: 9999, at: 5 }])).toEqual(
      shown.map(() => expect.closeTo(70)),
    );
    expect(
      backwardsIn([
        { frame: 1, at: 0 },
        { frame: 3, at: 1 },
        { frame: 2, at: 2 },
      ]),
    ).toBe(1);
  });
});

describe('different pictures', () => {
  const look = (own: number, frame: number) => ({ own, frame, at: 0 });
  test('a subject is believed as far as the numbers on its canvas moved', () => {
    expect(uniqueOf([look(0, 10), look(5, 20), look(9, 34)])).toEqual({ unique: 9, own: 9 });
  });
  test('a frozen canvas, and one that shows each picture twice, are found out', () => {
    expect(uniqueOf([look(0, 10), look(5, 20), look(9, 20)])).toEqual({ unique: 5, own: 9 });
    expect(uniqueOf([look(0, 0), look(20, 10), look(40, 20)])).toEqual({ unique: 20, own: 40 });
    expect(uniqueOf([look(3, 4)])).toEqual({ unique: 0, own: 0 });
  });
  test('frames between two polls are spread over the time since the last one', () => {
    const at = (ms: number, own: number) => ({ at: ms, own });
    expect(momentsOf([at(0, 7), at(16, 7), at(32, 8), at(64, 10), at(80, 10)])).toEqual([32, 48, 64]);
    expect(momentsOf([])).toEqual([]);
  });
});

describe('swim', () => {
  const truth = Array.from({ length: 9 }, (_, i) => ({ x: 0.4 + i / 50, y: 0.6 }));
  test('a constant offset is no swim; lips of the picture before are', () => {
    expect(
      swimOf(
        truth.map(({ x, y }) => ({ x: x + 0.01, y: y - 0.02 })),
        truth,
      )!.p95,
    ).toBeCloseTo(0);
    // Half of the pictures wear the lips of the one before.
    const late = truth.map((place, i) => (i % 2 ? truth[i - 1]! : place));
    expect(swimOf(late, truth)!.p95).toBeCloseTo(0.02);
    expect(swimOf(truth.slice(0, 3), truth)).toBeNull();
  });
  test('lipstick is found where it is, and not on skin', () => {
    const skin = new Uint8ClampedArray(40 * 30 * 4).map((_, i) => [198, 150, 120, 255][i % 4]!);
    expect(lipstickIn(skin, 40, 30)).toBeNull();
    for (let x = 10; x < 20; x++) skin.set([155, 40, 55, 255], (15 * 40 + x) * 4);
    expect(lipstickIn(skin, 40, 30)).toEqual({ x: 15 / 40, y: 15.5 / 40 });
  });
});

describe('ratios', () => {
  test('paired rounds cancel what the machine did to both', () => {
    const load = [1, 3, 2, 5, 1.5];
    const twice = load.map((l) => 2 * l);
    const two = expect.closeTo(2);
    expect(ratioOf(twice, load, { paired: true })).toEqual({ value: two, low: two, high: two });
    const apart = ratioOf(twice, load, { paired: false })!;
    expect(apart.low).toBeLessThan(1);
    expect(apart.high).toBeGreaterThan(4);
  });
  test('paired: t of the differences of logarithms, by hand', () => {
    // ln(2) and ln(8): mean ln(4), standard error ln(2), t of one degree 12.706.
    const ratio = ratioOf([2, 8], [1, 1], { paired: true })!;
    expect(ratio.value).toBeCloseTo(4);
    expect(ratio.high).toBeCloseTo(4 * 2 ** 12.706, -2);
  });
  test('two rounds of the same build are not called different', () => {
    const { low, high } = ratioOf([305, 312], [331, 362], { paired: true })!;
    expect(low).toBeLessThan(1);
    expect(high).toBeGreaterThan(1);
  });
  test('one round has no interval; nothing to divide by is no ratio; a zero has no logarithm', () => {
    expect(ratioOf([3], [2], { paired: true })).toEqual({
      value: expect.closeTo(1.5),
      low: null,
      high: null,
    });
    expect(ratioOf([], [1], { paired: false })).toBeNull();
    expect(ratioOf([1], [0], { paired: false })).toBeNull();
    expect(ratioOf([0, 2], [1, 1], { paired: false })).toEqual({ value: 1, low: null, high: null });
  });
});
