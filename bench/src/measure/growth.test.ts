import { describe, expect, test } from 'vitest';
import { growthOf } from './growth.ts';

/** A repeatable scatter between -1 and 1. */
const scatter = (i: number): number => Math.sin(i * 12.9898) * Math.cos(i * 78.233);
const samplesOf = (count: number, value: (i: number) => number) =>
  Array.from({ length: count }, (_, i) => ({ at: i, value: value(i) }));

describe('growthOf', () => {
  test('a line through exact samples, and what is beyond them', () => {
    const growth = growthOf(
      samplesOf(11, (i) => 100 + 2 * i),
      20,
    )!;
    expect(growth.value).toBeCloseTo(1.4, 10);
    expect(growth.low).toBeCloseTo(1.4, 10);
    expect(growth.high).toBeCloseTo(1.4, 10);
  });

  test('scatter without growth: the interval holds 1; with growth beyond the scatter it does not', () => {
    const still = growthOf(
      samplesOf(120, (i) => 100 + 5 * scatter(i)),
      120,
    )!;
    expect(still.low!).toBeLessThan(1);
    expect(still.high!).toBeGreaterThan(1);
    const leaking = growthOf(
      samplesOf(120, (i) => 100 + 0.2 * i + 5 * scatter(i)),
      120,
    )!;
    expect(leaking.low!).toBeGreaterThan(1.1);
    expect(leaking.value).toBeCloseTo(1.24, 1);
  });

  test.each([
    ['too few', [1, 2]],
    ['nothing to grow from', [0, 0, 0]],
  ])('%s: nothing is told', (_, values) => {
    expect(
      growthOf(
        samplesOf(values.length, (i) => values[i]!),
        1,
      ),
    ).toBeNull();
  });

  test('three samples have an interval, wide as it must be', () => {
    const growth = growthOf(
      samplesOf(3, (i) => [100, 104, 102][i]!),
      2,
    )!;
    expect(growth.high! - growth.low!).toBeGreaterThan(0.4);
  });
});
