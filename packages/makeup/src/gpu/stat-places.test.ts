import { expect, test } from 'vitest';
import { FIRST_SUM, STAT_TEXELS, statAt } from './stat-places.ts';

const STATISTICS = 14;
const places = Array.from({ length: STATISTICS }, (_, i) => statAt(i));
/** The block of 2 x 2 texels that a driver makes at once. */
const blockOf = ([x, y]: readonly [x: number, y: number]): string => `${x >> 1},${y >> 1}`;

test('every statistic has a texel of its own within the target', () => {
  expect(new Set(places.map(String)).size).toBe(STATISTICS);
  for (const [x, y] of places) {
    expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
    expect(Math.max(x, y)).toBeLessThan(STAT_TEXELS);
  }
});

test('no block holds percentiles and sums', () => {
  const sums = new Set(places.slice(FIRST_SUM).map(blockOf));
  expect(places.slice(0, FIRST_SUM).filter((p) => sums.has(blockOf(p)))).toEqual([]);
});
