import { filmFields, number, oneOf } from '../look/fields.ts';
import type { LipLinerLayer } from '../types.ts';
import { LINER_FINISHES } from './liner-finishes.ts';
import type { ProductSpec } from './product.ts';

/** Lip liner: a band along the outline, on both its sides. */
export const lipLiner: ProductSpec<LipLinerLayer> = {
  product: 'lip-liner',
  fields: {
    ...filmFields,
    finish: oneOf('matte', 'satin', 'gloss'),
    width: number(0.5, 4),
  },
  films: ({ color, coverage, intensity = 1, finish: name = 'matte', width = 1.6 }) => {
    const finish = LINER_FINISHES[name];
    return [
      {
        product: 'lip-liner',
        place: { on: 'lips', shape: { kind: 'line', width } },
        color,
        coverage: coverage ?? finish.coverage,
        intensity,
        finish,
      },
    ];
  },
};
