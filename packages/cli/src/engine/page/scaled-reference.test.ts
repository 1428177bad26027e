import { expect, it } from 'vitest';
import { scaledReference } from './scaled-reference.ts';

it('a card follows the picture it lies in, everything else stays', () => {
  const shade = { lab: [60, 12, 18], sigma: 2 } as const;
  const corners = [
    [10, 20],
    [30, 20],
    [30, 60],
    [10, 60],
  ] as const;
  expect(scaledReference({ shade, card: { corners, patches: [0.18] } }, 0.5)).toEqual({
    shade,
    card: {
      corners: [
        [5, 10],
        [15, 10],
        [15, 30],
        [5, 30],
      ],
      patches: [0.18],
    },
  });
  expect(scaledReference({ shade }, 0.5)).toEqual({ shade });
});
