import { expect, test } from 'vitest';
import { sliderKey } from './split-slider.ts';

test.each([
  ['ArrowRight', 0.5, 0.52],
  ['ArrowUp', 0.995, 1],
  ['ArrowLeft', 0.5, 0.48],
  ['ArrowDown', 0.01, 0],
  ['PageUp', 0.5, 0.6],
  ['PageDown', 0.05, 0],
  ['Home', 0.5, 0],
  ['End', 0.5, 1],
  ['Tab', 0.5, null],
  ['a', 0.5, null],
] as const)('%s at %f leads to %s', (key, share, want) => {
  const got = sliderKey(key, share);
  if (want === null) expect(got).toBeNull();
  else expect(got).toBeCloseTo(want, 9);
});
