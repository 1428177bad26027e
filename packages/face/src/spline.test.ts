import { describe, expect, it } from 'vitest';
import { ringPx, smoothCurve } from './spline.ts';

const circle = Float32Array.from({ length: 24 }, (_, i) =>
  (i % 2 ? Math.sin : Math.cos)((Math.floor(i / 2) / 12) * 2 * Math.PI),
);

describe('smoothCurve', () => {
  it('passes through every point of a closed ring and stays near the circle it samples', () => {
    const curve = smoothCurve(circle, 8, true);
    expect(curve.length).toBe(12 * 8 * 2);
    for (let i = 0; i < 12; i++) expect(curve[i * 16]).toBeCloseTo(circle[i * 2]!, 6);
    for (let i = 0; i < curve.length; i += 2)
      expect(Math.abs(Math.hypot(curve[i]!, curve[i + 1]!) - 1)).toBeLessThan(0.005);
  });

  it('ends an open curve on its last point', () => {
    const curve = smoothCurve([0, 0, 1, 1, 2, 0], 4, false);
    expect([...curve.slice(0, 2), ...curve.slice(-2)]).toEqual([0, 0, 2, 0]);
    expect([...curve.slice(8, 10)]).toEqual([1, 1]);
    expect(curve.length).toBe((2 * 4 + 1) * 2);
  });
});

it('ringPx scales landmarks to px', () => {
  expect([...ringPx([0, 0, 0, 0.5, 0.25, 9], [1, 0], { width: 200, height: 100 })]).toEqual([100, 25, 0, 0]);
});
