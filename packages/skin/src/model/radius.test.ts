import { deltaE2000, type Lab } from '@carmine/color';
import { describe, expect, it } from 'vitest';
import { normalFrom, randomFrom } from '../testing/random.ts';
import { radiusOf } from './radius.ts';

const DRAWS = 4000;

/** dE00 that nine tenths of `DRAWS` draws of a normal of these standard deviations lie within. */
const drawn = (lab: Lab, sd: readonly number[]): number => {
  const random = randomFrom(7);
  const far = Array.from({ length: DRAWS }, () =>
    deltaE2000(lab, lab.map((v, i) => v + sd[i]! * normalFrom(random)) as unknown as Lab),
  ).sort((a, b) => a - b);
  return far[DRAWS * 0.9]!;
};

describe('radiusOf', () => {
  it.each([
    ['light, doubt in lightness', [66, 11, 16], [2, 0.2, 0.2]],
    ['light, doubt all round', [66, 11, 16], [1, 1, 1]],
    ['middle, doubt in hue', [52, 12, 20], [0.3, 1.2, 1.6]],
    ['deep, doubt in lightness', [28, 9, 9], [2, 0.5, 0.8]],
    ['deep, doubt all round', [28, 9, 9], [1, 1, 1]],
  ] as const)('%s: as drawn', (_, lab, sd) => {
    const cov = sd.flatMap((s, i) => [0, 1, 2].map((k) => (k === i ? s * s : 0)));
    expect(radiusOf(lab, cov) / drawn(lab, sd)).toBeCloseTo(1, 1);
  });

  it('doubt that hangs together counts along the way it points', () => {
    const lab: Lab = [52, 12, 20];
    const along = [1, 0, 0, 0, 1, 0.9, 0, 0.9, 1];
    const across = [1, 0, 0, 0, 1, -0.9, 0, -0.9, 1];
    // more chroma weighs less in CIEDE2000 than another hue
    expect(radiusOf(lab, along)).toBeLessThan(0.95 * radiusOf(lab, across));
  });

  it('grows with the doubt', () => {
    const cov = [4, 0, 0, 0, 1, 0, 0, 0, 2];
    const wide = cov.map((v) => v * 4);
    expect(radiusOf([40, 12, 18], wide)).toBeCloseTo(2 * radiusOf([40, 12, 18], cov), 9);
  });
});
