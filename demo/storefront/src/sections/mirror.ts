import type { CarmineEventMap, CarmineTryOn, ShadeChange } from '@carmine/elements';
import type { CarmineEvent, TryOnState } from '@carmine/session';
import { demoCatalogue } from '@carmine/shades/demo';
import { html, type TemplateResult } from 'lit';
import { receive } from '../actions.ts';
import { afterState } from '../crm/tried.ts';
import { PRODUCTS, productById } from '../products.ts';
import type { Shop, ShopStore } from '../store.ts';
import { text } from '../texts/index.ts';

type Inbox = (event: CarmineEvent) => void;
const inboxes = new WeakMap<ShopStore, Inbox>();

/** One callback a shop, so that the element is not handed a new one at every drawing. */
const inboxOf = (store: ShopStore): Inbox => {
  const known = inboxes.get(store) ?? ((event: CarmineEvent) => receive(store, event));
  inboxes.set(store, known);
  return known;
};

const ASSETS = `${import.meta.env.BASE_URL}carmine/`;

/** The shop follows the mirror's product tab; between two foundations it keeps the one shown. */
const showKind = (shop: Shop, store: ShopStore, kind: string): void => {
  if (productById(shop.product).kind === kind) return;
  const next = PRODUCTS.find((p) => p.kind === kind);
  if (next) store.set({ product: next.id, added: '' });
};

/** The mirror: everything the shop must do to embed it. */
export const mirror = (shop: Shop, store: ShopStore): TemplateResult => html`<section
  class="mirror"
  id="mirror"
  aria-labelledby="mirror-title"
>
  <header>
    <h2 id="mirror-title">${text(shop.locale, 'mirror.title')}</h2>
    <p>${text(shop.locale, 'mirror.lead')}</p>
  </header>
  <carmine-try-on
    asset-base=${ASSETS}
    event-source=${`${location.origin}/`}
    .locale=${shop.locale}
    .catalogue=${demoCatalogue}
    .sku=${shop.worn}
    .product=${productById(shop.product).kind}
    .onEvent=${inboxOf(store)}
    @carmine-shadechange=${(e: CustomEvent<ShadeChange>) => {
      if (e.detail.sku) store.choose(e.detail.sku);
      else store.set({ worn: (e.currentTarget as CarmineTryOn).sku });
    }}
    @carmine-productchange=${(e: CarmineEventMap['carmine-productchange']) => showKind(shop, store, e.detail.product)}
    @carmine-statechange=${(e: CustomEvent<TryOnState | null>) =>
      store.set((s) => ({ mirror: e.detail, tried: afterState(s.tried, e.detail) }))}
  ></carmine-try-on>
</section>`;
