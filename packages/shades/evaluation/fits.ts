import { deltaE2000, type Lab } from '@carmine/color';
import type { FoundationShade, Shade } from '@carmine/shades';
import { type Customer, uniform } from './readings.ts';

/** L*, a*, b* by which what a customer wears is off, relative: depth is the hardest to judge (skin.md 0.1). */
const SHAPE: Lab = [2, 1, 1.4];

/** A normal number, near enough: four uniform ones. */
const normal = (next: () => number): number => (next() + next() + next() + next() - 2) * Math.sqrt(3);

/**
 * The shade of another line that a customer wears and calls fitting: the nearest to a colour off their own by `scale` times
 * SHAPE. Deterministic.
 */
export const wornByCustomers = (
  shades: readonly Shade[],
  scale: number,
): ((customer: Customer) => FoundationShade) => {
  const next = uniform(17);
  const line = shades.filter((s): s is FoundationShade => s.type === 'foundation');
  return ({ truth }) => {
    const meant = truth.map((v, k) => v + scale * SHAPE[k as 0 | 1 | 2] * normal(next)) as unknown as Lab;
    const off = (s: Shade): number => deltaE2000(s.color.lab, meant);
    return line.reduce((p, q) => (off(q) < off(p) ? q : p));
  };
};
