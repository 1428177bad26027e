import { boolean, filmFields, number } from '../look/fields.ts';
import type { MascaraLayer } from '../types.ts';
import type { ProductSpec } from './product.ts';

export const mascara: ProductSpec<MascaraLayer> = {
  product: 'mascara',
  fields: {
    ...filmFields,
    length: number(0.5, 2),
    volume: number(0.5, 2),
    lower: boolean,
  },
  films: () => [],
};
