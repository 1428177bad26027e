import { VISIBILITY_SIZE } from '@carmine/face';
import { expect, test } from 'vitest';
import { openAbove } from './open-above.ts';

/** Landmarks whose crown is a level line 20 texels below the map's top, from column 30 to 90. */
const px = new Float32Array(956);
[103, 67, 109, 10, 338, 297, 332].forEach((v, k) => {
  px.set([30 + 10 * k, 20], v * 2);
});
const TO_MAP = [1, 0, 0, 0, 1, 0];
const at = (map: Uint8Array, i: number, j: number) => map[j * VISIBILITY_SIZE + i];
/** Seen below row 18, covered above: what a net says of a high forehead. */
const map = () =>
  Uint8Array.from({ length: VISIBILITY_SIZE ** 2 }, (_, i) => (i / VISIBILITY_SIZE < 18 ? 0 : 255));

test('a high forehead is seen as the edge of the oval is', () => {
  const data = map();
  openAbove(data, TO_MAP, px);
  expect([at(data, 60, 0), at(data, 60, 17), at(data, 60, 40)]).toEqual([255, 255, 255]);
  expect([at(data, 25, 10), at(data, 95, 10)]).toEqual([0, 0]);
});

test('what lies over the edge goes on above it, and what is seen above stays seen', () => {
  const data = map();
  for (let j = 5; j < 40; j++) data[j * VISIBILITY_SIZE + 60] = 0;
  data[4 * VISIBILITY_SIZE + 60] = 200;
  openAbove(data, TO_MAP, px);
  expect([at(data, 60, 0), at(data, 60, 4), at(data, 60, 17)]).toEqual([0, 200, 0]);
});

test.each([
  ['a crown above the map', [1, 0, 0, 0, 1, -40]],
  ['one below it', [1, 0, 0, 0, 1, 400]],
  ['a mirrored one', [-1, 0, 120, 0, 1, 0]],
  ['no number', [Number.NaN, 0, 0, 0, Number.NaN, 0]],
])('%s changes nothing', (_, toMap) => {
  const data = map();
  openAbove(data, toMap, px);
  expect(data).toEqual(map());
});
