import type { RegionId } from '@carmine/face';
import { describe, expect, it } from 'vitest';
import { labelsFor } from '../reading.ts';
import { normalFrom, randomFrom } from '../testing/random.ts';
import { clutterOf } from './clutter.ts';
import { labelOf } from './condition.ts';

const SIZE = 256;
const PER_MM = 2.2;
const labels = labelsFor(SIZE);
const mask = new Uint8Array(SIZE * SIZE).fill(1);

/** Skin with grain, and something drawn on it: darkness by place. */
const skin = (drawn: (x: number, y: number) => number, grain = 0.02): Float32Array => {
  const random = randomFrom(9);
  return Float32Array.from(
    mask,
    (_, i) => 1 + grain * normalFrom(random) + drawn(i % SIZE, Math.floor(i / SIZE)),
  );
};
const shareIn = (out: Uint8Array, inside: (x: number, y: number) => boolean): number => {
  let [hit, all] = [0, 0];
  out.forEach((v, i) => {
    if (!inside(i % SIZE, Math.floor(i / SIZE))) return;
    all++;
    hit += v;
  });
  return hit / all;
};
const clutter = (plane: Float32Array): Uint8Array =>
  clutterOf(plane, mask, { size: SIZE, perMm: PER_MM, labels });
const lock = (x: number): boolean => x > 180;

it('a lock of hair is clutter, the skin beside it is not', () => {
  const out = clutter(skin((x, y) => (lock(x) ? 0.3 * Math.sin(1.3 * x + 0.1 * y) : 0)));
  expect(shareIn(out, (x) => x > 186)).toBeGreaterThan(0.95);
  expect(shareIn(out, (x) => x < 160)).toBe(0);
});

it.each([
  ['spots', (x: number, y: number) => (Math.hypot((x % 40) - 20, (y % 40) - 20) < 4 ? 0.35 : 0)],
  ['a deep line', (_: number, y: number) => 0.3 * Math.exp(-((y - 120) ** 2) / 2)],
  ['a brighter side', (x: number) => -0.004 * x],
])('%s are skin', (_, drawn) => {
  expect(shareIn(clutter(skin(drawn)), () => true)).toBe(0);
});

it('a grainy picture is no beard', () => {
  expect(shareIn(clutter(skin(() => 0, 0.12)), () => true)).toBe(0);
});

describe('stubble on the lower cheeks', () => {
  const on = (ids: readonly RegionId[]): ((x: number, y: number) => boolean) => {
    const wanted = new Set(ids.map(labelOf));
    return (x, y) => wanted.has(labels[y * SIZE + x]!);
  };
  const jaw = on(['jaw-left', 'jaw-right']);
  const lower = on(['cheek-lower-left', 'cheek-lower-right']);
  const upper = on(['cheek-upper-left', 'cheek-upper-right', 'forehead', 'nose']);
  const hairs = (x: number, y: number, depth: number): number => depth * Math.sin(1.3 * x + 0.4 * y);
  const face = (beard: number) =>
    skin((x, y) => (jaw(x, y) ? hairs(x, y, beard) : lower(x, y) ? hairs(x, y, 0.06) : 0));

  it('belongs to a beard, and is left out with it', () => {
    const out = clutter(face(0.3));
    expect(shareIn(out, lower)).toBeGreaterThan(0.9);
    expect(shareIn(out, upper)).toBeLessThan(0.02);
  });
  it('is texture of the skin where no beard is', () => {
    expect(shareIn(clutter(face(0.06)), lower)).toBe(0);
  });
});
