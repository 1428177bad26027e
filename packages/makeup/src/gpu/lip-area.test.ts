import { renderHead } from '@carmine/head';
import { expect, test } from 'vitest';
import { FaceGeometry, LIP_GRID } from '../geometry/face-geometry.ts';
import { LIP_FLOATS } from '../geometry/lip-strip.ts';
import { LipArea } from './lip-area.ts';

const SIZE = { width: 360, height: 450 };

const areaOf = (mouthOpen: number, shift: (x: number, y: number) => readonly [number, number]) => {
  const [face] = renderHead({ ...SIZE, tone: 4, expression: { mouthOpen } }).truthFaceFrame().faces;
  const landmarks = Float32Array.from(face!.landmarks);
  for (let i = 0; i < landmarks.length; i += 3)
    [landmarks[i], landmarks[i + 1]] = shift(landmarks[i]!, landmarks[i + 1]!);
  const g = new FaceGeometry();
  g.update({ ...face!, landmarks }, SIZE.width, SIZE.height);
  const area = new LipArea();
  area.update(g, SIZE.width, SIZE.height);
  return { g, area };
};
const same = (x: number, y: number) => [x, y] as const;

test.each([0, 0.3, 1])(
  'every row of the grid that any of the lips touches is made (mouth open %f)',
  (open) => {
    const { g, area } = areaOf(open, same);
    const { rows, box } = area;
    const { vertices } = g.lips;
    for (let at = 0; at < vertices.length; at += LIP_FLOATS) {
      const row = (vertices[at + 1]! - g.lipGrid.y) / g.lipGrid.step;
      // Read between two rows: the one before and the one after are there too.
      expect(Math.floor(row - 0.5)).toBeGreaterThanOrEqual(rows.from);
      expect(Math.floor(row - 0.5) + 1).toBeLessThan(rows.to);
      expect(vertices[at]! >= box.x0 && vertices[at]! <= box.x1).toBe(true);
      expect(vertices[at + 1]! >= box.y0 && vertices[at + 1]! <= box.y1).toBe(true);
    }
  },
);

test('a closed mouth takes less than two thirds of the square', () => {
  const { rows } = areaOf(0, same).area;
  expect(rows.to - rows.from).toBeLessThan((LIP_GRID * 2) / 3);
});

test('the pixels under the grid are whole ones of the picture, and the rows are made from no others', () => {
  const { g, area } = areaOf(0, same);
  const { rows, under } = area;
  const { x, y, step } = g.lipGrid;
  expect(Object.values(under).every(Number.isInteger)).toBe(true);
  expect(under.x0).toBeLessThanOrEqual(Math.floor(x));
  expect(under.x1).toBeGreaterThan(Math.floor(x + LIP_GRID * step));
  expect(under.y0).toBeLessThanOrEqual(Math.floor(y + rows.from * step));
  expect(under.y1).toBeGreaterThan(Math.floor(y + rows.to * step));
});

test.each([
  ['half outside', (x: number, y: number) => [x - 0.5, y] as const],
  ['all outside', (x: number, y: number) => [x - 3, y + 3] as const],
])('lips that lie %s: never more than the picture', (_, shift) => {
  const { under } = areaOf(0, shift).area;
  expect(under.x0 >= 0 && under.x0 <= under.x1 && under.x1 <= SIZE.width).toBe(true);
  expect(under.y0 >= 0 && under.y0 <= under.y1 && under.y1 <= SIZE.height).toBe(true);
});
