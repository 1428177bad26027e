import type { LookLayer, ProductKind } from '../types.ts';
import { blush } from './blush.ts';
import { bronzer } from './bronzer.ts';
import { brow } from './brow.ts';
import { concealer } from './concealer.ts';
import { contour } from './contour.ts';
import { eyeliner } from './eyeliner.ts';
import { eyeshadow } from './eyeshadow.ts';
import type { Film } from './film.ts';
import { foundation } from './foundation.ts';
import { highlighter } from './highlighter.ts';
import { lipLiner } from './lip-liner.ts';
import { lipstick } from './lipstick.ts';
import { mascara } from './mascara.ts';
import type { ProductSpec } from './product.ts';

/** Every product, from the skin up: the order in which they lie on each other. */
export const PRODUCTS = [
  foundation,
  concealer,
  contour,
  bronzer,
  blush,
  highlighter,
  eyeshadow,
  brow,
  eyeliner,
  mascara,
  lipLiner,
  lipstick,
] as unknown as readonly ProductSpec[];

/** The products' names, from the skin up. */
export const PRODUCT_KINDS: readonly ProductKind[] = PRODUCTS.map((spec) => spec.product);

export const productSpec = (product: ProductKind): ProductSpec =>
  PRODUCTS.find((spec) => spec.product === product)!;

/** All films of the layers, undermost first. Films of nothing are left out. */
export const filmsOf = (layers: readonly LookLayer[]): Film[] =>
  PRODUCTS.flatMap((spec) =>
    layers.filter((layer) => layer.product === spec.product).flatMap((layer) => spec.films(layer)),
  ).filter((film) => film.intensity > 0 && (film.coverage > 0 || (film.evening ?? 0) > 0));
