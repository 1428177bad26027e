import { describe, expect, it } from 'vitest';
import { LIGHT_KINDS } from './light-prior.ts';
import { illuminantOf, planckian } from './locus.ts';
import { type Belief, believe, type Seen } from './posterior.ts';

describe('locus of lamps', () => {
  // CIE 15 chromaticities (x, y) of Planckian radiators, as linear sRGB log ratios.
  it.each([
    [2856, 0.4476, 0.4074],
    [4000, 0.3805, 0.3768],
    [6500, 0.3135, 0.3237],
    [10000, 0.2807, 0.2884],
  ])('%i K', (k, x, y) => {
    const [X, Z] = [x / y, (1 - x - y) / y];
    const r = 3.2409699 * X - 1.5373832 - 0.4986108 * Z;
    const g = -0.9692436 * X + 1.8759675 + 0.0415551 * Z;
    const b = 0.0556301 * X - 0.203977 + 1.0569715 * Z;
    const [red, blue] = planckian(1e6 / k);
    expect(red).toBeCloseTo(Math.log(r / g), 2);
    expect(Math.abs(blue - Math.log(b / g))).toBeLessThan(0.02);
  });
  it('illuminants are Y-normalised', () => {
    const [r, g, b] = illuminantOf(0.4, -0.7);
    expect(0.2126390058715102 * r + 0.715168678767756 * g + 0.0721923153607337 * b).toBeCloseTo(1, 9);
    expect(Math.log(r / g)).toBeCloseTo(0.4, 9);
  });
  it('weights sum to 1', () => {
    expect(LIGHT_KINDS.reduce((sum, k) => sum + k.weight, 0)).toBeCloseTo(1, 9);
  });
});

const seen = (level: number, red: number, blue: number, weight = 1): Seen => ({
  level,
  red,
  blue,
  levelVariance: 0.04,
  colourVariance: 0.006,
  weight,
});
const belief = (skin: Seen, white: Seen): Belief => {
  const out: Belief = {
    exposure: 0,
    exposureVariance: 0,
    red: 0,
    blue: 0,
    redVariance: 0,
    blueVariance: 0,
    coloured: 0,
  };
  believe(skin, white, out);
  return out;
};

describe('posterior', () => {
  const plain = seen(Math.log(0.3), 0.65, -0.43);
  it('neutral skin and white give a neutral light, surer with the white', () => {
    const both = belief(plain, seen(0, 0, 0));
    const alone = belief(plain, seen(0, 0, 0, 0));
    expect(Math.hypot(both.red, both.blue)).toBeLessThan(0.03);
    expect(both.exposureVariance).toBeLessThan(alone.exposureVariance);
    expect(both.redVariance).toBeLessThan(alone.redVariance);
  });
  it('a small cast is mostly kept for chance, a large one believed', () => {
    const small = belief(plain, seen(0, 0.04, -0.06));
    expect(Math.abs(small.blue)).toBeLessThan(0.04);
    const large = belief(seen(Math.log(0.3), 1.05, -1.1), seen(0, 0.4, -0.67));
    expect(large.blue).toBeLessThan(-0.55);
  });
  it('a white far darker than any habit of cameras explains is doubted', () => {
    const glasses = belief(plain, seen(-2.3, 0, 0));
    expect(glasses.exposure).toBeGreaterThan(-1);
    expect(glasses.exposureVariance).toBeGreaterThan(belief(plain, seen(0, 0, 0)).exposureVariance);
  });
  it('impossible input says nothing', () => {
    const out = belief(seen(-400, 90, 90), seen(300, -90, 90));
    expect(Object.values(out).every(Number.isFinite)).toBe(true);
  });
});
