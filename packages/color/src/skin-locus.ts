/** Typical skin at one lightness: where the middle of human skin lies in CIELAB D65, 2 degree. */
export interface SkinLocusPoint {
  /** h_ab, degrees. */
  readonly hue: number;
  /** a*. */
  readonly a: number;
  /** C*ab, = a / cos(hue). */
  readonly chroma: number;
}

/**
 * L*, hue h0 (skin.md 2, from the two-chromophore forward model), a0. The a0 column is the shape the same model gives (skin.md 3.1),
 * scaled by .9 so that the chroma passes the published facial means: cheek L* 59 C* 18.5-19, L* 48 C* 25 (skin.md 0.7, 2).
 * Below L* 40 it is extrapolated by the model (docs/decisions/0041).
 */
const TABLE: readonly (readonly [number, number, number])[] = [
  [28, 38, 10.3],
  [36, 48, 13.5],
  [44, 55.5, 14],
  [52, 59, 12.6],
  [60, 56.5, 10.8],
  [68, 55, 9.3],
  [76, 55, 7.7],
];

/** The skin locus at L* (linear between nodes, held outside 28..76). */
export const skinLocus = (L: number): SkinLocusPoint => {
  const i = Math.max(
    1,
    TABLE.findIndex((row) => row[0] >= L),
  );
  const hi = L > 76 ? TABLE[TABLE.length - 1]! : TABLE[i]!;
  const lo = L > 76 ? hi : TABLE[i - 1]!;
  const span = hi[0] - lo[0];
  const t = span === 0 ? 0 : Math.min(1, Math.max(0, (L - lo[0]) / span));
  const hue = lo[1] + t * (hi[1] - lo[1]);
  const a = lo[2] + t * (hi[2] - lo[2]);
  return { hue, a, chroma: a / Math.cos((hue * Math.PI) / 180) };
};
