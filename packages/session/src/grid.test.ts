import { EMPTY_LOOK } from '@carmine/makeup';
import { expect, it } from 'vitest';
import { shownSize } from './grid.ts';

const state = (looks: number, source: 'camera' | 'photo', width = 1280, height = 720) => ({
  looks: Array(looks).fill(EMPTY_LOOK),
  source,
  width,
  height,
});

it.each([
  ['one look', state(1, 'camera'), [1280, 720]],
  ['two of a webcam, cut to 3:4', state(2, 'camera'), [1080, 720]],
  ['three of it', state(3, 'camera'), [1080, 1440]],
  ['an upright camera is not cut', state(4, 'camera', 480, 640), [960, 1280]],
  ['a photograph is not cut', state(2, 'photo'), [2560, 720]],
])('%s', (_, given, [width, height]) => {
  expect(shownSize(given)).toEqual({ width, height });
});
