import { type Lab, labToLch, lchToLab, skinLocus, type Triple } from '@carmine/color';

/** One shade seen twice: as the brand publishes it, and as an instrument reads it. CIELAB D65, 2 degree. */
export interface Anchor {
  readonly published: Lab;
  readonly measured: Lab;
}

/** Takes a published colour to what an instrument would read, with the standard deviations that remain. */
export type LineMap = (published: Lab) => { readonly lab: Lab; readonly sigma: Triple };

/**
 * What is believed of a brand's pictures before any anchor: a common shift of this size (retail swatches lie about ten L* above the skin
 * that wears them, skin.md 0.7), slopes near 1, and this scatter from shade to shade. L*, a*, b* units.
 */
const SHIFT_SD = 10;
const SLOPE_SD = 0.2;
const SCATTER = 2;
/** Scatter told by the anchors themselves counts from this many on. */
const ENOUGH = 5;
/** An L* slope below this would fold neighbours together. */
const LEAST_SLOPE = 0.3;

/** Inverse of a symmetric positive definite matrix by Gauss-Jordan. */
const invert = (a: readonly (readonly number[])[]): number[][] => {
  const n = a.length;
  const m = a.map((row, i) => [...row, ...row.map((_, k) => (i === k ? 1 : 0))]);
  for (let i = 0; i < n; i++) {
    const pivot = m[i]![i]!;
    m[i] = m[i]!.map((v) => v / pivot);
    for (let r = 0; r < n; r++) {
      const f = m[r]![i]!;
      if (r !== i) m[r] = m[r]!.map((v, k) => v - f * m[i]![k]!);
    }
  }
  return m.map((row) => row.slice(n));
};

const dot = (p: readonly number[], q: readonly number[]): number => p.reduce((s, v, i) => s + v * q[i]!, 0);
const mean = (values: readonly number[]): number => values.reduce((s, v) => s + v, 0) / values.length;

/**
 * Affine map of a line from its anchors: Bayesian least squares on `measured - published` with a ridge that pulls the slopes to identity,
 * so that one anchor gives a shift, a handful slopes as well, and none can be turned over. The remaining deviation grows away from the anchors.
 * At least one anchor.
 */
export const mapFromAnchors = (anchors: readonly Anchor[]): LineMap => {
  const centre = [0, 1, 2].map((k) => mean(anchors.map((a) => a.published[k]!)));
  const rowOf = (p: Lab): number[] => [1, p[0] - centre[0]!, p[1] - centre[1]!, p[2] - centre[2]!];
  const rows = anchors.map((a) => rowOf(a.published));
  const prior = [SHIFT_SD, SLOPE_SD, SLOPE_SD, SLOPE_SD].map((sd) => 1 / sd ** 2);
  const normal = prior.map((p, i) =>
    prior.map((_, k) => rows.reduce((s, r) => s + r[i]! * r[k]!, 0) / SCATTER ** 2 + (i === k ? p : 0)),
  );
  const cov = invert(normal);
  const fits = ([0, 1, 2] as const).map((k) => {
    const gaps = anchors.map((a) => a.measured[k] - a.published[k]);
    const right = prior.map((_, i) => rows.reduce((s, r, n) => s + r[i]! * gaps[n]!, 0) / SCATTER ** 2);
    const w = cov.map((row) => dot(row, right));
    if (k === 0 && 1 + w[1]! < LEAST_SLOPE) w.splice(1, 3, LEAST_SLOPE - 1, 0, 0);
    const rms = Math.sqrt(mean(rows.map((r, n) => (gaps[n]! - dot(r, w)) ** 2)));
    return { w, scatter: anchors.length >= ENOUGH ? Math.max(rms, 1) : Math.max(rms, SCATTER) };
  });
  return (published) => {
    const row = rowOf(published);
    const doubt = dot(
      row,
      cov.map((c) => dot(c, row)),
    );
    const at = (k: 0 | 1 | 2): number => published[k] + dot(row, fits[k]!.w);
    const sd = (k: 0 | 1 | 2): number => Math.hypot(fits[k]!.scatter, Math.sqrt(doubt));
    return { lab: [at(0), at(1), at(2)], sigma: [sd(0), sd(1), sd(2)] };
  };
};

