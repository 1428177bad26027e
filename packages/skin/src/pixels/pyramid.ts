import { MODULE } from '../generated/pyramid-wasm.ts';
import { kernelOf } from './kernel.ts';

/** What pyramid.wat exports; addresses in bytes. */
const kernel = kernelOf<{
  halve(values: number, mask: number, out: number, size: number): void;
  double(values: number, out: number, n: number, above: number, below: number): void;
}>(MODULE);

/** A square map of even `size` at half its size: the mean of the texels seen of each four, 0 where none is. */
export const halved = (values: Float32Array, mask: Uint8Array, size: number): Float32Array => {
  const n = size * size;
  // The last row of means may write one too many, and read two floats and bytes beyond.
  const [out, seen] = [4 * n + 16, 5 * n + 32];
  const { run, room } = kernel();
  const { floats, bytes } = room(6 * n + 64);
  floats.set(values);
  bytes.set(mask, seen);
  run.halve(0, seen, out, size);
  return floats.slice(out / 4, out / 4 + n / 4);
};

/** A mask at half its size: 1 where any of the four is. */
export const halvedMask = (mask: Uint8Array, size: number): Uint8Array => {
  const n = size / 2;
  const small = new Uint8Array(n * n);
  for (let y = 0; y < n; y++)
    for (let x = 0; x < n; x++) {
      const i = 2 * y * size + 2 * x;
      if (mask[i] || mask[i + 1] || mask[i + size] || mask[i + size + 1]) small[y * n + x] = 1;
    }
  return small;
};

/** A square map of `n` columns at twice the size, bilinear. */
export const doubled = (values: Float32Array, n: number): Float32Array => {
  // Two rows of doubles lie first, where they are aligned.
  const [above, below, from, out] = [0, 16 * n, 32 * n, 32 * n + 4 * n * n];
  const { run, room } = kernel();
  const { floats } = room(out + 16 * n * n);
  floats.set(values, from / 4);
  run.double(from, out, n, above, below);
  return floats.slice(out / 4, out / 4 + 4 * n * n);
};
