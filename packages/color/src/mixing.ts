import { MASSTONE_MAX, MASSTONE_MIN } from './kubelka-munk.ts';
import type { LinearRgb } from './types.ts';

/** A pigment in a mix. */
export interface Pigment {
  /** Colour at full opacity, linear sRGB. */
  readonly masstone: LinearRgb;
  /** Amount, any unit. */
  readonly parts: number;
}

/** Absorption over scattering of an opaque layer (Kubelka & Munk 1931): K/S = (1 - R)^2 / 2R; and back. */
const ratioOf = (r: number): number => (1 - r) ** 2 / (2 * r);
const masstoneOf = (ks: number): number => 1 + ks - Math.sqrt(ks * ks + 2 * ks);

/** Masstone of a mix: K/S of the pigments averaged by their parts, per channel (rendering.md 1.3); equal scattering is assumed.
 *  Linear sRGB in, linear sRGB out. One pigment, or several alike, give themselves. */
export const mixPigments = (pigments: readonly Pigment[]): LinearRgb => {
  const total = pigments.reduce((sum, p) => sum + p.parts, 0);
  const channel = (k: 0 | 1 | 2): number =>
    masstoneOf(
      pigments.reduce((sum, p) => {
        const r = Math.min(MASSTONE_MAX, Math.max(MASSTONE_MIN, p.masstone[k]));
        return sum + ratioOf(r) * (p.parts / total);
      }, 0),
    );
  return [channel(0), channel(1), channel(2)];
};
