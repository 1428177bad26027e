import { FACE_OVAL, HAIRLINE_COLUMNS, ovalColumn, skullPoint } from '@carmine/face';
import { expect, test } from 'vitest';
import { placeSkirt, SKIRT_COLUMNS, SKIRT_POSITIONS, SKIRT_ROWS, SKIRT_UV, SKIRT_VERTICES } from './skirt.ts';

/** Two px a mm, straight on; the oval a circle. */
const px = new Float32Array(956);
FACE_OVAL.forEach((v, c) => {
  const turn = (c / FACE_OVAL.length) * 2 * Math.PI;
  px.set([300 + 150 * Math.sin(turn), 300 - 150 * Math.cos(turn)], v * 2);
});
const axes = [20, 0, 0, 0, -20, 0, 0, 0, 20];

/** The rows of the forehead's middle: px above the oval, share. */
const middle = (hairline?: ArrayLike<number>, turn = 0) => {
  const rows: { up: number; share: number; v: number }[] = [];
  placeSkirt({ px, axes, pixelsPerMm: 2, hairline, turn }, ({ vertex, y, share, v }) => {
    if (vertex % SKIRT_COLUMNS === 0) rows.push({ up: 150 - y, share, v });
  });
  return rows;
};
const told = (mm: number) => new Float32Array(HAIRLINE_COLUMNS).fill(mm);
const upOf = (mm: number) => 20 * skullPoint(0, mm)[1]!;

test('without a hairline the skirt reaches 30 mm over the forehead', () => {
  const rows = middle();
  expect(rows.map((r) => r.share)).toEqual([1, 0.86, 0.5, 0]);
  expect(rows[3]!.up).toBeCloseTo(upOf(30), 2);
  expect(rows[3]!.v).toBeCloseTo(SKIRT_UV[(SKIRT_ROWS - 1) * SKIRT_COLUMNS * 2 + 1]!, 5);
});

test('a high hairline takes foundation up to it, a bald head over the skull', () => {
  for (const mm of [36, 60]) {
    const rows = middle(told(mm));
    expect(rows[1]!.share).toBe(1);
    expect(rows[1]!.up).toBeCloseTo(upOf(mm - 3), 2);
    expect(rows[3]!.share).toBe(0);
    expect(rows[3]!.up).toBeCloseTo(upOf(mm + 8), 2);
    expect(rows[3]!.v).toBeLessThan(middle()[3]!.v);
  }
});

test('a line that is told at the oval is not believed: there it fades as before', () => {
  expect(middle(told(0))).toEqual(middle());
  expect(middle(told(8))).toEqual(middle());
});

test('of a profile it is not believed: beside its forehead lies the wall', () => {
  expect(middle(told(50), -0.8)).toEqual(middle());
  expect(middle(told(50), 0.5)).toEqual(middle(told(50)));
});

test('between believed and not it moves without a jump', () => {
  for (let mm = 6; mm < 22; mm += 0.5) {
    const [a, b] = [middle(told(mm)), middle(told(mm + 0.5))];
    for (let row = 0; row < SKIRT_ROWS; row++) expect(Math.abs(a[row]!.up - b[row]!.up)).toBeLessThan(5);
  }
});

test('temples and jaw stay where the hairline does not tell of them', () => {
  const of = (hairline?: ArrayLike<number>) => {
    const out: number[] = [];
    placeSkirt({ px, axes, pixelsPerMm: 2, hairline, turn: 0 }, ({ vertex, x, y }) => {
      const c = vertex % SKIRT_COLUMNS;
      if (c > 5 && c < SKIRT_COLUMNS - 5) out.push(x, y);
    });
    return out;
  };
  expect(of(told(50))).toEqual(of());
  expect(SKIRT_POSITIONS).toHaveLength(SKIRT_VERTICES * 3);
  expect(ovalColumn(SKIRT_COLUMNS)).toBe(ovalColumn(0));
});
