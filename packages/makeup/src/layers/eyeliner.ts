import { boolean, filmFields, number, oneOf } from '../look/fields.ts';
import type { EyelinerLayer } from '../types.ts';
import { LINER_FINISHES } from './liner-finishes.ts';
import type { ProductSpec } from './product.ts';
import { linerStroke } from './strokes/liner-stroke.ts';

/** Eyeliner: a line on the lashes that may run out into a wing. */
export const eyeliner: ProductSpec<EyelinerLayer> = {
  product: 'eyeliner',
  fields: {
    ...filmFields,
    finish: oneOf('matte', 'satin', 'gloss'),
    width: number(0.3, 4),
    wing: number(0, 15),
    lower: boolean,
  },
  films: ({
    color,
    coverage,
    intensity = 1,
    finish: name = 'satin',
    width = 1.2,
    wing = 0,
    lower = false,
  }) => {
    const finish = LINER_FINISHES[name];
    return [
      {
        product: 'eyeliner',
        place: { on: 'stroke', stroke: linerStroke({ width, wing, lower }) },
        color,
        coverage: coverage ?? finish.coverage,
        intensity,
        finish,
      },
    ];
  },
};
