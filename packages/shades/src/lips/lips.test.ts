import { hexToLab, type Lab } from '@carmine/color';
import { CarmineError } from '@carmine/errors';
import { describe, expect, it } from 'vitest';
import { LIP_FAMILIES } from '../catalogue/schema.ts';
import type { LipShade } from '../catalogue/shade.ts';
import { demoCatalogue } from '../demo/index.ts';
import { REASON_KEYS } from '../reasons.ts';
import { lipFamily } from './family.ts';
import { type LipGoal, type LipOptions, rankLipsticks } from './rank.ts';

const lips = demoCatalogue.filter((s): s is LipShade => s.type === 'lip');
const bySku = (sku: string): LipShade => lips.find((s) => s.sku === sku)!;
/** Bare lips from light to deep, rendering.md 1.3, with a skin around each. */
const BASES: readonly (readonly [lip: string, skin: Lab])[] = [
  ['#c98b84', [72, 9, 14]],
  ['#b5736d', [64, 11, 16]],
  ['#8e5a55', [54, 13, 19]],
  ['#6e4440', [42, 14, 19]],
  ['#4f3230', [33, 12, 13]],
];

describe('lipFamily', () => {
  it.each(lips.map((s) => [s.name, s] as const))('agrees with the label of %s', (_, shade) => {
    expect(lipFamily(shade.color.lab)).toBe(shade.family);
  });
  it('has every family on the demo wall', () => {
    expect(new Set(lips.map((s) => s.family))).toEqual(new Set(LIP_FAMILIES));
  });
});

describe('rankLipsticks', () => {
  it.each(BASES)(
    'nude on %s: close to the lip, not paler than the skin, deeper for deeper lips',
    (hex, skinLab) => {
      const lipLab = hexToLab(hex);
      const [first] = rankLipsticks({ lipLab, skinLab }, lips, { goal: 'nude' });
      expect(first!.dE00).toBeLessThan(9);
      expect(first!.worn.lab[0]).toBeLessThanOrEqual(skinLab[0] + 1);
      expect(['nude', 'rose', 'brown', 'pink']).toContain(first!.family);
    },
  );

  it('nude gets deeper with the lip', () => {
    const L = BASES.map(([hex, skinLab]) => {
      const [first] = rankLipsticks({ lipLab: hexToLab(hex), skinLab }, lips, { goal: 'nude' });
      return first!.worn.lab[0];
    });
    expect([...L].sort((a, b) => b - a)).toEqual(L);
  });

  it.each(BASES)('contrast on %s: vivid and clearly visible', (hex) => {
    const found = rankLipsticks({ lipLab: hexToLab(hex) }, lips, { goal: 'contrast' });
    for (const m of found) {
      expect(m.dE00).toBeGreaterThan(10);
      expect(['red', 'coral', 'rose', 'brown']).toContain(m.family);
    }
  });

  it.each(LIP_FAMILIES)('family %s: only that family, truest first', (family) => {
    const found = rankLipsticks({ lipLab: hexToLab('#8e5a55') }, lips, { goal: 'family', family, top: 24 });
    expect(found.length).toBe(lips.filter((s) => s.family === family).length);
    for (const m of found) expect(bySku(m.sku).family).toBe(family);
    const scores = found.map((m) => m.score);
    expect([...scores].sort((a, b) => a - b)).toEqual(scores);
  });

  it('shows the lip through a sheer shade and hides it under a matte one', () => {
    const shift = (sku: string): number =>
      rankLipsticks({ lipLab: hexToLab('#6e4440') }, [bySku(sku)], { goal: 'contrast' })[0]!.shift;
    expect(shift('CL-07')).toBeGreaterThan(10);
    expect(shift('CL-13')).toBeLessThan(3);
  });

  it('is less sure of a lip that was read off a picture, and ranks the same when the doubt is small', () => {
    const lipLab = hexToLab('#8e5a55');
    const exact = rankLipsticks({ lipLab }, lips, { goal: 'nude', top: 5 });
    const cov = (s: number): number[] => [s * s, 0, 0, 0, s * s, 0, 0, 0, s * s];
    const near = rankLipsticks({ lipLab, lipCov: cov(0.01) }, lips, { goal: 'nude', top: 5 });
    const doubtful = rankLipsticks({ lipLab, lipCov: cov(5) }, lips, { goal: 'nude', top: 24 });
    expect(near.map((m) => m.sku)).toEqual(exact.map((m) => m.sku));
    expect(exact[0]!.pBest).toBe(1);
    expect(Math.max(...doubtful.map((m) => m.pBest))).toBeLessThan(0.9);
    expect(doubtful.reduce((s, m) => s + m.pBest, 0)).toBeGreaterThan(0.95);
  });

  it('contrast goes deeper when that is asked for', () => {
    const base = { lipLab: hexToLab('#b5736d') };
    const L = (dL?: number): number =>
      rankLipsticks(base, lips, {
        goal: 'contrast',
        contrast: { dC: 20, dh: 0, ...(dL === undefined ? {} : { dL }) },
      })[0]!.worn.lab[0];
    expect(L(-25)).toBeLessThan(L(-5) - 8);
  });

  it('gives reasons of the table and skips inactive shades', () => {
    const base = { lipLab: hexToLab('#8e5a55') };
    const all = rankLipsticks(base, lips, { goal: 'nude', top: 24 });
    for (const r of all.flatMap((m) => m.reasons)) expect(REASON_KEYS).toHaveProperty([r.key]);
    const without = lips.map((s) => (s.sku === all[0]!.sku ? { ...s, active: false } : s));
    expect(rankLipsticks(base, without, { goal: 'nude' })[0]!.sku).toBe(all[1]!.sku);
    expect(rankLipsticks(base, [], { goal: 'nude' })).toEqual([]);
  });

  it.each<[unknown, LipOptions]>([
    [[1, 2], { goal: 'nude' }],
    [[40, 20, Number.NaN], { goal: 'nude' }],
    [[40, 20, 15], { goal: 'family' }],
    [[40, 20, 15], { goal: 'sparkle' as LipGoal }],
    [[40, 20, 15], { goal: 'nude', top: 0 }],
  ])('throws invalid-argument for %j %j', (lab, options) => {
    expect(() => rankLipsticks({ lipLab: lab as Lab }, lips, options)).toThrow(CarmineError);
  });
});
