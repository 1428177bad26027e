import type { ConsentSnapshot } from '@carmine/crm/consent';
import type { WireEvent } from '@carmine/crm/contract';
import type { TryOnState } from '@carmine/session';
import { type ComplaintForm, EMPTY_COMPLAINT, type OwnCase } from './crm/complaint.ts';
import { type Desk, type DeskOptions, ShopDesk, type Way } from './crm/desk.ts';
import { kindOf, type LogKind } from './crm/log.ts';
import { NO_QUESTIONS, type QuestionsState } from './crm/questions.ts';
import type { Recommendation } from './crm/recommendation.ts';
import type { Tried } from './crm/tried.ts';
import { type Locale, PRODUCTS, type ProductId, productOf } from './products.ts';

export interface BagLine {
  readonly sku: string;
  readonly quantity: number;
}

/** What was bought in this visit. */
export interface Order {
  readonly ref: string;
  readonly lines: readonly BagLine[];
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
  readonly orders: readonly Order[];
  readonly mirror: TryOnState | null;
  /** Shades tried in this visit, the newest first. */
  readonly tried: readonly Tried[];
  readonly recommended: Recommendation | null;
  readonly consent: ConsentSnapshot;
  /** The question of consent was put off for this visit. */
  readonly askLater: boolean;
  readonly crm: { readonly way: Way; readonly waiting: number; readonly keptBack: number };
  readonly log: readonly WireEvent[];
  readonly filter: LogKind | 'all';
  readonly opened: string;
  readonly copied: string;
  readonly complaint: ComplaintForm;
  /** The case just filed; null: the form is shown. */
  readonly filed: OwnCase | null;
  readonly questions: QuestionsState;
  /** The last request for the customer's own data. */
  readonly asked: { readonly kind: 'export' | 'erasure'; readonly id: string } | null;
}

/** The first thing on the counter: the house red. */
export const FIRST_SHADE = 'CL-12';

const initialShop = (locale: Locale, consent: ConsentSnapshot): Shop => ({
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
  orders: [],
  mirror: null,
  tried: [],
  recommended: null,
  consent,
  askLater: false,
  crm: { way: 'open', waiting: 0, keptBack: 0 },
  log: [],
  filter: 'all',
  opened: '',
  copied: '',
  complaint: EMPTY_COMPLAINT,
  filed: null,
  questions: NO_QUESTIONS,
  asked: null,
});

type Change = Partial<Shop> | ((shop: Shop) => Partial<Shop>);

/** Lines of the log that are kept. */
const LOG = 200;

/** One object, one listener list: state down, wishes up. */
export class ShopStore {
  shop: Shop;
  /** The way to the shop's CRM. */
  readonly desk: Desk;
  readonly #listeners = new Set<(shop: Shop) => void>();

  constructor(locale: Locale, open: (options: DeskOptions) => Desk = (o) => new ShopDesk(o)) {
    this.desk = open({
      onTaken: (event) => this.set((s) => ({ log: [event, ...s.log].slice(0, LOG) })),
      onKeptBack: () => this.set((s) => ({ crm: { ...s.crm, keptBack: s.crm.keptBack + 1 } })),
      onState: (way, waiting) =>
        this.set((s) => ({
          crm: { ...s.crm, way, waiting },
          filed: delivered(s.filed, waiting),
          questions: { ...s.questions, handed: delivered(s.questions.handed, waiting) },
        })),
    });
    this.shop = initialShop(locale, this.desk.consent.snapshot);
    this.desk.consent.listen(({ snapshot }) => this.set({ consent: snapshot }));
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

/** A case that waited is with the shop when nothing waits any more. */
const delivered = <T extends Pick<OwnCase, 'where'>>(filed: T | null, waiting: number): T | null =>
  filed?.where === 'waiting' && waiting === 0 ? { ...filed, where: 'shop' } : filed;

const withOneMore = (bag: readonly BagLine[], sku: string): readonly BagLine[] =>
  bag.some((l) => l.sku === sku)
    ? bag.map((l) => (l.sku === sku ? { ...l, quantity: l.quantity + 1 } : l))
    : [...bag, { sku, quantity: 1 }];

/** The events of the log that a filter shows. */
export const shownLog = ({ log, filter }: Shop): readonly WireEvent[] =>
  filter === 'all' ? log : log.filter((event) => kindOf(event.type) === filter);
