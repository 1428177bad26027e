import { expect, test } from 'vitest';
import { fitted } from './shrink.ts';

test.each([
  ['a wide picture', [1280, 720], 960, [960, 540]],
  ['an upright one', [720, 1280], 640, [360, 640]],
  ['one as large', [960, 540], 960, null],
  ['a smaller one', [640, 480], 960, null],
  ['a line', [3000, 1], 960, [960, 1]],
  ['an empty one', [0, 0], 960, null],
] as const)('%s', (_, size, longSide, wanted) => {
  expect(fitted(size, longSide)).toEqual(wanted);
});
