import type { Triple } from '../types.ts';

/** A point of the picture, px. */
export type Point = readonly [x: number, y: number];

/** A matte card held in the light of the face, in the picture itself. */
export interface CardReference {
  /** The card's corners, px of the picture: the first patch's outer corner, then along its row, around. */
  readonly corners: readonly [Point, Point, Point, Point];
  /** Patches in a row and rows; 1 and 1 for a plain grey card. Default 1, 1. */
  readonly columns?: number;
  readonly rows?: number;
  /** Row by row, what the maker says: a grey's reflectance 0..1, or linear sRGB under D65. At least one grey. */
  readonly patches: readonly (number | Triple)[];
}

/** A shade the user says fits (worn, no visible edge). */
export interface ShadeReference {
  /** Diffuse CIELAB, D65, 2 degree. */
  readonly lab: Triple;
  /** How far the shade may be from the skin, standard deviation of L*, a*, b*: one number or three (skin.md 7.1: 1 measured,
   *  2 measured on a card, 4-5 told by the brand, 7-9 from a swatch picture). */
  readonly sigma: number | Triple;
}

/** What an earlier reading left, kept by the caller with the user's consent (`rememberSkin`). Plain JSON. */
export interface RememberedSkin {
  readonly version: 1;
  readonly lab: Triple;
  /** 3 x 3 covariance, row-major. */
  readonly cov: readonly number[];
  /** ms since 1970 of the reading. */
  readonly at: number;
}

/** What is known beside the picture. Without any of it the whites of the eyes are the reference. */
export interface SkinReference {
  readonly card?: CardReference;
  readonly shade?: ShadeReference;
  readonly remembered?: RememberedSkin;
  /** ms since 1970 that `remembered` is aged to. Default: now. */
  readonly now?: number;
}

export type ReferenceMode = 'sclera' | 'grey-card' | 'colour-card' | 'shade' | 'remembered';

/** One reference and what became of it. */
export interface ReferenceUse {
  readonly mode: ReferenceMode;
  /** false: it contradicts the picture (or lies in shadow, is clipped, is too old) and was left out. */
  readonly used: boolean;
  readonly why?: 'contradicts' | 'clipped' | 'too-dark' | 'too-old' | 'not-seen';
}
