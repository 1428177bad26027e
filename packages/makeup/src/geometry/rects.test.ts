import { expect, test } from 'vitest';
import type { Roi } from './face-geometry.ts';
import { without } from './rects.ts';

const rect = (x0: number, y0: number, x1: number, y1: number): Roi => ({ x0, y0, x1, y1 });
const SIZE = 12;

/** How often each pixel of a small picture is covered. */
const cover = (rects: readonly Roi[]): number[] => {
  const out = new Array<number>(SIZE * SIZE).fill(0);
  for (const { x0, y0, x1, y1 } of rects)
    for (let y = y0; y < y1; y++) for (let x = x0; x < x1; x++) out[y * SIZE + x]!++;
  return out;
};

test.each([
  ['one in the middle', [rect(4, 4, 7, 6)]],
  ['two apart', [rect(3, 2, 9, 4), rect(4, 7, 8, 9)]],
  ['two that overlap', [rect(3, 2, 9, 6), rect(4, 5, 8, 9)]],
  ['one over a corner', [rect(0, 0, 5, 5)]],
  ['one beside it, one without area', [rect(11, 0, 12, 12), rect(5, 5, 5, 9)]],
  ['one over all of it', [rect(0, 0, 12, 12)]],
])('%s: every pixel once, none of the parts', (_, parts) => {
  const all = rect(1, 1, 10, 11);
  const holes = cover(parts);
  const want = cover([all]).map((inside, at) => (inside > 0 && holes[at] === 0 ? 1 : 0));
  expect(cover(without(all, ...parts))).toEqual(want);
});

test('of nothing there is nothing', () => {
  expect(without(rect(5, 5, 5, 9), rect(0, 0, 2, 2))).toEqual([]);
});
