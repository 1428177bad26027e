import type { Fields } from '../look/fields.ts';
import type { LookLayer } from '../types.ts';
import type { Film } from './film.ts';

/** A product: what a layer of it may say, and which films it comes down to. One file each in this folder. */
export interface ProductSpec<L extends LookLayer = LookLayer> {
  readonly product: L['product'];
  /** Fields besides `product`; anything else is refused. */
  readonly fields: Fields;
  /** The films of a parsed layer, undermost first; none where there is no coverage or no intensity. */
  films(layer: L): readonly Film[];
}
