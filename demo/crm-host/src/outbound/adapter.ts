import type { DataClass } from '@carmine/crm';
import type { Purpose, WireName } from '../contract.ts';

/** An event as an adapter sees it. */
export interface OutEvent {
  readonly id: string;
  readonly source: string;
  readonly type: WireName;
  readonly class: DataClass;
  /** ms since 1970, the corrected clock. */
  readonly at: number;
  readonly session: string;
  readonly anonId: string | null;
  readonly customerRef: string | null;
  readonly data: Readonly<Record<string, unknown>>;
  /** Times it was sent before. */
  readonly attempts: number;
}

/** One request and the events that are in it. */
export interface Packed {
  readonly events: readonly OutEvent[];
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An event that this destination can never take. */
export interface Unfit {
  readonly event: OutEvent;
  readonly code: string;
}

export interface Packing {
  readonly requests: readonly Packed[];
  readonly unfit: readonly Unfit[];
}

/** Under what a destination may know somebody who was erased. */
export interface ErasedPerson {
  readonly customerRefs: readonly string[];
  readonly anonIds: readonly string[];
}

/** A request without events: an erasure to be told. */
export type PackedErasure = Omit<Packed, 'events'>;

/** What an answer means for the events of a request. retry: later, all of them; gone: this destination is no more. */
export type Verdict = 'taken' | 'retry' | 'refused' | 'gone';

export interface Adapter {
  /** Types it has a use for; undefined: all. */
  readonly types?: readonly WireName[];
  /** Consent an event must carry, and its person still give. */
  readonly purposes: readonly Purpose[];
  /** Readings of skin and declared stages never go to marketing systems. */
  readonly sensitive: boolean;
  /** `now`: ms since 1970. May ask for a token, and so wait. */
  pack(events: readonly OutEvent[], now: number): Packing | Promise<Packing>;
  judge(response: Response, body: string): Verdict;
  /** How it hears that somebody was erased; left out where the vendor's interface has no such request. `id`: the same when it is told again. */
  erase?(
    who: ErasedPerson,
    now: number,
    id: string,
  ): readonly PackedErasure[] | Promise<readonly PackedErasure[]>;
}

/** The rule of HTTP for most: 2xx is taken; 408, 425, 429 and 5xx come again; 410 is gone; the rest is refused. */
export const judgeByStatus = ({ status }: Response): Verdict => {
  if (status >= 200 && status < 300) return 'taken';
  if (status === 410) return 'gone';
  return status === 408 || status === 425 || status === 429 || status >= 500 ? 'retry' : 'refused';
};

/** Packs items into lists that stay within a count and the bytes of what `write` makes of them; an item too large alone is left over. What an item adds to a list is what it adds to an empty one, and a comma. */
export const portions = <T>(
  items: readonly T[],
  limit: { readonly count: number; readonly bytes: number },
  write: (items: readonly T[]) => string,
): { lists: T[][]; tooLarge: T[] } => {
  const empty = Buffer.byteLength(write([]));
  const lists: T[][] = [];
  const tooLarge: T[] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const item of items) {
    const adds = Buffer.byteLength(write([item])) - empty + 1;
    const last = lists.at(-1);
    if (empty + adds >= limit.bytes) tooLarge.push(item);
    else if (last && last.length < limit.count && size + adds < limit.bytes) {
      last.push(item);
      size += adds;
    } else {
      lists.push([item]);
      size = empty + adds;
    }
  }
  return { lists, tooLarge };
};

/** Names of the trade for our types (GA4, Segment e-commerce). */
export const TRADE_NAMES: Partial<Readonly<Record<WireName, string>>> = {
  'product.viewed': 'view_item',
  'shade.applied': 'try_on_shade',
  'look.saved': 'save_look',
  'product.added': 'add_to_cart',
  'order.completed': 'purchase',
};

/** What those names carry, as GA4 and most others call it. */
export const tradeParams = (e: OutEvent): Record<string, unknown> => {
  const d = e.data as {
    sku?: string;
    brand?: string;
    quantity?: number;
    price?: number;
    currency?: string;
    total?: number;
    orderRef?: string;
    items?: readonly { sku: string; quantity: number; price: number }[];
  };
  const item = d.sku ? [{ item_id: d.sku, item_brand: d.brand, quantity: d.quantity, price: d.price }] : [];
  const items = d.items?.map((i) => ({ item_id: i.sku, quantity: i.quantity, price: i.price })) ?? item;
  return {
    ...(d.orderRef ? { transaction_id: d.orderRef } : {}),
    ...(d.currency ? { currency: d.currency, value: d.total ?? (d.price ?? 0) * (d.quantity ?? 1) } : {}),
    ...(items.length ? { items } : {}),
  };
};
