import { diagonalCov, type Lab } from '@carmine/color';
import { describe, expect, it } from 'vitest';
import { parseCatalogue } from './catalogue/parse.ts';
import { demoCatalogue, demoRecords } from './demo/index.ts';
import { matchFoundation } from './match/foundation.ts';

/** Repeatable numbers for the random cases below (LCG, Numerical Recipes). */
const numbers = (seed: number): (() => number) => {
  let s = seed >>> 0;
  return () => {
    s = (Math.imul(s, 1664525) + 1013904223) >>> 0;
    return s / 4294967296;
  };
};

const shuffled = <T>(list: readonly T[], next: () => number): T[] =>
  list
    .map((value) => ({ value, key: next() }))
    .sort((a, b) => a.key - b.key)
    .map(({ value }) => value);

const anySkin = (next: () => number): { lab: Lab; cov: readonly number[] } => ({
  lab: [5 + 90 * next(), -5 + 30 * next(), -5 + 40 * next()],
  cov: diagonalCov([6 * next(), 3 * next(), 4 * next()]),
});

describe('matchFoundation, any skin', () => {
  it('gives three different active shades with numbers in range, whatever the skin', () => {
    const next = numbers(11);
    for (let i = 0; i < 25; i++) {
      const skin = anySkin(next);
      const { matches, abstained, reason, range } = matchFoundation(skin, demoCatalogue, { samples: 64 });
      expect(new Set(matches.map((m) => m.sku)).size, JSON.stringify(skin)).toBe(3);
      for (const m of matches) {
        for (const x of [m.dE00, m.pWithin2, m.pBest, ...m.worn.lab]) expect(Number.isFinite(x)).toBe(true);
        expect(m.worn.hex).toMatch(/^#[0-9a-f]{6}$/);
        for (const r of m.reasons)
          for (const v of Object.values(r.values))
            expect(typeof v === 'string' || Number.isFinite(v)).toBe(true);
      }
      expect(abstained).toBe(reason !== undefined);
      expect(abstained).toBe(range !== undefined);
    }
  });

  it('does not depend on the order of the catalogue, nor on shades that cannot be chosen', () => {
    const next = numbers(5);
    for (let i = 0; i < 6; i++) {
      const skin = anySkin(next);
      const plain = matchFoundation(skin, demoCatalogue, { samples: 64 });
      const gone = demoCatalogue.slice(0, 30).map((s) => ({ ...s, sku: `gone-${s.sku}`, active: false }));
      expect(matchFoundation(skin, shuffled([...demoCatalogue, ...gone], next), { samples: 64 })).toEqual(
        plain,
      );
    }
  });

  it('grows no surer when the reading gets worse', () => {
    const best = (s: number): number =>
      matchFoundation(
        { lab: demoCatalogue[17]!.color.lab, cov: diagonalCov([s, s / 2, s / 1.5]) },
        demoCatalogue,
      ).matches[0]!.pBest;
    const sure = [0.3, 1.2, 2.4, 4].map(best);
    expect([...sure].sort((a, b) => b - a)).toEqual(sure);
  });
});

describe('parseCatalogue, any damage', () => {
  const lines = demoRecords().map((r) => JSON.stringify(r));

  it('accounts for every row: read, or named by its line', () => {
    const next = numbers(3);
    for (let i = 0; i < 40; i++) {
      const text = shuffled(lines, next).slice(0, 12);
      const at = Math.floor(next() * text.length);
      const victim = text[at]!;
      const [from, length] = [Math.floor(next() * victim.length), 1 + Math.floor(next() * 6)];
      text[at] = victim.slice(0, from) + victim.slice(from + length);
      const { shades, errors } = parseCatalogue(text.join('\n'));
      expect(shades.length).toBeGreaterThanOrEqual(11);
      if (shades.length === 11) expect(new Set(errors.map((e) => e.line))).toEqual(new Set([at + 1]));
      else expect(errors).toEqual([]);
    }
  });

  it('reads an array cut off in the middle up to the cut', () => {
    const text = `[\n${lines.slice(0, 5).join(',\n')}`;
    const { shades, errors } = parseCatalogue(text.slice(0, text.length - 40));
    expect(shades).toHaveLength(4);
    expect(errors).toMatchObject([{ line: 6, field: '' }]);
  });
});
