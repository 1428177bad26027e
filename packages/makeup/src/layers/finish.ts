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
  /** Light that short fibres and dry powder send back at grazing angles (velvet), 0..1 of a white surface's. Default 0. */
  readonly sheen?: number;
  /** How much the surface reflects like the pigment's own metal: its reflections take the product's colour and its body darkens, 0..1. Default 0. */
  readonly metal?: number;
}

/** A surface of dry powder that lets the skin's own finish through: blush, bronzer, contour, matte shadow. */
export const POWDER: Finish = {
  coverage: 0.2,
  relief: 1,
  keep: 0.9,
  lobe: 0,
  alpha: 0.6,
  f0: 0.04,
  boost: 0,
  wet: 1,
};
