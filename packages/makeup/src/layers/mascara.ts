import { boolean, filmFields, number } from '../look/fields.ts';
import type { MascaraLayer } from '../types.ts';
import { LINER_FINISHES } from './liner-finishes.ts';
import type { ProductSpec } from './product.ts';
import { lashStroke } from './strokes/lash-stroke.ts';

/** Mascara: lashes, longer and denser than the picture's own. */
export const mascara: ProductSpec<MascaraLayer> = {
  product: 'mascara',
  fields: {
    ...filmFields,
    length: number(0.5, 2),
    volume: number(0.5, 2),
    lower: boolean,
  },
  films: ({ color, coverage, intensity = 1, length = 1.2, volume = 1, lower = true }) => [
    {
      product: 'mascara',
      place: { on: 'stroke', stroke: lashStroke({ length, volume, lower }) },
      color,
      coverage: coverage ?? LINER_FINISHES.satin.coverage,
      intensity,
      finish: LINER_FINISHES.satin,
    },
  ],
};
