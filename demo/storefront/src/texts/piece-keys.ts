import type { LookId } from '../looks.ts';
import type { ProductId } from '../products.ts';

/** Products that are told in a line and a paragraph, without the folded details of the first three. */
export type Piece = Exclude<ProductId, 'bare-silk' | 'velvet-hour' | 'carmine-letters'>;

export type PieceKey =
  | `${Piece}.${'tagline' | 'body' | 'size'}`
  | `look.${LookId}`
  | `look.${LookId}.body`
  | `looks.${'title' | 'lead' | 'try' | 'bag' | 'pieces'}`
  | 'nav.looks';

export type PieceTexts = Readonly<Record<PieceKey, string>>;
