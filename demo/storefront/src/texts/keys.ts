import type { FaceState, Phase } from '@carmine/session';
import type { ProductId } from '../products.ts';
import type { AskKey } from './ask-keys.ts';
import type { Piece, PieceKey } from './piece-keys.ts';
import type { ServiceKey } from './service-keys.ts';

/** The first three products, told with texture and use. */
type Story = Exclude<ProductId, Piece>;

type PageKey =
  | 'meta.title'
  | 'meta.description'
  | 'bar.note'
  | 'skip'
  | 'nav.label'
  | 'nav.products'
  | 'nav.mirror'
  | 'nav.care'
  | 'nav.log'
  | 'lang.label'
  | 'hero.eyebrow'
  | 'hero.title'
  | 'hero.lead'
  | 'hero.mirror'
  | 'hero.shop'
  | 'hero.fact.foundation'
  | 'hero.fact.lipstick'
  | 'hero.fact.upload'
  | 'products.title'
  | 'product.tabs'
  | 'product.shade'
  | 'product.pick'
  | 'product.more'
  | 'product.add'
  | 'product.added'
  | 'product.try'
  | 'product.find'
  | 'product.match.none'
  | 'product.match.value'
  | 'product.match.other'
  | 'product.match.title'
  | 'product.texture'
  | 'product.use'
  | 'product.returns'
  | 'product.returns.body'
  | 'mirror.title'
  | 'mirror.lead'
  | 'care.title'
  | 'care.lead'
  | 'care.change.title'
  | 'care.change.body'
  | 'care.why.title'
  | 'care.why.body'
  | 'log.title'
  | 'log.lead'
  | 'log.empty'
  | 'log.filter'
  | 'log.count'
  | 'log.copy'
  | 'log.copied'
  | 'log.envelope'
  | 'log.choose'
  | 'log.kind.all'
  | 'log.kind.shade'
  | 'log.kind.skin'
  | 'log.kind.session'
  | 'log.kind.error'
  | 'log.kind.case'
  | 'line.shade.applied'
  | 'line.shade.matched'
  | 'line.shade.abstained'
  | 'line.skin.scored'
  | 'line.skin.none'
  | 'line.session.started'
  | 'line.session.ended'
  | 'line.session.state'
  | 'line.sdk.error'
  | 'line.other'
  | 'bag.title'
  | 'bag.open'
  | 'bag.empty'
  | 'bag.total'
  | 'bag.checkout'
  | 'bag.note'
  | 'bag.remove'
  | 'bag.close'
  | 'bag.quantity'
  | 'footer.note'
  | 'footer.made';

/** Every text of the shop. */
export type ShopKey =
  | PageKey
  | `phase.${Phase}`
  | `face.${FaceState}`
  | AskKey
  | PieceKey
  | ServiceKey
  | `${Story}.${'tagline' | 'body' | 'texture' | 'use' | 'size'}`;
export type ShopTexts = Readonly<Record<ShopKey, string>>;
