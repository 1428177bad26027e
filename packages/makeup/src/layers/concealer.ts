import { filmFields, oneOf, someOf } from '../look/fields.ts';
import type { ConcealerLayer } from '../types.ts';
import type { ProductSpec } from './product.ts';

export const concealer: ProductSpec<ConcealerLayer> = {
  product: 'concealer',
  fields: {
    ...filmFields,
    finish: oneOf('matte', 'natural', 'dewy'),
    areas: someOf('under-eye', 'spots'),
  },
  films: () => [],
};
