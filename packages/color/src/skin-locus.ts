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
 * L*, hue h0 (skin.md 2, from the two-chromophore forward model), a0. The a0 column comes from the same model (skin.md 3.1;
 * melanin .01-.45, blood .03-.045, surface term .025-.05, mean of the four curves) and passes the published facial means:
 * cheek L* 59 a* 11.4, L* 48 a* 15 (skin.md 2, S16). Below L* 40 it is extrapolated from the model (docs/decisions/0041).
 */
const TABLE: readonly (readonly [number, number, number])[] = [
  [28, 38, 11.5],
  [36, 48, 15],
  [44, 55.5, 15.5],
  [52, 59, 14],
  [60, 56.5, 12],
  [68, 55, 10.3],
  [76, 55, 8.5],
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
