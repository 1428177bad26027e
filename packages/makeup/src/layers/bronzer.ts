import { filmFields, oneOf } from '../look/fields.ts';
import type { BronzerLayer } from '../types.ts';
import type { ProductSpec } from './product.ts';

export const bronzer: ProductSpec<BronzerLayer> = {
  product: 'bronzer',
  fields: {
    ...filmFields,
    finish: oneOf('matte', 'satin', 'shimmer'),
  },
  films: () => [],
};
