import { filmFields, oneOf } from '../look/fields.ts';
import type { BrowLayer } from '../types.ts';
import type { ProductSpec } from './product.ts';

export const brow: ProductSpec<BrowLayer> = {
  product: 'brow',
  fields: {
    ...filmFields,
    style: oneOf('powder', 'hair', 'both'),
  },
  films: () => [],
};
