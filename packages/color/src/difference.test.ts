import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { deltaE76, deltaE2000, differenceParts } from './difference.ts';
import type { Lab } from './types.ts';

/** L1 a1 b1 L2 a2 b2 dE00: Sharma, Wu, Dalal, Color Res. Appl. 30 (2005), table 1. */
const SHARMA: readonly (readonly number[])[] = [
  [50, 2.6772, -79.7751, 50, 0, -82.7485, 2.0425],
  [50, 3.1571, -77.2803, 50, 0, -82.7485, 2.8615],
  [50, 2.8361, -74.02, 50, 0, -82.7485, 3.4412],
  [50, -1.3802, -84.2814, 50, 0, -82.7485, 1],
  [50, -1.1848, -84.8006, 50, 0, -82.7485, 1],
  [50, -0.9009, -85.5211, 50, 0, -82.7485, 1],
  [50, 0, 0, 50, -1, 2, 2.3669],
  [50, -1, 2, 50, 0, 0, 2.3669],
  [50, 2.49, -0.001, 50, -2.49, 0.0009, 7.1792],
  [50, 2.49, -0.001, 50, -2.49, 0.001, 7.1792],
  [50, 2.49, -0.001, 50, -2.49, 0.0011, 7.2195],
  [50, 2.49, -0.001, 50, -2.49, 0.0012, 7.2195],
  [50, -0.001, 2.49, 50, 0.0009, -2.49, 4.8045],
  [50, -0.001, 2.49, 50, 0.0001, -2.49, 4.8045],
  [50, -0.001, 2.49, 50, 0.0011, -2.49, 4.7461],
  [50, 2.5, 0, 50, 0, -2.5, 4.3065],
  [50, 2.5, 0, 73, 25, -18, 27.1492],
  [50, 2.5, 0, 61, -5, 29, 22.8977],
  [50, 2.5, 0, 56, -27, -3, 31.903],
  [50, 2.5, 0, 58, 24, 15, 19.4535],
  [50, 2.5, 0, 50, 3.1736, 0.5854, 1],
  [50, 2.5, 0, 50, 3.2972, 0, 1],
  [50, 2.5, 0, 50, 1.8634, 0.5757, 1],
  [50, 2.5, 0, 50, 3.2592, 0.335, 1],
  [60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387, 1.2644],
  [63.0109, -31.0961, -5.8663, 62.8187, -29.7946, -4.0864, 1.263],
  [61.2901, 3.7196, -5.3901, 61.4292, 2.248, -4.962, 1.8731],
  [35.0831, -44.1164, 3.7933, 35.0232, -40.0716, 1.5901, 1.8645],
  [22.7233, 20.0904, -46.694, 23.0331, 14.973, -42.5619, 2.0373],
  [36.4612, 47.858, 18.3852, 36.2715, 50.5065, 21.2231, 1.4146],
  [90.8027, -2.0831, 1.441, 91.1528, -1.6435, 0.0447, 1.4441],
  [90.9257, -0.5406, -0.9208, 88.6381, -0.8985, -0.7239, 1.5381],
  [6.7747, -0.2908, -2.4247, 5.8714, -0.0985, -2.2286, 0.6377],
  [2.0776, 0.0795, -1.135, 0.9033, -0.0636, -0.5514, 0.9082],
];

const check = (rows: readonly (readonly number[])[]): void => {
  for (const [l1, a1, b1, l2, a2, b2, expected] of rows as unknown as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ][]) {
    const [p, q]: [Lab, Lab] = [
      [l1, a1, b1],
      [l2, a2, b2],
    ];
    expect(deltaE2000(p, q).toFixed(4), `${p} | ${q}`).toBe(expected.toFixed(4));
    expect(deltaE2000(q, p)).toBeCloseTo(deltaE2000(p, q), 9);
  }
};

describe('deltaE2000', () => {
  it('gives the 34 published pairs to four decimals', () => {
    expect(SHARMA).toHaveLength(34);
    check(SHARMA);
  });

  const file = new URL('../../../../shared/data/sharma-ciede2000.csv', import.meta.url);
  it.skipIf(!existsSync(file))('agrees with the shared fixture (needs ../shared/data)', () => {
    const rows = readFileSync(file, 'utf8')
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((r) => r.split(',').slice(1).map(Number));
    expect(rows).toHaveLength(34);
    check(rows);
  });

  it('is zero for equal colours', () => {
    expect(deltaE2000([50, 10, 20], [50, 10, 20])).toBe(0);
  });
});

describe('differenceParts', () => {
  it.each<[Lab, Lab]>([
    [
      [60, 12, 18],
      [58, 11, 20],
    ],
    [
      [50, 10, -1],
      [50, 10, 1],
    ],
    [
      [50, -10, -1],
      [50, -10, 1],
    ],
  ])('squares add up to dE76 squared: %j %j', (p, q) => {
    const { dL, dC, dH } = differenceParts(p, q);
    expect(dL ** 2 + dC ** 2 + dH ** 2).toBeCloseTo(deltaE76(p, q) ** 2, 9);
  });

  it('has dH > 0 when the sample is yellower, also across the 0 degree line', () => {
    expect(differenceParts([60, 10, 20], [60, 14, 16]).dH).toBeGreaterThan(0);
    expect(differenceParts([50, 10, 1], [50, 10, -1]).dH).toBeGreaterThan(0);
    expect(differenceParts([50, 10, -1], [50, 10, 1]).dH).toBeLessThan(0);
  });
});
