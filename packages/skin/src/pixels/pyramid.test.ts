import { describe, expect, it } from 'vitest';
import { randomFrom } from '../testing/random.ts';
import { doubled, halved, halvedMask } from './pyramid.ts';

const random = randomFrom(11);
const mapOf = (size: number): Float32Array =>
  Float32Array.from({ length: size * size }, () => 8 * random() - 4);

describe.each([2, 4, 6, 8, 10, 22, 64])('a map of %i', (size) => {
  const n = size / 2;

  it('halved is the mean of what is seen of each four, 0 where nothing is', () => {
    for (const share of [1, 0.6, 0.1, 0]) {
      const values = mapOf(size);
      const mask = Uint8Array.from(values, () => (random() < share ? 1 + Math.floor(255 * random()) : 0));
      const small = halved(values, mask, size);
      const seen = halvedMask(mask, size);
      expect(small).toHaveLength(n * n);
      for (let i = 0; i < n * n; i++) {
        const first = 2 * Math.floor(i / n) * size + 2 * (i % n);
        const four = [first, first + 1, first + size, first + size + 1].filter((j) => mask[j]);
        const mean = four.reduce((s, j) => s + values[j]!, 0) / four.length;
        expect(small[i]).toBe(four.length ? Math.fround(mean) : 0);
        expect(seen[i]).toBe(four.length ? 1 : 0);
      }
    }
  });

  it('doubled lies between its neighbours, even at the rim', () => {
    const values = mapOf(n);
    const held = (v: number): number => Math.min(n - 1, Math.max(0, v));
    const large = doubled(values, n);
    expect(large).toHaveLength(size * size);
    for (let i = 0; i < large.length; i++) {
      const [x, y] = [((i % size) + 0.5) / 2 - 0.5, (Math.floor(i / size) + 0.5) / 2 - 0.5];
      const [x0, y0] = [Math.floor(x), Math.floor(y)];
      const row = (v: number): number =>
        values[held(v) * n + held(x0)]! * (1 - x + x0) + values[held(v) * n + held(x0 + 1)]! * (x - x0);
      expect(large[i]).toBeCloseTo(row(y0) * (1 - y + y0) + row(y0 + 1) * (y - y0), 5);
    }
  });
});
