import { expect, test } from 'vitest';
import { CANONICAL_POSITIONS } from './mesh.ts';
import {
  HAIRLINE_COLUMNS,
  HAIRLINE_MOST_MM,
  HAIRLINE_SIDE,
  INSIDE_OVAL,
  ovalColumn,
  skullPoint,
} from './skull.ts';
import { FACE_OVAL } from './topology.ts';

test('columns go round the oval from the middle of the forehead', () => {
  expect(ovalColumn(0)).toBe(10);
  expect(ovalColumn(-1)).toBe(FACE_OVAL.at(-1));
  expect(ovalColumn(FACE_OVAL.length)).toBe(10);
  expect(HAIRLINE_COLUMNS).toBe(2 * HAIRLINE_SIDE + 1);
  expect(HAIRLINE_MOST_MM).toHaveLength(HAIRLINE_SIDE + 1);
  for (const inside of INSIDE_OVAL) expect(inside.length).toBeGreaterThan(0);
});

test('a path begins at the oval, rises over the forehead and bends back over the head', () => {
  const at = (mm: number) => [...skullPoint(0, mm)] as [number, number, number, number, number, number];
  expect(at(0).slice(0, 3)).toEqual([0, 0, 0]);
  const [low, high] = [at(30), at(66)];
  expect(low[1]).toBeGreaterThan(2);
  expect(high[1]).toBeGreaterThan(low[1] + 1);
  expect(high[2]).toBeLessThan(low[2] - 1);
  // A mm of the path is a mm long, and its end looks up more than its beginning.
  const [a, b] = [at(40), at(41)];
  expect(Math.hypot(b[0] - a[0], b[1] - a[1], b[2] - a[2])).toBeCloseTo(0.1, 3);
  expect(high[4]).toBeGreaterThan(at(0)[4] + 0.2);
});

test('both sides are alike, and normals are unit vectors', () => {
  for (const mm of [0, 13, 50, 70, 500]) {
    const [right, left] = [skullPoint(-3, mm), skullPoint(3, mm)];
    expect(right[0]).toBeCloseTo(-left[0]!, 3);
    expect(right[1]).toBeCloseTo(left[1]!, 3);
    expect(Math.hypot(left[3]!, left[4]!, left[5]!)).toBeCloseTo(1, 6);
  }
  expect(CANONICAL_POSITIONS[10 * 3]).toBeCloseTo(0, 6);
});
