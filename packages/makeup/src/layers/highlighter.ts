import { filmFields, someOf } from '../look/fields.ts';
import type { HighlighterLayer } from '../types.ts';
import type { ProductSpec } from './product.ts';

export const highlighter: ProductSpec<HighlighterLayer> = {
  product: 'highlighter',
  fields: {
    ...filmFields,
    areas: someOf('cheekbones', 'nose', 'cupid', 'brow-bone'),
  },
  films: () => [],
};
