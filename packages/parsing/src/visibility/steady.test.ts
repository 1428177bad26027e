import { HAIRLINE_COLUMNS, VISIBILITY_SIZE } from '@carmine/face';
import { expect, test } from 'vitest';
import { SteadyHairline, SteadyMap } from './steady.ts';

const filled = (value: number) => new Uint8Array(VISIBILITY_SIZE ** 2).fill(value);

test('what comes in front is believed at once, what leaves within 200 ms', () => {
  const steady = new SteadyMap();
  expect(steady.take(filled(255), 1000)[7]).toBe(255);
  const finger = filled(255);
  finger[7] = 0;
  expect(steady.take(finger, 1033)[7]).toBe(0);
  expect(steady.take(filled(255), 1133)[7]).toBe(128);
  expect(steady.take(filled(255), 1233)[7]).toBe(255);
  expect(steady.take(filled(255), 1233)[8]).toBe(255);
});

test('the first map is taken as it is', () => {
  expect(new SteadyMap().take(filled(40), 0)[0]).toBe(40);
});

test('a clock that stands still releases nothing', () => {
  const steady = new SteadyMap();
  steady.take(filled(0), 50);
  expect(steady.take(filled(255), 50)[3]).toBe(0);
});

test('a hairline is taken as it is at first, then followed slowly, and holds where it is not told', () => {
  const at = (mm: number) => new Float32Array(HAIRLINE_COLUMNS).fill(mm);
  const steady = new SteadyHairline();
  steady.take(null, 0);
  expect(steady.value).toBeUndefined();
  expect([steady.due(100), steady.due(400)]).toEqual([false, true]);
  steady.take(at(20), 400);
  expect(steady.value![3]).toBe(20);
  steady.take(at(30), 800);
  expect(steady.value![3]).toBeCloseTo(30 - 10 / Math.E, 3);
  steady.take(null, 1200);
  expect(steady.value![3]).toBeCloseTo(30 - 10 / Math.E, 3);
});
