import { expect, test } from 'vitest';
import { type CropPlan, cropToPicture, pictureToCrop } from './crop.ts';

const plan: CropPlan = { centerX: 310, centerY: 205, span: 120, turn: 0.4, width: 96, height: 64 };
const apply = (m: readonly number[], x: number, y: number) => [
  m[0]! * x + m[1]! * y + m[2]!,
  m[3]! * x + m[4]! * y + m[5]!,
];

test('crop to picture and back', () => {
  expect(apply(cropToPicture(plan), 48, 32)).toEqual([expect.closeTo(310, 9), expect.closeTo(205, 9)]);
  // The crop's right is the picture's right turned clockwise (y down).
  const [x, y] = apply(cropToPicture(plan), 96, 32) as [number, number];
  expect(x).toBeCloseTo(310 + 60 * Math.cos(0.4), 6);
  expect(y).toBeCloseTo(205 + 60 * Math.sin(0.4), 6);
  expect(apply(pictureToCrop(plan), x, y)).toEqual([expect.closeTo(96, 9), expect.closeTo(32, 9)]);
});
