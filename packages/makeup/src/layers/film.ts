import type { ProductKind } from '../types.ts';
import type { FaceShape } from './face-shape.ts';
import type { Finish } from './finish.ts';
import type { LipShape } from './lip-shape.ts';
import type { Stroke } from './stroke.ts';

/** Reflecting platelets in a film: a coloured lobe over the body colour (rendering.md 1.6). */
export interface Pearl {
  /** Colour of the platelets' reflection, sRGB "#rrggbb". */
  readonly color: string;
  /** Strength of the lobe, 0..1. */
  readonly strength: number;
  /** GGX roughness of the lobe. */
  readonly alpha: number;
  /** Share of the pearl in single flakes that are seen one by one, 0..1; the rest is continuous. */
  readonly glints: number;
}

/** Where a film's amount comes from: the skin times a shape on the face, the lips times a shape on their chart, or triangles of its own. */
export type FilmPlace =
  | { readonly on: 'skin'; readonly shape: FaceShape | null }
  | { readonly on: 'lips'; readonly shape: LipShape }
  | { readonly on: 'stroke'; readonly stroke: Stroke };

/** One film of product as the engine lays it: what a layer of a look comes down to. */
export interface Film {
  readonly product: ProductKind;
  readonly place: FilmPlace;
  /** Masstone, sRGB "#rrggbb". */
  readonly color: string;
  /** Contrast ratio of the full film, 0..1; 0: there is no film, the skin is only evened. */
  readonly coverage: number;
  /** Share of the full thickness, 0..1. */
  readonly intensity: number;
  readonly finish: Finish;
  /** How much of the skin's unevenness (1.5 to 8 mm) it hides, 0..1. */
  readonly evening?: number;
  /** How much shading it lifts, 0..1: the shading below becomes D^(1 - lift) (rendering.md 1.7, concealer). */
  readonly lift?: number;
  readonly pearl?: Pearl;
}
