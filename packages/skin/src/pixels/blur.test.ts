import { describe, expect, it } from 'vitest';
import { randomFrom } from '../testing/random.ts';
import { broadBlur, maskedBlur } from './blur.ts';
import { boxBlur, boxOf, PASSES } from './box-blur.ts';

const SIZE = 24;
const random = randomFrom(5);
const values = Float32Array.from({ length: SIZE * SIZE }, () => random());

/** Three boxes one after the other, texel by texel, zero outside the map. */
const slowly = (plane: Float32Array, sigma: number, width = SIZE): Float32Array => {
  const height = plane.length / width;
  let from = plane;
  for (const [dx, dy] of [
    [1, 0],
    [0, 1],
  ] as const)
    for (let pass = 0; pass < PASSES; pass++) {
      const { radius, edge } = boxOf(sigma);
      const to = new Float32Array(from.length);
      for (let y = 0; y < height; y++)
        for (let x = 0; x < width; x++) {
          let sum = 0;
          for (let k = -radius - 1; k <= radius + 1; k++) {
            const [u, v] = [x + k * dx, y + k * dy];
            const share = Math.abs(k) > radius ? edge : 1;
            if (u >= 0 && v >= 0 && u < width && v < height) sum += share * from[v * width + u]!;
          }
          to[y * width + x] = sum / (2 * radius + 1 + 2 * edge);
        }
      from = to;
    }
  return from;
};

// Four rows and four columns at a time: sides that are no multiple of four, and boxes wider than the map.
it.each([
  [1, 1],
  [1, 9],
  [9, 1],
  [3, 5],
  [7, 4],
  [4, 7],
  [13, 30],
  [30, 13],
  [32, 32],
])('boxes over %i x %i', (width, height) => {
  for (const sigma of [0.4, 0.9, 2.2, 7]) {
    const plane = Float32Array.from({ length: width * height }, () => 4 * random() - 1);
    const soft = plane.slice();
    boxBlur(soft, width, boxOf(sigma));
    const wanted = slowly(plane, sigma, width);
    for (let i = 0; i < soft.length; i++) expect(soft[i]).toBeCloseTo(wanted[i]!, 5);
  }
});

const maskOf = (inside: (x: number, y: number) => boolean): Uint8Array =>
  Uint8Array.from({ length: SIZE * SIZE }, (_, i) => (inside(i % SIZE, Math.floor(i / SIZE)) ? 1 : 0));

describe('maskedBlur', () => {
  it.each([
    ['a block in the middle', (x: number, y: number) => x > 8 && x < 15 && y > 6 && y < 17],
    ['a corner', (x: number, y: number) => x + y < 14],
    ['the far edge', (x: number, y: number) => x > 18 || y > 20],
    ['everything', () => true],
  ])('is the mean of what the mask shows, as box by box: %s', (_, inside) => {
    const mask = maskOf(inside);
    for (const sigma of [0.4, 0.8, 1.3, 2.2, 3.4]) {
      const [sum, weight] = [
        slowly(
          values.map((v, i) => v * mask[i]!),
          sigma,
        ),
        slowly(Float32Array.from(mask), sigma),
      ];
      const found = maskedBlur(values, mask, { size: SIZE, sigma });
      // Running sums of single floats: a few parts in a million.
      for (let i = 0; i < found.length; i++)
        expect(found[i]).toBeCloseTo(weight[i]! > 1e-4 ? sum[i]! / weight[i]! : 0, 4);
    }
  });

  it('of nothing is nothing', () => {
    expect(
      maskedBlur(values, new Uint8Array(values.length), { size: SIZE, sigma: 2 }).every((v) => v === 0),
    ).toBe(true);
  });
});

it('a broad blur leaves an even plane and a slope as they are', () => {
  const mask = new Uint8Array(64 * 64).fill(1);
  const even = broadBlur(new Float32Array(64 * 64).fill(0.4), mask, { size: 64, sigma: 6 });
  expect(Math.max(...even.map((v) => Math.abs(v - 0.4)))).toBeLessThan(1e-5);
  const slope = Float32Array.from({ length: 64 * 64 }, (_, i) => (i % 64) / 64);
  const soft = broadBlur(slope, mask, { size: 64, sigma: 4 });
  for (let x = 24; x < 40; x++) expect(soft[32 * 64 + x]).toBeCloseTo(slope[x]!, 3);
});

it.each([0.3, 0.5, 0.8, 1.41, 1.63, 2.2, 3.3, 7.9])('a blur of %f texels is one of so many', (sigma) => {
  const { radius, edge } = boxOf(sigma);
  let moment = 2 * edge * (radius + 1) ** 2;
  for (let k = 1; k <= radius; k++) moment += 2 * k * k;
  expect((PASSES * moment) / (2 * radius + 1 + 2 * edge)).toBeCloseTo(sigma * sigma, 8);
  expect(edge).toBeGreaterThanOrEqual(0);
  expect(edge).toBeLessThan(1);
});

it('a face a thousandth nearer is blurred by a thousandth less, not by a fifth', () => {
  const mask = new Uint8Array(64 * 64).fill(1);
  const point = new Float32Array(64 * 64);
  point[32 * 64 + 32] = 1;
  for (let sigma = 2.5; sigma < 8; sigma += 0.11) {
    const [a, b] = [sigma, sigma * 1.001].map(
      (s) => broadBlur(point, mask, { size: 64, sigma: s })[32 * 64 + 32]!,
    );
    // Where another halving begins the pyramid is no exact Gaussian.
    expect(Math.abs(b! / a! - 1)).toBeLessThan(0.012);
  }
});
