import { luminance } from './srgb.ts';
import type { LinearRgb, Triple } from './types.ts';

/**
 * One product film, two fluxes, per linear RGB channel: what rendering.md 1.3 (Li 2015, eq. 6-7) calls R0 and T.
 * Written once here; the make-up renderer, its CPU twin and the shade matcher all use it.
 */
export interface Film {
  /** Reflectance of the film over black, per channel 0..1. */
  readonly r0: Triple;
  /** One-way transmittance, per channel 0..1. */
  readonly t: Triple;
}

/** Masstone range in which the two-flux formulas stay finite (rendering.md 1.3). */
export const MASSTONE_MIN = 0.004;
export const MASSTONE_MAX = 0.995;

const each = (v: Triple, f: (x: number) => number): Triple => [f(v[0]), f(v[1]), f(v[2])];
const clampMasstone = (r: number): number => Math.min(MASSTONE_MAX, Math.max(MASSTONE_MIN, r));

/** sinh and cosh overflow past here; the film is opaque long before. */
const Q_MAX = 40;

/**
 * R0 and T of one channel. `masstone`: reflectance at infinite thickness 0..1 (clamped .004-.995);
 * `x` >= 0: scattering power S * thickness. x = 0 is no product: R0 = 0, T = 1.
 */
export const filmChannel = (masstone: number, x: number): { r0: number; t: number } => {
  const r = clampMasstone(masstone);
  const a = (1 + r * r) / (2 * r);
  const b = (1 - r * r) / (2 * r);
  const q = b * Math.max(0, x);
  if (q > Q_MAX) return { r0: r, t: 0 };
  const [s, c] = [Math.sinh(q), Math.cosh(q)];
  const d = a * s + b * c;
  return { r0: s / d, t: b / d };
};

/** The film of a product with linear-RGB masstone and scattering power x (the same for the three channels). */
export const film = (masstone: LinearRgb, x: number): Film => {
  const [p, q, r] = [filmChannel(masstone[0], x), filmChannel(masstone[1], x), filmChannel(masstone[2], x)];
  return { r0: [p.r0, q.r0, r.r0], t: [p.t, q.t, r.t] };
};

/** One channel over a substrate albedo 0..1: R0 + T^2 A / (1 - R0 A). */
export const overChannel = (r0: number, t: number, albedo: number): number =>
  r0 + (t * t * albedo) / (1 - r0 * albedo);

/** The film over a substrate of linear-RGB albedo (clamped 0..1): the albedo that is seen. */
export const filmOver = (f: Film, albedo: LinearRgb): LinearRgb => {
  const a = each(albedo, (v) => Math.min(1, Math.max(0, v)));
  return [
    overChannel(f.r0[0], f.t[0], a[0]),
    overChannel(f.r0[1], f.t[1], a[1]),
    overChannel(f.r0[2], f.t[2], a[2]),
  ];
};

/** Contrast ratio of a film: luminance over black / luminance over white, 0..1. */
export const contrastRatio = (f: Film): number => {
  const white = filmOver(f, [1, 1, 1]);
  return luminance(f.r0[0], f.r0[1], f.r0[2]) / luminance(white[0], white[1], white[2]);
};

/** Scattering powers beyond this change no 8-bit pixel for any masstone in range except very dark ones, which are opaque by then. */
const X_MAX = 400;

/**
 * The scattering power x at which the product has contrast ratio `coverage` (0..1; 1 is taken as .999), by bisection.
 * The same x means different covers for light and dark shades (rendering.md 1.3), so it is solved per shade.
 */
export const solveScattering = (masstone: LinearRgb, coverage: number): number => {
  if (!(coverage > 0)) return 0;
  const target = Math.min(0.999, coverage);
  let [lo, hi] = [0, X_MAX];
  for (let i = 0; i < 60; i++) {
    const mid = (lo + hi) / 2;
    if (contrastRatio(film(masstone, mid)) < target) lo = mid;
    else hi = mid;
  }
  return (lo + hi) / 2;
};

/**
 * The film of a product at a contrast ratio and an amount: thickness scales x, so a half amount is a thinner film, not a fade.
 * `amount` 0..1 of the full film.
 */
export const productFilm = (masstone: LinearRgb, coverage: number, amount = 1): Film =>
  film(masstone, solveScattering(masstone, coverage) * amount);
