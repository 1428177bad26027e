import { describe, expect, it } from 'vitest';
import { randomFrom } from '../testing/random.ts';
import { heldSd, quantile, quantileSorted, robustSd } from './statistics.ts';

const random = randomFrom(3);
const LISTS: readonly (readonly [string, number[]])[] = [
  ['one number', [4]],
  ['two numbers', [2, -1]],
  ['all alike', [3, 3, 3, 3, 3]],
  ['rising', Array.from({ length: 40 }, (_, i) => i)],
  ['falling', Array.from({ length: 41 }, (_, i) => -i)],
  ['chance', Array.from({ length: 501 }, () => random() - 0.5)],
  ['chance with many ties', Array.from({ length: 300 }, () => Math.round(6 * random()))],
];

it.each(LISTS)('a quantile is that of the sorted numbers: %s', (_, list) => {
  const sorted = Float64Array.from(list).sort();
  for (const q of [0, 0.1, 0.16, 0.25, 0.5, 0.75, 0.9, 1])
    expect(quantile(list, q)).toBe(quantileSorted(sorted, q));
  expect(list).toEqual([...list]);
});

it('what is no number sorts last; of nothing there is none', () => {
  expect(quantile([Number.NaN, 1, 3, 2], 1 / 3)).toBe(2);
  expect(quantile([], 0.5)).toBeNaN();
});

it('the robust SD of an even run of numbers', () => {
  expect(robustSd([1, 2, 3, 4, 5])).toBeCloseTo(1.4826, 6);
});

describe('a held standard deviation', () => {
  const values = Array.from({ length: 400 }, (_, i) => Math.sin(i * 12.9898) * 2);

  it('is the standard deviation where nothing is off', () => {
    const mean = values.reduce((s, v) => s + v, 0) / values.length;
    const sd = Math.sqrt(values.reduce((s, v) => s + (v - mean) ** 2, 0) / values.length);
    expect(heldSd(values)).toBeCloseTo(sd, 6);
  });

  it('is hardly moved by one value far off', () => {
    expect(heldSd([...values, 1000]) / heldSd(values)).toBeLessThan(1.05);
  });
});
