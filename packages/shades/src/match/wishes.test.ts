import { deltaE2000, diagonalCov, type Lab, labToLch, lchToLab, skinLocus } from '@carmine/color';
import { CarmineError } from '@carmine/errors';
import { describe, expect, it } from 'vitest';
import type { Shade } from '../catalogue/shade.ts';
import { demoCatalogue } from '../demo/index.ts';
import { matchFoundation } from './foundation.ts';
import { inDepth, inWarmth, stepsBetween, type Wish } from './steps.ts';

const line = demoCatalogue.filter((s) => s.line === 'Bare Silk Foundation');
const SURE = diagonalCov([0.6, 0.3, 0.4]);
const at = (L: number, dh = 0): Lab => lchToLab([L, skinLocus(L).chroma, skinLocus(L).hue + dh]);
const SKINS = [35, 42, 48, 55, 62, 70].map((L) => at(L));
const first = (lab: Lab, wish?: Wish) =>
  matchFoundation({ lab, cov: SURE }, line, wish ? { wish } : {}).matches[0]!;

describe('noticeable steps', () => {
  it.each([-4, -1, 1, 3])('%s steps are that many dE00, on any skin', (n) => {
    for (const skin of SKINS) {
      expect(deltaE2000(inDepth(skin, n), skin)).toBeCloseTo(Math.abs(n), 2);
      expect(deltaE2000(inWarmth(skin, n), skin)).toBeCloseTo(Math.abs(n), 1);
      expect(Math.sign(inDepth(skin, n)[0] - skin[0])).toBe(Math.sign(n));
      expect(Math.sign(labToLch(inWarmth(skin, n))[2] - labToLch(skin)[2])).toBe(Math.sign(n));
    }
  });

  it('come back signed from the colours they lead to', () => {
    for (const skin of SKINS) {
      const s = stepsBetween(inWarmth(inDepth(skin, -2), 3), skin);
      expect(s.depth).toBeCloseTo(-2, 1);
      expect(s.warmth).toBeGreaterThan(2.5);
      expect(Math.abs(s.colour)).toBeLessThan(0.1);
    }
  });

  it('leaves a grey without a hue alone', () => {
    expect(inWarmth([50, 0.5, 0.5], 3)).toEqual([50, 0.5, 0.5]);
  });
});

describe('wishes', () => {
  it.each([
    [{ depth: 3 }, (s: { depth: number }) => s.depth > 1],
    [{ depth: -3 }, (s: { depth: number }) => s.depth < -1],
    [{ warmth: 3 }, (s: { warmth: number }) => s.warmth > 0.5],
    [{ warmth: -3 }, (s: { warmth: number }) => s.warmth < -0.5],
  ] as const)(
    '%j moves the worn colour that way on half the skins at least (rows lie 5 apart), never the other way',
    (wish, moved) => {
      const steps = SKINS.map((skin) => stepsBetween(first(skin, wish).worn.lab, first(skin).worn.lab));
      expect(steps.filter(moved as (s: object) => boolean).length).toBeGreaterThanOrEqual(3);
      const axis = 'depth' in wish ? 'depth' : 'warmth';
      const sign = Math.sign((wish as Record<string, number>)[axis]!);
      for (const s of steps) expect(sign * s[axis]).toBeGreaterThan(-0.5);
    },
  );

  it('are told among the reasons, and in the answer', () => {
    const result = matchFoundation({ lab: at(55), cov: SURE }, line, { wish: { depth: -2, warmth: 1 } });
    expect(result.matches[0]!.reasons.slice(0, 2)).toEqual([
      { key: 'wish.deeper', values: { dE: 2 } },
      { key: 'wish.warmer', values: { dE: 1 } },
    ]);
    expect(result.query).toEqual({ type: 'foundation', target: 'match', wish: { depth: -2, warmth: 1 } });
    expect(deltaE2000(result.target.lab, at(55))).toBeGreaterThan(2);
  });

  it('even out prefers the film that hides more, and says how much it hides', () => {
    const shade = line[17]!;
    const film = (sku: string, cr: number): Shade => ({ ...shade, sku, coverage: { cr } }) as Shade;
    const both = [film('SHEER', 0.2), film('FULL', 0.85)];
    const skin = { lab: shade.color.lab, cov: SURE };
    const plain = matchFoundation(skin, both);
    const even = matchFoundation(skin, both, { wish: { even: true } });
    expect(even.matches[0]!.sku).toBe('FULL');
    const hidden = (m: (typeof even.matches)[number]): number =>
      m.reasons.find((r) => r.key === 'wish.even')!.values.p as number;
    expect(hidden(even.matches[0]!)).toBeGreaterThan(hidden(even.matches[1]!) + 0.3);
    expect(plain.matches[0]!.reasons.some((r) => r.key === 'wish.even')).toBe(false);
  });

  it.each([{ depth: 7 }, { warmth: -20 }, { depth: Number.NaN }])('refuses %j', (wish) => {
    expect(() => first(at(50), wish)).toThrow(CarmineError);
  });
});

describe('ties and neighbours', () => {
  const base = line[20]!;
  const twin = (sku: string, extra: object = {}): Shade => ({ ...base, sku, ...extra }) as Shade;

  it('a tie goes to the shade that can be had', () => {
    const shades = [twin('A-SOLD-OUT', { in_stock: false }), twin('B-IN-STOCK')];
    for (const list of [shades, [...shades].reverse()])
      expect(matchFoundation({ lab: base.color.lab, cov: SURE }, list).matches[0]!.sku).toBe('B-IN-STOCK');
  });

  it('a sold-out shade that is clearly nearer stays the closest', () => {
    const far = { color: { ...base.color, lab: inDepth(base.color.lab, 4) } };
    const shades = [twin('NEAR', { in_stock: false }), twin('FAR', far)];
    expect(matchFoundation({ lab: base.color.lab, cov: SURE }, shades).matches[0]!.sku).toBe('NEAR');
  });

  it('no neighbour is called lighter, deeper, warmer or cooler that is not by a noticeable part', () => {
    for (const skin of SKINS) {
      const { matches } = matchFoundation({ lab: skin, cov: SURE }, demoCatalogue, { top: 8 });
      for (const m of matches.slice(1)) {
        const { depth, warmth } = stepsBetween(m.worn.lab, matches[0]!.worn.lab);
        const part = {
          lighter: depth,
          darker: -depth,
          warmer: warmth,
          cooler: -warmth,
          similar: 1,
          closest: 1,
        };
        expect(part[m.direction], `${m.sku} ${m.direction}`).toBeGreaterThan(0.69);
        if (m.direction === 'similar') expect(Math.max(Math.abs(depth), Math.abs(warmth))).toBeLessThan(0.71);
      }
    }
  });
});
