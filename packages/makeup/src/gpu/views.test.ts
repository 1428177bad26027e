import { describe, expect, test } from 'vitest';
import { layoutOf, wornColumns } from './views.ts';

describe('layoutOf', () => {
  test.each([
    [1, 100, 60, [[0, 0]]],
    [
      2,
      200,
      60,
      [
        [0, 0],
        [100, 0],
      ],
    ],
    [
      3,
      200,
      120,
      [
        [0, 0],
        [100, 0],
        [0, 60],
      ],
    ],
    [
      4,
      200,
      120,
      [
        [0, 0],
        [100, 0],
        [0, 60],
        [100, 60],
      ],
    ],
  ])('%i looks of 100 x 60 px', (looks, width, height, corners) => {
    expect(layoutOf(looks, 100, 60, 8192)).toMatchObject({ scale: 1, width, height, corners });
  });

  test.each([
    [2, 6000, 100],
    [4, 100, 6000],
    [4, 5001, 4003],
  ])('%i pictures of %i x %i px stay within the limit and keep their shape', (looks, w, h) => {
    const { width, height, columns, rows, scale } = layoutOf(looks, w, h, 8192);
    expect(Math.max(width, height)).toBeLessThanOrEqual(8192);
    expect(scale).toBeLessThan(1);
    expect(Math.abs(width / columns - w * scale)).toBeLessThan(1);
    expect(Math.abs(height / rows - h * scale)).toBeLessThan(1);
  });
});

test.each([
  [undefined, [0, 200]],
  [{ at: 0.3, bare: 'left' } as const, [60, 200]],
  [{ at: 0.3, bare: 'right' } as const, [0, 60]],
  [{ at: -4, bare: 'left' } as const, [0, 200]],
  [{ at: 7, bare: 'left' } as const, [200, 200]],
  [{ at: Number.NaN, bare: 'left' } as const, [0, 200]],
])('wornColumns of %o', (split, columns) => {
  expect(wornColumns(split, 200)).toEqual(columns);
});
