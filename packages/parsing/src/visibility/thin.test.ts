import { VISIBILITY_SIZE } from '@carmine/face';
import { expect, test } from 'vitest';
import { PRIOR_CHANNELS, PRIOR_SIZE } from './prior.ts';
import { ThinThings } from './thin.ts';

const SIZE = VISIBILITY_SIZE;
/** All oval, with lips around texel (64, 90). */
const prior = new Uint8Array(PRIOR_SIZE ** 2 * PRIOR_CHANNELS);
for (let i = 0; i < PRIOR_SIZE ** 2; i++) {
  prior[i * PRIOR_CHANNELS] = 1;
  const [x, y] = [i % PRIOR_SIZE, Math.floor(i / PRIOR_SIZE)];
  if (Math.abs(x - 32) < 8 && Math.abs(y - 45) < 4) prior[i * PRIOR_CHANNELS + 1] = 1;
}

/** Logits after the test, `sure` before, on colours of one grey given by `luma`. */
const told = (luma: (x: number, y: number) => number, sure = 2): Float32Array => {
  const colors = Float32Array.from({ length: SIZE * SIZE * 3 }, (_, i) => {
    const texel = Math.floor(i / 3);
    return luma(texel % SIZE, Math.floor(texel / SIZE));
  });
  const logits = new Float32Array(SIZE * SIZE).fill(sure);
  new ThinThings().tell(colors, prior, logits);
  return logits;
};
const at = (logits: Float32Array, x: number, y: number): number => logits[y * SIZE + x]!;

test.each([-1, 1])(
  'a line three texels wide is covered, darker or lighter (%i), the rest is left alone',
  (v) => {
    const logits = told((x) => (Math.abs(x - 40) <= 1 ? v : 0));
    expect(at(logits, 40, 60)).toBeCloseTo(-3, 5);
    expect(at(logits, 44, 60)).toBe(2);
  },
);

test('an edge, something wide and a faint line tell nothing', () => {
  expect(Math.min(...told((x) => (x > 60 ? -1 : 0)))).toBe(2);
  expect(Math.min(...told((x) => (Math.abs(x - 60) < 5 ? -1 : 0)))).toBe(2);
  expect(Math.min(...told((x) => (x === 60 ? -0.3 : 0)))).toBe(2);
});

test('lips and eyes keep their lines', () => {
  const logits = told((_, y) => (y === 90 ? -2 : 0));
  expect(at(logits, 64, 90)).toBe(2);
  expect(at(logits, 20, 90)).toBeLessThan(0);
});

test('grain and stubble, which stand out everywhere, tell nothing', () => {
  expect(Math.min(...told((x, y) => ((x * 7919 + y * 104729) % 101) / 101 - 0.5))).toBe(2);
});

test('where the net is sure, its word stands', () => {
  expect(Math.min(...told((x) => (x === 40 ? -2 : 0), 6))).toBe(6);
});
