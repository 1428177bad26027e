import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { difference, normalTail, ratio, wilson, Z95, zOf } from './proportion.ts';

/** Newcombe 1998 (Statistics in Medicine 17, 857, table I): method 3, without continuity correction. */
describe('Wilson interval', () => {
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('%i of %i', (k, n, low, high) => {
    const found = wilson({ k, n })!;
    expect(found.low).toBeCloseTo(low, 4);
    expect(found.high).toBeCloseTo(high, 4);
  });

  it('says nothing of nothing', () => {
    expect(wilson({ k: 0, n: 0 })).toBeNull();
  });

  it('holds the share, stays within 0..1 and narrows with more of the same', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, p) => {
        const k = Math.round(p * n);
        const [one, ten] = [wilson({ k, n })!, wilson({ k: 10 * k, n: 10 * n })!];
        expect(one.low).toBeGreaterThanOrEqual(0);
        expect(one.high).toBeLessThanOrEqual(1);
        expect(one.low).toBeLessThanOrEqual(one.share);
        expect(one.high).toBeGreaterThanOrEqual(one.share);
        expect(ten.high - ten.low).toBeLessThan(one.high - one.low);
      }),
    );
  });
});

/** Newcombe 1998 (Statistics in Medicine 17, 873, table II): method 10. */
describe('difference', () => {
  it.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [10, 10, 0, 10, 0.6075, 1],
  ])('%i/%i - %i/%i', (a, m, b, n, low, high) => {
    const found = difference({ k: a, n: m }, { k: b, n })!;
    expect(found.low).toBeCloseTo(low, 4);
    expect(found.high).toBeCloseTo(high, 4);
  });

  it('turns about when the two change places', () => {
    const [there, back] = [
      difference({ k: 9, n: 40 }, { k: 4, n: 50 })!,
      difference({ k: 4, n: 50 }, { k: 9, n: 40 })!,
    ];
    expect(back.low).toBeCloseTo(-there.high, 12);
    expect(back.high).toBeCloseTo(-there.low, 12);
  });
});

describe('ratio', () => {
  it('has its interval on the log scale', () => {
    const r = ratio({ k: 30, n: 100 }, { k: 20, n: 100 })!;
    expect(r.share).toBeCloseTo(1.5, 12);
    const spread = Z95 * Math.sqrt(1 / 30 - 1 / 100 + 1 / 20 - 1 / 100);
    expect(Math.log(r.high / r.share)).toBeCloseTo(spread, 12);
    expect(r.low * r.high).toBeCloseTo(1.5 ** 2, 12);
    expect(ratio({ k: 0, n: 10 }, { k: 1, n: 10 })).toBeNull();
  });
});

describe('normal tail', () => {
  it.each([
    [0, 0.5],
    [1.281552, 0.1],
    [1.959964, 0.025],
    [3.090232, 0.001],
    [-1.959964, 0.975],
  ])('above %d lies %d', (z, p) => expect(normalTail(z)).toBeCloseTo(p, 6));

  it('has its inverse, shared among several comparisons', () => {
    expect(zOf(0.05)).toBeCloseTo(Z95, 4);
    expect(zOf(0.05, 5)).toBeCloseTo(2.575829, 4);
  });
});
