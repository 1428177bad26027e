import type { TryOnState } from '@carmine/session';
import type { InboxEvent, LogKind, LogLine } from './crm/log.ts';
import { type Locale, PRODUCTS, type ProductId, productOf } from './products.ts';

export interface BagLine {
  readonly sku: string;
  readonly quantity: number;
}

/** Everything the page shows; a new object for every change. */
export interface Shop {
  readonly locale: Locale;
  readonly product: ProductId;
  /** The shade chosen of each product; '' before one is. */
  readonly chosen: Readonly<Record<ProductId, string>>;
  /** The shade last handed to the mirror. */
  readonly worn: string;
  readonly bag: readonly BagLine[];
  readonly bagOpen: boolean;
  /** The sku just added, for the button's answer. */
  readonly added: string;
  readonly mirror: TryOnState | null;
  readonly log: readonly LogLine[];
  readonly filter: LogKind | 'all';
  readonly opened: string;
  readonly copied: string;
  /** Id of the case kept from the present reading; '' before. */
  readonly caseId: string;
}

/** The first thing on the counter: the house red. */
export const FIRST_SHADE = 'CL-12';

export const initialShop = (locale: Locale): Shop => ({
  locale,
  product: PRODUCTS[0]!.id,
  chosen: {
    ...(Object.fromEntries(PRODUCTS.map((p) => [p.id, ''])) as Record<ProductId, string>),
    'carmine-letters': FIRST_SHADE,
  },
  worn: FIRST_SHADE,
  bag: [],
  bagOpen: false,
  added: '',
  mirror: null,
  log: [],
  filter: 'all',
  opened: '',
  copied: '',
  caseId: '',
});

type Change = Partial<Shop> | ((shop: Shop) => Partial<Shop>);

/** One object, one listener list: state down, wishes up. */
export class ShopStore {
  shop: Shop;
  readonly #listeners = new Set<(shop: Shop) => void>();

  constructor(shop: Shop) {
    this.shop = shop;
  }

  set(change: Change): void {
    const next = typeof change === 'function' ? change(this.shop) : change;
    this.shop = { ...this.shop, ...next };
    for (const listener of this.#listeners) listener(this.shop);
  }

  subscribe(listener: (shop: Shop) => void): void {
    this.#listeners.add(listener);
  }

  /** A shade was chosen, in the shop or in the mirror: both show it. */
  choose(sku: string): void {
    const product = productOf(sku);
    if (!product) return;
    this.set((s) => ({
      product: product.id,
      worn: sku,
      added: '',
      chosen: { ...s.chosen, [product.id]: sku },
    }));
  }

  /** Puts one piece into the bag; a shade already there counts up. */
  addToBag(sku: string): void {
    this.set((s) => ({ bag: withOneMore(s.bag, sku), added: sku }));
  }

  setQuantity(sku: string, quantity: number): void {
    this.set((s) => ({
      bag: s.bag.flatMap((l) => (l.sku !== sku ? [l] : quantity > 0 ? [{ sku, quantity }] : [])),
      added: '',
    }));
  }
}

const withOneMore = (bag: readonly BagLine[], sku: string): readonly BagLine[] =>
  bag.some((l) => l.sku === sku)
    ? bag.map((l) => (l.sku === sku ? { ...l, quantity: l.quantity + 1 } : l))
    : [...bag, { sku, quantity: 1 }];

/** A new line on top of the log; at most 200 are kept. */
export const logged = (log: readonly LogLine[], event: InboxEvent, kind: LogKind): readonly LogLine[] =>
  [{ kind, event }, ...log].slice(0, 200);
