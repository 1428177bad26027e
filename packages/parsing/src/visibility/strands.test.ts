import { VISIBILITY_SIZE } from '@carmine/face';
import { expect, test } from 'vitest';
import { PRIOR_CHANNELS, PRIOR_SIZE } from './prior.ts';
import { Strands } from './strands.ts';

const SIZE = VISIBILITY_SIZE;
/** An oval of radius 50 in the middle, lips from texel 48 to 80 across and 82 to 96 down, an eye from 36 to 56 across and 44 to 52 down. */
const prior = new Uint8Array(PRIOR_SIZE ** 2 * PRIOR_CHANNELS);
for (let i = 0; i < PRIOR_SIZE ** 2; i++) {
  const [x, y] = [i % PRIOR_SIZE, Math.floor(i / PRIOR_SIZE)];
  const at = i * PRIOR_CHANNELS;
  if (Math.hypot(x - 31.5, y - 31.5) < 25) prior[at] = 1;
  if (x >= 24 && x < 40 && y >= 41 && y < 48) prior[at + 1] = 1;
  if (x >= 18 && x < 28 && y >= 22 && y < 26) prior[at + 2] = 1;
}
const SKIN = 180;

/** Logits after the test, `sure` before, on skin darkened or lightened by `share`. */
const told = (share: (x: number, y: number) => number, sure = 2): Float32Array => {
  const data = new Uint8ClampedArray(SIZE * SIZE * 4).fill(255);
  for (let i = 0; i < SIZE * SIZE; i++)
    data.fill(SKIN * (1 + share(i % SIZE, Math.floor(i / SIZE))), i * 4, i * 4 + 3);
  const logits = new Float32Array(SIZE * SIZE).fill(sure);
  new Strands().tell(data, prior, logits);
  return logits;
};
const at = (logits: Float32Array, x: number, y: number): number => logits[y * SIZE + x]!;
const least = (logits: Float32Array): number => logits.reduce((a, b) => Math.min(a, b));

test.each([
  ['dark', -0.4],
  ['light', 0.4],
])('a %s strand that bends is covered on its whole way, and nothing beside it', (_, share) => {
  const middle = (y: number) => Math.round(84 + 8 * Math.sin(y / 20));
  const logits = told((x, y) => (x === middle(y) && y > 24 && y < 100 ? share : 0));
  for (let y = 30; y < 90; y += 5) {
    expect(at(logits, middle(y), y)).toBeLessThan(0);
    expect(at(logits, middle(y) - 4, y)).toBe(2);
  }
});

test('a strand is followed over lips and under an eye it crosses, the eye itself is left alone', () => {
  const lips = told((x, y) => (x === 64 && y > 24 && y < 104 ? -0.4 : 0));
  expect(at(lips, 64, 89)).toBeLessThan(0);
  expect(at(lips, 60, 89)).toBe(2);
  const eye = told((x, y) => (x === 46 && y > 24 && y < 90 ? -0.4 : 0));
  expect(at(eye, 46, 70)).toBeLessThan(0);
  expect(at(eye, 46, 48)).toBe(2);
});

test('lines of the lips tell nothing: cracks, however deep, and the opening', () => {
  expect(least(told((x, y) => (x % 6 === 3 && x > 48 && x < 80 && y > 82 && y < 96 ? -0.6 : 0)))).toBe(2);
  expect(least(told((x, y) => (y === 89 && x > 46 && x < 82 ? -0.7 : 0)))).toBe(2);
});

test('a short line, an edge and a faint line tell nothing', () => {
  expect(least(told((x, y) => (x === 84 && y > 60 && y < 67 ? -0.4 : 0)))).toBe(2);
  expect(least(told((x) => (x > 64 ? -0.4 : 0)))).toBe(2);
  expect(least(told((x) => (x === 64 ? -0.08 : 0)))).toBe(2);
});

test('grain and stubble, which stand out everywhere, tell nothing', () => {
  expect(least(told((x, y) => 0.4 * (((x * 7919 + y * 104729) % 101) / 101 - 0.5)))).toBe(2);
});

test('what the net is sure of needs a clearer line', () => {
  const faint = (x: number, y: number) => (x === 84 && y > 30 && y < 96 ? -0.16 : 0);
  expect(least(told(faint, 1))).toBeLessThan(0);
  expect(least(told(faint, 8))).toBe(8);
});

test('a smile’s folds between nose and mouth are no strands, a strand that goes on beyond them is one', () => {
  const fold = (side: number) => (x: number, y: number) =>
    x === Math.round(64 + side * (4 + (y - 70) * 0.7)) && y >= 70 && y < 92 ? -0.5 : 0;
  for (const side of [-1, 1]) expect(least(told(fold(side)))).toBe(2);
  expect(
    at(
      told((x, y) => (x === Math.round(64 + (y - 56) * 0.7) && y > 26 && y < 92 ? -0.5 : 0)),
      83,
      83,
    ),
  ).toBeLessThan(0);
});

test('over lips on which it does not stand out a strand is followed from one side to the other', () => {
  const logits = told((x, y) => (x === 64 && y > 24 && y < 112 && (y < 82 || y >= 96) ? -0.4 : 0), 6);
  expect(at(logits, 64, 89)).toBeLessThan(0);
  expect(at(logits, 60, 89)).toBe(6);
  const ends = told((x, y) => (x === 64 && y > 24 && y < 82 ? -0.4 : 0), 6);
  expect(at(ends, 64, 89)).toBe(6);
});
