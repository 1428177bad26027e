import { diagonalCov, type Lab, labToLch, lchToLab } from '@carmine/color';
import type { CarmineError } from '@carmine/errors';
import { describe, expect, it } from 'vitest';
import type { FoundationShade } from '../catalogue/shade.ts';
import { demoCatalogue } from '../demo/index.ts';
import { wornMasstone } from '../film.ts';
import { shadeThatFits, withFit } from './fit.ts';
import { matchFoundation } from './foundation.ts';

const foundations = demoCatalogue.filter((s): s is FoundationShade => s.type === 'foundation');
const lines = [...new Set(foundations.map((s) => s.line))];
const [own, other] = lines.map((name) => foundations.filter((s) => s.line === name)) as [
  FoundationShade[],
  FoundationShade[],
];
const WIDE = diagonalCov([4, 1.5, 2.5]);
const shade = own[Math.floor(own.length / 2)]!;

describe('shadeThatFits', () => {
  it('is the settled colour; a sheer film and a rough record say less of the skin', () => {
    const plain = { ...shade, oxidation: undefined } as unknown as FoundationShade;
    const { lab, sigma } = shadeThatFits(shade);
    expect(lab).toEqual(wornMasstone(shade));
    const sheer = shadeThatFits({ ...plain, coverage: { ...shade.coverage, cr: 0.25 } });
    const rough = shadeThatFits({ ...plain, color: { ...shade.color, sigma: [8, 8, 8] } });
    for (const k of [0, 1, 2] as const) {
      expect(sheer.sigma[k]).toBeGreaterThan(1.2 * sigma[k]);
      expect(rough.sigma[k]).toBeGreaterThan(8);
    }
  });
});

describe('withFit', () => {
  const { lab } = shadeThatFits(shade);
  const beside = (dL: number): Lab => [lab[0] + dL, lab[1], lab[2]];

  it('moves the reading toward the shade, the more the less the reading knows, and is surer than either', () => {
    const vague = withFit({ lab: beside(6), cov: WIDE }, shade);
    const sure = withFit({ lab: beside(3), cov: diagonalCov([1, 0.6, 0.8]) }, shade);
    expect(vague.used && sure.used).toBe(true);
    expect(vague.skin.lab[0]).toBeLessThan(beside(6)[0] - 3);
    expect(sure.skin.lab[0]).toBeGreaterThan(beside(3)[0] - 1);
    expect(vague.skin.cov[0]).toBeLessThan(shadeThatFits(shade).sigma[0] ** 2);
    expect(sure.skin.cov[0]).toBeLessThan(1);
  });

  it('keeps the picture where the two contradict', () => {
    const skin = { lab: beside(-25), cov: WIDE };
    expect(withFit(skin, shade)).toEqual({ skin, used: false });
  });

  it('turns the hue too', () => {
    const [L, C, h] = labToLch(lab);
    const { skin } = withFit({ lab: lchToLab([L, C, h + 9]), cov: WIDE }, shade);
    expect(labToLch(skin.lab)[2]).toBeLessThan(h + 8);
  });
});

describe('a match told of a shade that fits', () => {
  const reading = { lab: shade.color.lab.map((v, k) => v + [5, -1, 1.5][k]!) as unknown as Lab, cov: WIDE };

  it('finds the neighbour of the other line that the picture alone missed', () => {
    const near = [...other].sort((p, q) => Math.hypot(...gap(p)) - Math.hypot(...gap(q)));
    const alone = matchFoundation(reading, other);
    const told = matchFoundation(reading, [...other, shade], { line: other[0]!.line, fits: shade.sku });
    const rank = (sku: string): number => near.findIndex((s) => s.sku === sku);
    expect(rank(told.matches[0]!.sku)).toBeLessThan(rank(alone.matches[0]!.sku));
    expect(told.fits).toEqual({ sku: shade.sku, used: true });
    expect(told.query.fits).toBe(shade.sku);
    expect(told.skin.r90).toBeLessThan(alone.skin.r90);
    expect(told.matches[0]!.reasons).toContainEqual({ key: 'reading.fits', values: { sku: shade.sku } });
  });
  const gap = (s: FoundationShade): Lab =>
    s.color.lab.map((v, k) => v - shade.color.lab[k as 0 | 1 | 2]) as unknown as Lab;

  it('says so where it was left out', () => {
    const deep = { ...reading, lab: [28, 11, 14] as const };
    const result = matchFoundation(deep, own, { fits: shade.sku });
    expect(result.fits).toEqual({ sku: shade.sku, used: false });
    expect(result.skin.lab).toEqual(deep.lab);
    expect(result.matches[0]!.reasons.map((r) => r.key)).toContain('reading.fits-not');
  });

  it.each(['no-such-sku', demoCatalogue.find((s) => s.type === 'lip')!.sku])('refuses %s', (fits) => {
    try {
      matchFoundation(reading, demoCatalogue, { fits });
      expect.unreachable();
    } catch (error) {
      expect((error as CarmineError).code).toBe('invalid-argument');
      expect((error as CarmineError).details).toEqual({ field: 'fits' });
    }
  });
});
