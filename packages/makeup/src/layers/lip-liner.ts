import { filmFields, number, oneOf } from '../look/fields.ts';
import type { LipLinerLayer } from '../types.ts';
import type { ProductSpec } from './product.ts';

export const lipLiner: ProductSpec<LipLinerLayer> = {
  product: 'lip-liner',
  fields: {
    ...filmFields,
    finish: oneOf('matte', 'satin', 'gloss'),
    width: number(0.5, 4),
  },
  films: () => [],
};
