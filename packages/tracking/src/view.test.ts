import { describe, expect, it } from 'vitest';
import { boxOf, fromView, type View, viewOfFace } from './view.ts';

const SIZE = { width: 800, height: 600 };

/** Where `drawView`'s transform puts a point of the source, 0..1 of the view (the same order of operations). */
const intoView = (x: number, y: number, view: View): [number, number] => {
  const [dx, dy] = [(x - view.centerX) / view.span, (y - view.centerY) / view.span];
  const [cos, sin] = [Math.cos(view.turn), Math.sin(view.turn)];
  const [rx, ry] = [dx * cos - dy * sin, dx * sin + dy * cos];
  return [0.5 + (view.flip ? -rx : rx), 0.5 + ry];
};

const VIEWS: View[] = [
  { centerX: 400, centerY: 300, span: 500, turn: 0, flip: false, side: 512 },
  { centerX: 120, centerY: 80, span: 100, turn: 0.7, flip: false, side: 512 },
  { centerX: 500, centerY: 200, span: 300, turn: -1.2, flip: true, side: 384 },
];

describe('fromView', () => {
  it.each(VIEWS)('undoes drawView for %o', (view) => {
    const source = [
      [0.2, 0.3],
      [0.7, 0.9],
      [0.51, 0.12],
    ] as const;
    const seen = new Float32Array(478 * 3);
    // Landmark 10 lies on the midline and stays itself when mirrored; 33 and 263 change places.
    const places = view.flip ? [10, 263, 33] : [10, 33, 263];
    places.forEach((landmark, i) => {
      const [x, y] = intoView(source[i]![0] * SIZE.width, source[i]![1] * SIZE.height, view);
      seen.set([x, y, 0.1], landmark * 3);
    });
    const back = fromView(seen, view, SIZE);
    [10, 33, 263].forEach((landmark, i) => {
      expect(back[landmark * 3]).toBeCloseTo(source[i]![0], 5);
      expect(back[landmark * 3 + 1]).toBeCloseTo(source[i]![1], 5);
      expect(back[landmark * 3 + 2]).toBeCloseTo((0.1 * view.span) / SIZE.width, 6);
    });
  });
});

it('viewOfFace centres the face, takes half of the view and stands it upright', () => {
  const landmarks = new Float32Array(478 * 3).fill(0.5);
  landmarks.set([0.4, 0.4], 33 * 3);
  landmarks.set([0.6, 0.6], 263 * 3);
  const view = viewOfFace({ landmarks }, SIZE, false);
  expect([view.centerX, view.centerY, view.span]).toEqual([
    expect.closeTo(400, 3),
    expect.closeTo(300, 3),
    expect.closeTo(320, 3),
  ]);
  const [left, right] = [intoView(0.4 * 800, 0.4 * 600, view), intoView(0.6 * 800, 0.6 * 600, view)];
  expect(left[1]).toBeCloseTo(right[1], 5);
  expect(left[0]).toBeLessThan(right[0]);
  expect(boxOf(landmarks, SIZE).side).toBeCloseTo(160, 3);
});
