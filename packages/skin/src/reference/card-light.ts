import type { Matrix3 } from '@carmine/color';
import { median } from '../pixels/statistics.ts';
import type { Triple } from '../types.ts';
import type { CardPatch } from './read-card.ts';
import { type GreyKnots, straighten } from './straighten.ts';
import type { ReferenceUse } from './types.ts';

/** What a card says of the light, in numbers ColourNet takes. */
export interface CardLight {
  /** ln linear RGB of a white in the card's place. */
  readonly white: Triple;
  /** ln reflectance of the grey that told it: the middle one of several. */
  readonly level: number;
  /** With six usable patches or more: the greys that straighten each channel, then a matrix whose rows sum to 1. */
  readonly profile: { readonly greys: GreyKnots; readonly matrix: Matrix3 } | null;
}

/** A patch with more than this share clipped or crushed is left out. */
const CLIPPED = 0.05;
/** A patch darker than this in any channel (linear) is rounding. */
const DARKEST = 1 / 512;
/** With at least this many usable patches colours are corrected by a matrix (skin.md 5.6). */
export const MATRIX_PATCHES = 6;
/** Pull of the matrix to the identity, per patch (models/skin reference.py). */
const RIDGE = 1e-3;

/** White and profile from the patches, or why not (models/skin reference.py computes the same in training). */
export const cardLight = (
  patches: readonly CardPatch[],
): CardLight | { readonly why: NonNullable<ReferenceUse['why']> } => {
  const usable = patches.filter((p) => p.clipped <= CLIPPED && p.seen.every((v) => v > DARKEST));
  const greys = usable.filter((p) => p.grey).sort((a, b) => b.wanted[1] - a.wanted[1]);
  if (!greys.length)
    return { why: patches.some((p) => p.grey && p.clipped > CLIPPED) ? 'clipped' : 'too-dark' };
  const ln = ({ seen }: CardPatch): Triple => seen.map(Math.log) as unknown as Triple;
  const gain = (k: number): number => median(greys.map((p) => Math.log(p.seen[k]! / p.wanted[k]!)));
  const white: Triple = [gain(0), gain(1), gain(2)];
  const level = Math.log(median(greys.map((p) => p.wanted[1])));
  if (usable.length < MATRIX_PATCHES) return { white, level, profile: null };
  // Fewer than three greys tell gains, no curve.
  const knots: GreyKnots =
    greys.length < 3
      ? { seen: [white], level: [0] }
      : { seen: greys.map(ln), level: greys.map((p) => Math.log(p.wanted[1])) };
  const flat = usable.map((p) => ({
    measured: straighten(ln(p), knots).map(Math.exp) as unknown as Triple,
    wanted: p.wanted,
  }));
  return { white, level, profile: { greys: knots, matrix: matrixOf(flat) } };
};

/** Least squares from measured to wanted colours, each row summing to 1 so that grey stays grey. */
const matrixOf = (pairs: readonly { readonly measured: Triple; readonly wanted: Triple }[]): Matrix3 => {
  const rows = [0, 1, 2].map((i) => {
    const [j, k] = [0, 1, 2].filter((c) => c !== i) as [number, number];
    let [jj, jk, kk, rj, rk] = [RIDGE * pairs.length, 0, RIDGE * pairs.length, 0, 0];
    for (const { measured: m, wanted } of pairs) {
      const [p, q, rest] = [m[j]! - m[i]!, m[k]! - m[i]!, wanted[i]! - m[i]!];
      jj += p * p;
      jk += p * q;
      kk += q * q;
      rj += p * rest;
      rk += q * rest;
    }
    const det = jj * kk - jk * jk;
    const [a, b] = [(rj * kk - rk * jk) / det, (rk * jj - rj * jk) / det];
    const row = [0, 0, 0];
    row[j] = a;
    row[k] = b;
    row[i] = 1 - a - b;
    return row;
  });
  return rows.flat() as unknown as Matrix3;
};
