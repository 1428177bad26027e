import { CarmineError } from '@carmine/errors';
import { describe, expect, it } from 'vitest';
import { hexToLab } from './hex.ts';
import { ita, itaClass, itaSigma } from './ita.ts';
import { lchToLab } from './lab.ts';
import { MONK_ITA_CUTS, MONK_SWATCHES, monkMean, monkProbabilities } from './monk.ts';
import { normalCdf, normalQuantile } from './normal.ts';
import { diagonalCov, posteriorSamples } from './posterior.ts';
import { faceLocus, type Locus, skinLocus } from './skin-locus.ts';
import type { Lab } from './types.ts';
import { likelyUndertone, undertone, undertoneProbabilities } from './undertone.ts';

const sum = (p: readonly number[]): number => p.reduce((a, b) => a + b, 0);
const NONE = diagonalCov([0, 0, 0]);

describe('ita', () => {
  /** skin.md 2: ITA of the swatches, whole degrees. */
  it.each([83, 80, 72, 65, 50, 11, -20, -55, -78, -84])('swatch ITA %i', (expected) => {
    const i = [83, 80, 72, 65, 50, 11, -20, -55, -78, -84].indexOf(expected);
    expect(Math.abs(ita(hexToLab(MONK_SWATCHES[i] ?? '')) - expected)).toBeLessThan(0.7);
  });

  it.each<[number, string]>([
    [55.1, 'very-light'],
    [55, 'light'],
    [41, 'intermediate'],
    [28, 'tan'],
    [10, 'brown'],
    [-30, 'dark'],
    [-80, 'dark'],
  ])('%f degrees is %s', (deg, name) => expect(itaClass(deg)).toBe(name));

  it('propagates the covariance: about 8 deg for 3.7 in L* at L* 60, b* 16', () => {
    const lab: Lab = [60, 12, 16];
    expect(itaSigma(lab, diagonalCov([1, 0, 0]))).toBeCloseTo(ita([60.5, 12, 16]) - ita([59.5, 12, 16]), 1);
  });
});

describe('monkProbabilities', () => {
  it('is certain without uncertainty and follows the cuts', () => {
    for (const [k, deg] of [70, 54, 45, 35, 20, 0, -20, -40, -55, -70].entries()) {
      const t = Math.tan((deg * Math.PI) / 180);
      const p = monkProbabilities([50 + 15 * t, 12, 15], NONE);
      expect(p[k], `ITA ${deg}`).toBeCloseTo(1, 6);
    }
  });

  it('sums to one and matches a plain Monte-Carlo count', () => {
    const lab: Lab = [55, 13, 17];
    const cov = [16, 1, -3, 1, 4, 1, -3, 1, 6];
    const p = monkProbabilities(lab, cov);
    expect(sum(p)).toBeCloseTo(1, 9);
    const samples = posteriorSamples({ lab, cov }, 20_000);
    const count = new Array<number>(10).fill(0);
    for (const x of samples) {
      const i = MONK_ITA_CUTS.findIndex((cut) => ita(x) > cut);
      count[i < 0 ? 9 : i]! += 1 / samples.length;
    }
    for (const i of count.keys()) expect(Math.abs(p[i]! - count[i]!)).toBeLessThan(0.01);
  });

  it('rises with depth and spreads with uncertainty', () => {
    const deep = [72, 62, 52, 42, 34].map((L) =>
      monkMean(monkProbabilities([L, 13, 16], diagonalCov([3, 1, 2]))),
    );
    expect([...deep].sort((a, b) => a - b)).toEqual(deep);
    const peak = (s: number): number => Math.max(...monkProbabilities([58, 12, 16], diagonalCov([s, 1, 1])));
    expect(peak(6)).toBeLessThan(peak(2));
  });
});

