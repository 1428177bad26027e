import { VISIBILITY_SIZE } from '@carmine/face';
import { expect, test } from 'vitest';
import { PRIOR_CHANNELS, PRIOR_SIZE } from './prior.ts';
import { refine } from './refine.ts';

const SIZE = VISIBILITY_SIZE;
/** An oval of radius 50 in the middle. */
const prior = new Uint8Array(PRIOR_SIZE ** 2 * PRIOR_CHANNELS);
for (let i = 0; i < PRIOR_SIZE ** 2; i++)
  if (Math.hypot((i % PRIOR_SIZE) - 31.5, Math.floor(i / PRIOR_SIZE) - 31.5) < 25)
    prior[i * PRIOR_CHANNELS] = 1;
/** Lips from texel 48 to 80 across, 84 to 96 down. */
for (let y = 42; y < 48; y++)
  for (let x = 24; x < 40; x++) prior[(y * PRIOR_SIZE + x) * PRIOR_CHANNELS + 1] = 1;

/** Covered where `inside` says so. */
const refined = (inside: (x: number, y: number) => boolean, sure?: Uint8Array): Uint8Array => {
  const logits = Float32Array.from({ length: SIZE * SIZE }, (_, i) =>
    inside(i % SIZE, Math.floor(i / SIZE)) ? -6 : 6,
  );
  return refine(logits, prior, { out: new Uint8Array(SIZE * SIZE), sure });
};
const at = (map: Uint8Array, x: number, y: number): number => map[y * SIZE + x]!;

test('a mole, a glint or a tooth is seen', () => {
  const map = refined((x, y) => Math.hypot(x - 64, y - 70) < 2.5);
  expect(Math.min(...map)).toBe(255);
});

test('a finger on the cheek is covered, and a little around it', () => {
  const map = refined((x, y) => Math.hypot(x - 64, y - 70) < 6);
  expect(at(map, 64, 70)).toBeLessThan(4);
  expect(at(map, 70, 70)).toBeLessThan(140);
  expect(at(map, 74, 70)).toBe(255);
});

test('a strand one texel wide survives, slanted too', () => {
  expect(
    at(
      refined((x, y) => x === 60 && y > 50 && y < 75),
      60,
      60,
    ),
  ).toBeLessThan(4);
  expect(
    at(
      refined((x, y) => x === y && x > 45 && x < 75),
      60,
      60,
    ),
  ).toBeLessThan(4);
});

test('a fold beside the nose is seen', () => {
  const map = refined((x, y) => x === 60 && y > 50 && y < 64);
  expect(Math.min(...map)).toBe(255);
});

test('a small thing that comes in from outside is covered', () => {
  const map = refined((x, y) => Math.abs(y - 64) < 2 && x < 18);
  expect(at(map, 15, 64)).toBeLessThan(4);
});

test('what covers the lips and nothing around them is worn, a finger across them is not', () => {
  const lips = (x: number, y: number) => x >= 48 && x < 80 && y >= 84 && y < 96;
  expect(Math.min(...refined(lips))).toBe(255);
  const map = refined((x, y) => Math.abs(x - 64) < 6 && y > 60 && y < 110);
  expect(at(map, 64, 90)).toBeLessThan(4);
});

test('what covers the lips alone beyond doubt is kept', () => {
  const patch = (x: number, y: number) => Math.abs(x - 64) < 4 && y >= 84 && y < 96;
  const sure = new Uint8Array(SIZE * SIZE);
  sure[90 * SIZE + 64] = 1;
  expect(at(refined(patch), 64, 90)).toBe(255);
  expect(at(refined(patch, sure), 64, 90)).toBeLessThan(4);
});
