import { renderHead } from '@carmine/head';
import { expect, test } from 'vitest';
import { FaceGeometry, LIP_GRID } from '../geometry/face-geometry.ts';
import { LIP_FLOATS } from '../geometry/lip-strip.ts';
import { LipArea } from './lip-area.ts';

const SIZE = { width: 360, height: 450 };
/** Lips of more px than the grid has texels. */
const LARGE = { width: 1080, height: 1350 };

const areaOf = (
  mouthOpen: number,
  shift: (x: number, y: number) => readonly [number, number],
  { width, height } = SIZE,
) => {
  const [face] = renderHead({ ...SIZE, tone: 4, expression: { mouthOpen } }).truthFaceFrame().faces;
  const landmarks = Float32Array.from(face!.landmarks);
  for (let i = 0; i < landmarks.length; i += 3)
    [landmarks[i], landmarks[i + 1]] = shift(landmarks[i]!, landmarks[i + 1]!);
  const g = new FaceGeometry();
  g.update({ ...face!, landmarks }, width, height);
  const area = new LipArea();
  area.update(g, width, height);
  return { g, area };
};
const same = (x: number, y: number) => [x, y] as const;

test.each([0, 0.3, 1].flatMap((open) => [SIZE, LARGE].map((size) => ({ open, size }))))(
  'every texel of the grid that any of the lips touches is made (mouth open $open, $size.width px)',
  ({ open, size }) => {
    const { g, area } = areaOf(open, same, size);
    const { part, box } = area;
    const { vertices } = g.lips;
    for (let at = 0; at < vertices.length; at += LIP_FLOATS) {
      const column = (vertices[at]! - g.lipGrid.x) / g.lipGrid.step;
      const row = (vertices[at + 1]! - g.lipGrid.y) / g.lipGrid.step;
      // Read between two texels: the one before and the one after are there too.
      expect(Math.floor(column - 0.5)).toBeGreaterThanOrEqual(part.x0);
      expect(Math.floor(column - 0.5) + 1).toBeLessThan(part.x1);
      expect(Math.floor(row - 0.5)).toBeGreaterThanOrEqual(part.y0);
      expect(Math.floor(row - 0.5) + 1).toBeLessThan(part.y1);
      expect(vertices[at]! >= box.x0 && vertices[at]! <= box.x1).toBe(true);
      expect(vertices[at + 1]! >= box.y0 && vertices[at + 1]! <= box.y1).toBe(true);
    }
  },
);

test('a closed mouth takes less than two thirds of the square', () => {
  const { part } = areaOf(0, same, LARGE).area;
  expect(part.y1 - part.y0).toBeLessThan((LIP_GRID * 2) / 3);
});

test('the grid is never finer than the picture: small lips take no more texels than they have pixels', () => {
  const { g, area } = areaOf(0, same);
  const { part, box } = area;
  expect(g.lipGrid.step).toBe(1);
  expect([g.lipGrid.x % 1, g.lipGrid.y % 1].map(Math.abs)).toEqual([0, 0]);
  expect(part.x1 - part.x0).toBeLessThan(box.x1 - box.x0 + 7);
  expect(part.y1 - part.y0).toBeLessThan(box.y1 - box.y0 + 7);
});

test('the pixels under the grid are whole ones of the picture, and its texels are made from no others', () => {
  const { g, area } = areaOf(0, same);
  const { part, under } = area;
  const { x, y, step } = g.lipGrid;
  expect(Object.values(under).every(Number.isInteger)).toBe(true);
  expect(under.x0).toBeLessThanOrEqual(Math.floor(x + part.x0 * step));
  expect(under.x1).toBeGreaterThan(Math.floor(x + part.x1 * step));
  expect(under.y0).toBeLessThanOrEqual(Math.floor(y + part.y0 * step));
  expect(under.y1).toBeGreaterThan(Math.floor(y + part.y1 * step));
});

test.each([
  ['half outside', (x: number, y: number) => [x - 0.5, y] as const],
  ['all outside', (x: number, y: number) => [x - 3, y + 3] as const],
])('lips that lie %s: never more than the picture', (_, shift) => {
  const { under } = areaOf(0, shift).area;
  expect(under.x0 >= 0 && under.x0 <= under.x1 && under.x1 <= SIZE.width).toBe(true);
  expect(under.y0 >= 0 && under.y0 <= under.y1 && under.y1 <= SIZE.height).toBe(true);
});
