import { expect, test } from 'vitest';
import { decodeWeights } from './decode-weights.ts';
import { INNER_WEIGHTS, OUTER_WEIGHTS } from './weights.ts';

test('weights are read in order, signed, to the last one', () => {
  const count = 1284;
  const numbers = Array.from({ length: count }, (_, i) => i - 600);
  const bytes = numbers.flatMap((v) => [v & 255, (v >> 8) & 255]);
  const net = decodeWeights(btoa(String.fromCharCode(...bytes)));
  expect(net.w1[0]).toBeCloseTo(-600 / 4096, 6);
  expect(net.b1[0]).toBeCloseTo((160 - 600) / 4096, 6);
  expect(net.w5[11]).toBeCloseTo((count - 1 - 600) / 4096, 6);
});

test.each([OUTER_WEIGHTS, INNER_WEIGHTS])('the shipped weights fill a network', (weights) => {
  expect(atob(weights).length).toBe(2 * 1284);
});
