import { describe, expect, test } from 'vitest';
import { LIP_ALL, LIP_CENTRE, LIP_LOWER, LIP_RIM, LIP_UPPER } from '../look/film-row.ts';
import { lineShare, lipShare } from './lip-amount.ts';

const EDGE = 0.25;
const point = (more: object) => ({ out: 3, side: 3, across: 0.5, along: 0.5, ...more });

describe('lipShare', () => {
  test('the two of a pair share the lips, everywhere', () => {
    for (let k = 0; k <= 20; k++) {
      const p = point({ across: k / 20, side: (k - 10) / 5, along: k / 20 });
      expect(lipShare(LIP_RIM, p, EDGE) + lipShare(LIP_CENTRE, p, EDGE)).toBeCloseTo(1, 12);
      expect(lipShare(LIP_UPPER, p, EDGE) + lipShare(LIP_LOWER, p, EDGE)).toBeCloseTo(1, 12);
      expect(lipShare(LIP_ALL, p, EDGE)).toBe(1);
    }
  });

  test('ombre runs from the outline to the mouth without a step', () => {
    const at = (across: number) => lipShare(LIP_CENTRE, point({ across }), EDGE);
    expect([at(0), at(1)]).toEqual([0, 1]);
    for (let k = 0; k < 50; k++) {
      const rise = at((k + 1) / 50) - at(k / 50);
      expect(rise).toBeGreaterThanOrEqual(0);
      expect(rise).toBeLessThan(0.06);
    }
  });

  test('two-tone: a line in the middle of the mouth, 2 mm wide at the corners', () => {
    const width = (along: number): number => {
      const at = (side: number) => lipShare(LIP_LOWER, point({ side, along }), EDGE);
      let mm = 0;
      for (let s = -2; s <= 2; s += 0.01) if (at(s) > 0.001 && at(s) < 0.999) mm += 0.01;
      return mm;
    };
    expect(width(0.5)).toBeLessThan(0.52);
    expect(width(0)).toBeCloseTo(2, 0);
  });
});

describe('lineShare', () => {
  const at = (out: number, across = 0.2) => lineShare(point({ out, across }), 2, EDGE);
  test.each([
    ['on the outline', 0, 1],
    ['inside its half width', 0.8, 1],
    ['outside the lip as well', -0.4, 1],
    ['at its outer edge', -0.8, 0.5],
    ['at its inner edge', 1.2, 0.5],
    ['past it', 1.6, 0],
    ['past it, outside', -1.2, 0],
  ])('%s', (_, out, share) => {
    expect(at(out)).toBeCloseTo(share, 6);
  });
  test('not in the mouth', () => {
    expect(at(0.5, 1.2)).toBe(0);
  });
});
