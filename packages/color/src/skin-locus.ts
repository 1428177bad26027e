/** Typical skin at one lightness: where the middle of human skin lies in CIELAB D65, 2 degree. */
export interface SkinLocusPoint {
  /** h_ab, degrees. */
  readonly hue: number;
  /** a*. */
  readonly a: number;
  /** C*ab, = a / cos(hue). */
  readonly chroma: number;
}

/** The middle of skin by lightness: L* 0..100 -> hue, a*, chroma. */
export type Locus = (L: number) => SkinLocusPoint;

/** L*, hue in degrees, a*. */
type LocusNode = readonly [L: number, hue: number, a: number];

/**
 * L*, hue h0 (skin.md 2, from the two-chromophore forward model), a0. The a0 column is the shape the same model gives (skin.md 3.1),
 * scaled by .9 so that the chroma passes the published facial means: cheek L* 59 C* 18.5-19, L* 48 C* 25 (skin.md 0.7, 2).
 * Below L* 40 it is extrapolated by the model (docs/decisions/0041).
 */
const TABLE: readonly LocusNode[] = [
  [28, 38, 10.3],
  [36, 48, 13.5],
  [44, 55.5, 14],
  [52, 59, 12.6],
  [60, 56.5, 10.8],
  [68, 55, 9.3],
  [76, 55, 7.7],
];

/** The skin locus of forearms and products at L* (linear between nodes, held outside 28..76). */
export const skinLocus: Locus = (L) => pointOf(TABLE, L);

/**
 * L*, hue, a0 of FACES, docs/decisions/0035: through the middle of the published facial means (skin.md 2: cheeks L* 58-61 hue
 * 51-59, foreheads 53-57, deep cheek and forehead L* 44-48 hue 53-54), which are 2 to 3 degrees redder than forearms. Above and
 * below it follows the forward model with a face's blood, moved to meet the means: extrapolated, no published face lies there.
 */
const FACE_TABLE: readonly LocusNode[] = [
  [20, 38, 8],
  [28, 46, 12],
  [36, 52, 14.5],
  [44, 54, 14.5],
  [52, 54.6, 13.2],
  [61, 54.9, 11.4],
  [68, 52, 9.8],
  [76, 52, 7.5],
];

/** The locus of facial skin at L* (linear between nodes, held outside 20..76): what a reading of a face is compared with. */
export const faceLocus: Locus = (L) => pointOf(FACE_TABLE, L);

const pointOf = (table: readonly LocusNode[], L: number): SkinLocusPoint => {
  const found = table.findIndex((row) => row[0] >= L);
  const hi = table[found < 0 ? table.length - 1 : Math.max(1, found)]!;
  const lo = found < 0 ? hi : table[Math.max(1, found) - 1]!;
  const span = hi[0] - lo[0];
  const t = span === 0 ? 0 : Math.min(1, Math.max(0, (L - lo[0]) / span));
  const hue = lo[1] + t * (hi[1] - lo[1]);
  const a = lo[2] + t * (hi[2] - lo[2]);
  return { hue, a, chroma: a / Math.cos((hue * Math.PI) / 180) };
};