/**
 * Retail foundation swatches: L*, C*, hue in the middle at quantiles of 6,816 (skin.md 7.4; .5, 5, 20, 40, 50, 60, 80, 95, 99.5 %).
 * Aggregates only; `packages/shades/swatch-quantiles.ts` prints them.
 */
const SWATCHES: readonly Triple[] = [
  [23.4, 19, 44.9],
  [35.9, 27.8, 52.7],
  [52.4, 33.6, 57.8],
  [67.2, 31.4, 62.9],
  [70.8, 29.5, 62.4],
  [73.9, 29, 63.8],
  [81.5, 22.7, 66.1],
  [88.9, 15.5, 66.4],
  [97.9, 8.4, 72.2],
];
/** L* of skin that those at .5, 50 and 99.5 % of the swatches are made for: ends of the skin locus, and the middle of cheeks (skin.md 0.6, 0.7). */
const SKIN_ENDS: readonly (readonly [swatch: number, skin: number])[] = [
  [23.4, 28],
  [70.8, 59],
  [97.9, 77],
];
/** Spread of skin over spread of swatches: chroma .1 of .23 (as a share), hue 4.5 of 7 degrees (skin.md 2). */
const CHROMA_SHARE = 0.45;
const HUE_SHARE = 0.65;
/** What such a guess adds to the doubt. */
const ESTIMATE_SD: Triple = [4, 2, 3];

const interpolate = (x: number, at: readonly number[], values: readonly number[]): number => {
  const found = at.findIndex((v) => v >= x);
  const hi = found < 0 ? at.length - 1 : Math.max(1, found);
  const t = (x - at[hi - 1]!) / (at[hi]! - at[hi - 1]!);
  return values[hi - 1]! + t * (values[hi]! - values[hi - 1]!);
};

const column = (k: 0 | 1 | 2): number[] => SWATCHES.map((row) => row[k]);
const held = (L: number): number => Math.min(97.9, Math.max(23.4, L));

/** Middle chroma and hue of retail swatches at L*. */
const swatchAt = (L: number): { chroma: number; hue: number } => ({
  chroma: interpolate(held(L), column(0), column(1)),
  hue: interpolate(held(L), column(0), column(2)),
});

/**
 * Without any anchor: quantiles of retail swatches to those of skin, monotone in L*, chroma and hue. A guess about the trade, not about this
 * brand: flagged `estimated`, with wider deviations.
 */
export const estimatedMap: LineMap = (published) => {
  const [L, C, h] = labToLch(published);
  const usual = swatchAt(L);
  const light = interpolate(
    L,
    SKIN_ENDS.map(([swatch]) => swatch),
    SKIN_ENDS.map(([, skin]) => skin),
  );
  const skin = skinLocus(light);
  const hue = skin.hue + HUE_SHARE * (((h - usual.hue + 540) % 360) - 180);
  const chroma = skin.chroma * (Math.max(C, 0.5) / usual.chroma) ** CHROMA_SHARE;
  return { lab: lchToLab([Math.min(100, Math.max(0, light)), chroma, hue]), sigma: ESTIMATE_SD };
};

/** Middle chroma over the skin's at the same L* from which a line is no skin colours but screen swatches (retail: about 2; measured lines 1). */
const SWATCH_LIKE = 1.4;

/** true: these colours lie off the skin locus as swatches on a screen do. */
export const looksLikeSwatches = (labs: readonly Lab[]): boolean => {
  const ratios = labs.map((lab) => labToLch(lab)[1] / skinLocus(lab[0]).chroma).sort((p, q) => p - q);
  return (ratios[ratios.length >> 1] ?? 0) > SWATCH_LIKE;
};
