import type { FoundationFinish, LipstickFinish } from '../types.ts';

/** How a film changes the surface. Start values: rendering.md 1.5 and 1.7, tuned on photographs (decision 0021). */
export interface Finish {
  /** Contrast ratio when the layer gives none, 0..1. */
  readonly coverage: number;
  /** Exponent of the fine relief that stays in the rebuilt surface: 1 keeps every line, lower evens them. */
  readonly relief: number;
  /** Share of the skin's own specular light that stays. */
  readonly keep: number;
  /** Gain of the modelled highlight (GGX lobe from the pose and the lip's bulge), 0..1. */
  readonly lobe: number;
  /** GGX roughness of that lobe. */
  readonly alpha: number;
  /** Normal reflectance of the film's surface. */
  readonly f0: number;
  /** Gain of the highlights that the picture itself has, 0..1. */
  readonly boost: number;
  /** Exponent on the worn albedo; above 1 is the deeper colour of a wet film. */
  readonly wet: number;
}

export const LIPSTICK_FINISHES: Readonly<Record<LipstickFinish, Finish>> = {
  sheer: { coverage: 0.3, relief: 1, keep: 1, lobe: 0.15, alpha: 0.3, f0: 0.04, boost: 0.1, wet: 1 },
  satin: { coverage: 0.75, relief: 0.9, keep: 0.8, lobe: 0.25, alpha: 0.35, f0: 0.04, boost: 0.12, wet: 1 },
  cream: { coverage: 0.85, relief: 0.85, keep: 0.6, lobe: 0.15, alpha: 0.42, f0: 0.04, boost: 0.05, wet: 1 },
  matte: { coverage: 0.95, relief: 0.8, keep: 0.15, lobe: 0, alpha: 0.7, f0: 0.03, boost: 0, wet: 1 },
  gloss: { coverage: 0.4, relief: 0.7, keep: 1, lobe: 0.85, alpha: 0.24, f0: 0.04, boost: 0.55, wet: 1.1 },
};

export const FOUNDATION_FINISHES: Readonly<Record<FoundationFinish, Finish>> = {
  matte: { coverage: 0.6, relief: 0.92, keep: 0.25, lobe: 0, alpha: 0.7, f0: 0.03, boost: 0, wet: 1 },
  natural: { coverage: 0.6, relief: 1, keep: 0.7, lobe: 0, alpha: 0.5, f0: 0.04, boost: 0, wet: 1 },
  dewy: { coverage: 0.6, relief: 0.97, keep: 1.15, lobe: 0.15, alpha: 0.35, f0: 0.04, boost: 0.18, wet: 1 },
};

/**
 * Evening strength of a foundation: how much of the 1.5-8 mm unevenness of the skin it hides. Sheer .15, medium .40,
 * full .65 at contrast ratio .30, .60, .90 (rendering.md 1.7); linear between, 0 without product.
 */
export const eveningStrength = (coverage: number): number =>
  coverage <= 0.3 ? (coverage / 0.3) * 0.15 : Math.min(0.7, 0.15 + ((coverage - 0.3) / 0.6) * 0.5);
