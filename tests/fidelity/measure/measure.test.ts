import { expect, test } from 'vitest';
import { compare, maxCodeDifference } from './color.ts';
import { boundary, fillHoles, fillPolygon, iou, outlineDistance, walk } from './polygon.ts';

const square = (x: number, y: number, side: number): [number, number][] => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
];
const count = (mask: Uint8Array) => mask.reduce((sum, v) => sum + v, 0);

test('a polygon fills the pixels whose centres it holds', () => {
  expect(count(fillPolygon(square(2, 3, 4), 10, 10))).toBe(16);
  expect(count(fillPolygon(square(2.6, 3, 4), 10, 10))).toBe(16);
  expect(count(fillPolygon(square(-5, -5, 100), 10, 10))).toBe(100);
  expect(
    count(
      fillPolygon(
        [
          [1, 1],
          [9, 1],
          [1, 9],
        ],
        10,
        10,
      ),
    ),
  ).toBe(28);
});

test('IoU of shifted squares', () => {
  const a = fillPolygon(square(0, 0, 4), 10, 10);
  expect(iou(a, a)).toBe(1);
  expect(iou(a, fillPolygon(square(2, 0, 4), 10, 10))).toBeCloseTo(8 / 24);
  expect(iou(a, fillPolygon(square(5, 5, 4), 10, 10))).toBe(0);
});

test('holes are filled, and outlines of equal shapes are near', () => {
  const ring = fillPolygon(square(10, 10, 20), 50, 50);
  const hole = fillPolygon(square(15, 15, 5), 50, 50);
  for (let i = 0; i < ring.length; i++) if (hole[i]) ring[i] = 0;
  const full = fillHoles(ring, 50, 50);
  expect(count(full)).toBe(400);
  expect(outlineDistance(boundary(full, 50), walk(square(10, 10, 20)))).toBeLessThan(0.75);
  expect(outlineDistance(boundary(full, 50), walk(square(13, 10, 20)))).toBeGreaterThan(1);
});

test('colour differences: none, and black to white', () => {
  const black = Uint8Array.from([0, 0, 0, 255, 10, 20, 30, 255]);
  const white = Uint8Array.from([255, 255, 255, 255, 10, 20, 30, 255]);
  expect(compare(black, black, () => true)).toMatchObject({ mean: 0, max: 0, pixels: 2 });
  expect(compare(black, white, () => true).mean).toBeCloseTo(50, 0);
  expect(maxCodeDifference(black, white)).toBe(255);
});
