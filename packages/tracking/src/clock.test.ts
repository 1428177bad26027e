import { expect, it } from 'vitest';
import { MonotonicClock } from './clock.ts';

it.each([
  ['a steady source is left alone', [0, 33, 66], [0, 33, 66]],
  ['a loop goes on one step later and keeps its pace', [0, 40, 80, 0, 40], [0, 40, 80, 113, 153]],
  ['the same time twice still grows', [5, 5, 5], [5, 38, 71]],
  ['two loops', [0, 50, 0, 50, 0], [0, 50, 83, 133, 166]],
])('%s', (_, times, want) => {
  const clock = new MonotonicClock();
  expect(times.map((t) => clock.next(t))).toEqual(want);
});
