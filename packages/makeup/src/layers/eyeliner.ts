import { boolean, filmFields, number, oneOf } from '../look/fields.ts';
import type { EyelinerLayer } from '../types.ts';
import type { ProductSpec } from './product.ts';

export const eyeliner: ProductSpec<EyelinerLayer> = {
  product: 'eyeliner',
  fields: {
    ...filmFields,
    finish: oneOf('matte', 'satin', 'gloss'),
    width: number(0.3, 4),
    wing: number(0, 15),
    lower: boolean,
  },
  films: () => [],
};
