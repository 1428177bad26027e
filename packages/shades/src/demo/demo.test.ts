import { deltaE2000, hexToLab, type Lab, MONK_SWATCHES, undertone } from '@carmine/color';
import { describe, expect, it } from 'vitest';
import { parseCatalogue } from '../catalogue/parse.ts';
import { SHADE_TYPES } from '../catalogue/schema.ts';
import { predict, wornShade } from '../film.ts';
import { demoCatalogue, demoRecords, LIP_LINE } from './index.ts';

const lines = [...new Set(demoCatalogue.filter((s) => s.type === 'foundation').map((s) => s.line))];
const LANGUAGES = ['zh-CN', 'zh-TW', 'en'];

describe('the demo brand', () => {
  it('is a valid catalogue: 80 foundations, the 24 Letters, and something of every product', () => {
    expect(parseCatalogue(demoRecords()).errors).toEqual([]);
    expect(demoCatalogue.filter((s) => s.type === 'foundation')).toHaveLength(80);
    expect(demoCatalogue.filter((s) => s.line === LIP_LINE.en)).toHaveLength(24);
    expect(lines).toHaveLength(2);
    for (const type of SHADE_TYPES)
      expect(demoCatalogue.filter((s) => s.type === type).length, type).toBeGreaterThanOrEqual(4);
  });

  it.each(lines)('%s: 40 shades over L* 28-78, neighbours about 2.2 dE00 apart, every undertone', (line) => {
    const shades = demoCatalogue.filter((s) => s.line === line);
    expect(shades).toHaveLength(40);
    const L = shades.map((s) => s.color.lab[0]);
    expect(Math.min(...L)).toBeLessThan(30);
    expect(Math.max(...L)).toBeGreaterThan(76);
    const nearest = shades
      .map((s) => Math.min(...shades.filter((o) => o !== s).map((o) => deltaE2000(s.color.lab, o.color.lab))))
      .sort((a, b) => a - b);
    expect(nearest[20]).toBeGreaterThan(1.9);
    expect(nearest[20]).toBeLessThan(2.7);
    expect(nearest[0]).toBeGreaterThan(1.4);
    expect(new Set(shades.map((s) => s.undertone))).toEqual(new Set(['cool', 'neutral', 'warm', 'olive']));
    for (const s of shades) expect(undertone(s.color.lab)).toBe(s.undertone);
  });

  it.each([1, 3, 5, 7, 9, 10])('has at least four blushes that show on Monk %i and are no stain', (tone) => {
    const skin: Lab = hexToLab(MONK_SWATCHES[tone - 1]!);
    const seen = demoCatalogue
      .filter((s) => s.type === 'blush')
      .map((s) => deltaE2000(predict(wornShade(s), skin), skin));
    // At the heart of the apple 4 dE00 is seen across a table; from 12 on it is stage make-up.
    expect(seen.filter((dE) => dE > 4 && dE < 12).length).toBeGreaterThanOrEqual(4);
  });

  it.each([1, 5, 9])('has a contour a step deeper than Monk %i', (tone) => {
    const skin: Lab = hexToLab(MONK_SWATCHES[tone - 1]!);
    const worn = (type: string) =>
      demoCatalogue.filter((s) => s.type === type).map((s) => predict(wornShade(s), skin));
    expect(worn('contour').some((lab) => skin[0] - lab[0] > 2 && skin[0] - lab[0] < 9)).toBe(true);
  });

  it('shows on a screen what it says in Lab (every masstone lies in sRGB)', () => {
    for (const s of demoCatalogue) expect(deltaE2000(hexToLab(s.color.hex), s.color.lab)).toBeLessThan(0.7); // 8-bit rounding of dark shades
  });

  it('has its words in three languages, each name once within a line', () => {
    for (const lang of LANGUAGES) {
      for (const s of demoCatalogue) {
        const words = s.locale?.[lang];
        expect(words?.name && words.line && words.brand, `${s.sku} ${lang}`).toBeTruthy();
      }
      const names = demoCatalogue.map((s) => `${s.line}/${s.locale?.[lang]?.name}`);
      expect(new Set(names).size).toBe(names.length);
    }
  });
});
