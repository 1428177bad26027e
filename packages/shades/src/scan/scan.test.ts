import { deltaE2000, type Lab } from '@carmine/color';
import { describe, expect, it } from 'vitest';
import type { Shade } from '../catalogue/shade.ts';
import { demoCatalogue } from '../demo/index.ts';
import { predict, wornShade } from '../film.ts';
import { difference2000, leastSquare2000 } from './difference.ts';
import { nearestWorn } from './nearest.ts';
import { shelfOf, wornLabs } from './shelf.ts';

/** Numbers 0..1, the same every time (Numerical Recipes' generator). */
const randomOf = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
};

/** `count` foundations round those of the demo brand, in `lines` lines. */
const many = (count: number, lines: number): Shade[] => {
  const random = randomOf(7);
  const from = demoCatalogue.filter((shade) => shade.type === 'foundation');
  return Array.from({ length: count }, (_, i) => {
    const shade = from[i % from.length]!;
    const lab = shade.color.lab.map((v, k) => v + (random() - 0.5) * [12, 6, 8][k]!) as unknown as Lab;
    return { ...shade, sku: `S${i}`, line: `line ${i % lines}`, color: { ...shade.color, lab } };
  });
};

/** Colours over the whole of CIELAB, blues, neutrals and pairs that wrap round the hue circle among them. */
const pairs = (): [Lab, Lab][] => {
  const random = randomOf(3);
  const lab = (): Lab => [random() * 100, (random() - 0.5) * 200, (random() - 0.5) * 200];
  const near = ([L, a, b]: Lab): Lab => [L + random() - 0.5, a + random() - 0.5, b + random() - 0.5];
  return Array.from({ length: 4000 }, (_, i): [Lab, Lab] => {
    const one = i % 10 === 0 ? ([random() * 100, 0, 0] as const) : lab();
    return [one, i % 2 ? near(one) : lab()];
  });
};

describe('difference2000', () => {
  it('is CIEDE2000 to rounding, and its bound is never above it', () => {
    for (const [p, q] of pairs()) {
      const d = difference2000(...p, ...q);
      expect(Math.abs(d - deltaE2000(p, q))).toBeLessThan(1e-9);
      expect(leastSquare2000(...p, ...q)).toBeLessThanOrEqual(d * d + 1e-12);
    }
  });

  it('leaves most skin colours out: the bound is half the difference or more', () => {
    const skin: Lab = [57, 13, 17];
    for (const { color } of demoCatalogue.filter((shade) => shade.type === 'foundation')) {
      const d = difference2000(...skin, ...color.lab);
      expect(Math.sqrt(leastSquare2000(...skin, ...color.lab))).toBeGreaterThan(0.35 * d);
    }
  });
});

describe('shelfOf', () => {
  it('has the films as columns, and what is worn is what the film predicts', () => {
    const shades = many(60, 3);
    const films = shelfOf(shades).columns('all', () => true);
    const labs = wornLabs(films, [40, 12, 15]);
    shades.forEach((shade, i) => {
      const wanted = predict(wornShade(shade), [40, 12, 15]);
      for (const k of [0, 1, 2]) expect(labs[i * 3 + k]).toBeCloseTo(wanted[k as 0 | 1 | 2], 9);
    });
  });

  it('is kept as long as the list is the same, whatever happens to the list', () => {
    const shades = many(5, 1);
    const shelf = shelfOf(shades);
    expect(shelfOf(shades)).toBe(shelf);
    shades[2] = { ...shades[2]!, sku: 'other' };
    expect(shelfOf(shades)).not.toBe(shelf);
    shades.pop();
    expect(shelfOf(shades).columns('all', () => true).shades).toHaveLength(4);
    expect(() => shelfOf([{} as Shade])).toThrow(expect.objectContaining({ code: 'invalid-argument' }));
  });
});

describe('nearestWorn', () => {
  const room = { perLine: 24, inAll: 192 };
  const goals: readonly Lab[] = [
    [57, 13, 17],
    [28, 10, 11],
    [84, 4, 12],
    [50, -20, -40],
  ];

  it.each([
    [6000, 400],
    [6000, 9],
    [3000, 1],
    [150, 2],
    [0, 1],
  ])('%i shades in %i lines: what sorting all of them gives', (count, lines) => {
    const shades = many(count, lines);
    const films = shelfOf(shades).columns('all', () => true);
    for (const goal of goals) {
      const under: Lab = [55, 13, 16];
      const taken = new Map<string, number>();
      const sorted = films.shades
        .map((worn) => ({ worn, d: deltaE2000(predict(worn, under), goal) }))
        .sort((p, q) => p.d - q.d)
        .filter(({ worn }) => {
          const n = (taken.get(worn.shade.line) ?? 0) + 1;
          taken.set(worn.shade.line, n);
          return n <= room.perLine;
        })
        .slice(0, room.inAll);
      expect(nearestWorn(films, under, goal, room).map(({ shade }) => shade.sku)).toEqual(
        sorted.map(({ worn }) => worn.shade.sku),
      );
    }
  });
});
