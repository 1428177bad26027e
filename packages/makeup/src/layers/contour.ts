import { filmFields, someOf } from '../look/fields.ts';
import type { ContourLayer } from '../types.ts';
import type { ProductSpec } from './product.ts';

export const contour: ProductSpec<ContourLayer> = {
  product: 'contour',
  fields: {
    ...filmFields,
    areas: someOf('cheeks', 'jaw', 'nose'),
  },
  films: () => [],
};
