import { expect, it } from 'vitest';
import { boxShrink } from './box-shrink.ts';

const pixels = (width: number, height: number, at: (x: number, y: number, k: number) => number) => ({
  width,
  height,
  data: Uint8ClampedArray.from({ length: width * height * 4 }, (_, i) =>
    at((i >> 2) % width, Math.floor((i >> 2) / width), i % 4),
  ),
});

it.each([1, 2, 3, 4, 16])('each pixel is the rounded mean of %i x %i, channel by channel', (by) => {
  const from = pixels(by * 5, by * 3, (x, y, k) => (x * 37 + y * 101 + k * 59 + x * y * 7) % 256);
  const into = pixels(5, 3, () => 0);
  boxShrink(from, by, into);
  const mean = (x: number, y: number, k: number) => {
    let sum = 0;
    for (let v = 0; v < by; v++)
      for (let u = 0; u < by; u++) sum += from.data[((y * by + v) * from.width + x * by + u) * 4 + k]!;
    return Math.floor((sum + (by * by) / 2) / (by * by));
  };
  expect(into.data).toEqual(pixels(5, 3, mean).data);
});

it('white stays white in every channel', () => {
  const into = pixels(2, 2, () => 0);
  boxShrink(
    pixels(32, 32, () => 255),
    16,
    into,
  );
  expect([...into.data]).toEqual(Array(16).fill(255));
});