describe('undertone', () => {
  const at = (L: number, dh: number, da = 0, locus: Locus = skinLocus): Lab => {
    const { hue, chroma } = locus(L);
    const [l, a, b] = lchToLab([L, chroma, hue + dh]);
    return [l, a + da, b];
  };
  it.each([32, 40, 48, 56, 64, 72])('follows the locus at L* %i', (L) => {
    expect(undertone(at(L, 0))).toBe('neutral');
    expect(undertone(at(L, -6))).toBe('cool');
    expect(undertone(at(L, 4.5))).toBe('warm');
    expect(undertone(at(L, 6, -3))).toBe('olive');
  });

  it.each([22, 32, 40, 48, 56, 64, 72])('of a face follows the locus of faces at L* %i', (L) => {
    expect(undertone(at(L, 0, 0, faceLocus), faceLocus)).toBe('neutral');
    expect(undertone(at(L, -5, 0, faceLocus), faceLocus)).toBe('cool');
    expect(undertone(at(L, 4.5, 0, faceLocus), faceLocus)).toBe('warm');
    expect(undertone(at(L, 8, -3, faceLocus), faceLocus)).toBe('olive');
  });

  /** skin.md 2: facial means read with instruments (Xiao 2017, de Rigal 2010), and the middle of the foreheads' ranges. */
  it.each<[string, Lab]>([
    ['cheek 1', [58.9, 11.4, 14.2]],
    ['cheek 2', [60.7, 10.5, 17.2]],
    ['cheek 3', [58.0, 11.7, 15.8]],
    ['cheek 4', [59.6, 11.8, 14.6]],
    ['forehead', [57.5, 11.5, 16.5]],
    ['deep cheek', [48, 15, 20]],
    ['deep forehead', [44, 14, 19]],
  ])('a published average face is neutral: %s', (_, lab) => {
    expect(undertone(lab, faceLocus)).toBe('neutral');
    expect(likelyUndertone(undertoneProbabilities(lab, diagonalCov([0.3, 0.3, 0.3])))).toBe('neutral');
  });

  it('loci are held outside their ends', () => {
    expect(faceLocus(5)).toEqual(faceLocus(20));
    expect(faceLocus(99)).toEqual(faceLocus(76));
    expect(skinLocus(99)).toEqual(skinLocus(76));
  });

  it('gives the shares of the posterior: half at the edge of the band, sum one', () => {
    const p = undertoneProbabilities(at(60, 4, 0, faceLocus), diagonalCov([0.3, 0.3, 0.3]));
    expect(sum(Object.values(p))).toBeCloseTo(1, 9);
    expect(p.neutral).toBeGreaterThan(0.4);
    expect(p.neutral).toBeLessThan(0.6);
    expect(
      likelyUndertone(undertoneProbabilities(at(60, -9, 0, faceLocus), diagonalCov([0.3, 0.3, 0.3]))),
    ).toBe('cool');
  });
});

describe('posterior', () => {
  it('has the asked mean and covariance', () => {
    const cov = [9, 2, -1, 2, 4, 0.5, -1, 0.5, 2];
    const lab: Lab = [50, 10, 15];
    const xs = posteriorSamples({ lab, cov }, 64);
    for (let i = 0; i < 3; i++) {
      expect(sum(xs.map((x) => x[i]!)) / xs.length).toBeCloseTo(lab[i]!, 6);
      for (let j = 0; j < 3; j++) {
        const c = sum(xs.map((x) => (x[i]! - lab[i]!) * (x[j]! - lab[j]!))) / xs.length;
        expect(Math.abs(c - cov[i * 3 + j]!)).toBeLessThan(1e-6);
      }
    }
  });
  it('is the point itself when nothing is uncertain, and refuses a broken covariance', () => {
    for (const x of posteriorSamples({ lab: [50, 10, 15], cov: NONE }, 8)) expect(x).toEqual([50, 10, 15]);
    expect(() => posteriorSamples({ lab: [50, 10, 15], cov: [1, 2] })).toThrow(CarmineError);
    expect(() => posteriorSamples({ lab: [50, 10, 15], cov: new Array(9).fill(Number.NaN) })).toThrow(
      CarmineError,
    );
  });
  it.each([0.001, 0.025, 0.3, 0.5, 0.8, 0.999])('quantile and cdf are inverse at %f', (p) => {
    expect(Math.abs(normalCdf(normalQuantile(p)) - p)).toBeLessThan(3e-7);
  });
});
