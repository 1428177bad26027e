import { filmFields, oneOf } from '../look/fields.ts';
import type { BlushLayer } from '../types.ts';
import type { ProductSpec } from './product.ts';

export const blush: ProductSpec<BlushLayer> = {
  product: 'blush',
  fields: {
    ...filmFields,
    finish: oneOf('matte', 'satin', 'shimmer'),
    placement: oneOf('apple', 'lifted'),
  },
  films: () => [],
};
