import type { WireName } from '../../contract.ts';
import {
  type Adapter,
  judgeByStatus,
  type OutEvent,
  portions,
  TRADE_NAMES,
  tradeParams,
} from '../adapter.ts';

export interface BrazeConfig {
  readonly kind: 'braze';
  /** REST endpoint of the instance. */
  readonly url: string;
  readonly apiKey: string;
}

/** Of one /users/track request: so many events and so many purchases (ecosystem.md 1.1). */
const EACH = 75;
/** Of a request; Braze says 4 MB. */
const BYTES = 4_000_000;

/** Profiles one /users/delete may name (Braze, Delete users). */
const ERASED = 50;

const isPurchase = (e: OutEvent): boolean => e.type === 'order.completed';

const purchases = (e: OutEvent): object[] => {
  const { items, currency } = e.data as {
    items: readonly { sku: string; quantity: number; price: number }[];
    currency: string;
  };
  return items.map((i) => ({
    external_id: e.customerRef,
    product_id: i.sku,
    currency,
    price: i.price,
    quantity: i.quantity,
    time: new Date(e.at).toISOString(),
  }));
};

const write = (events: readonly OutEvent[]): string =>
  JSON.stringify({
    events: events
      .filter((e) => !isPurchase(e))
      .map((e) => ({
        external_id: e.customerRef,
        name: TRADE_NAMES[e.type],
        time: new Date(e.at).toISOString(),
        properties: tradeParams(e),
      })),
    purchases: events.filter(isPurchase).flatMap(purchases),
  });

/** Orders have up to 100 items; each is a purchase of its own to Braze. */
const weight = (e: OutEvent): number => (isPurchase(e) ? purchases(e).length : 1);

/** Braze /users/track, for customers only: `external_id` is the shop's opaque reference. */
export const braze = ({ url, apiKey }: BrazeConfig): Adapter => ({
  types: Object.keys(TRADE_NAMES) as WireName[],
  purposes: ['marketing', 'crm_share'],
  sensitive: false,
  pack: (events) => {
    const named = events.filter((e) => e.customerRef && weight(e) <= EACH);
    const heavy = named.filter((e) => weight(e) > 1);
    const light = named.filter((e) => weight(e) <= 1);
    const { lists, tooLarge } = portions(light, { count: EACH, bytes: BYTES }, write);
    return {
      requests: [...lists, ...heavy.map((e) => [e])].map((list) => ({
        events: list,
        url: `${url}/users/track`,
        headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${apiKey}` },
        body: write(list),
      })),
      unfit: [
        ...tooLarge.map((event) => ({ event, code: 'too-large' })),
        ...events.filter((e) => !e.customerRef).map((event) => ({ event, code: 'no-customer' })),
        ...events
          .filter((e) => e.customerRef && weight(e) > EACH)
          .map((event) => ({ event, code: 'too-many-items' })),
      ],
    };
  },
  judge: judgeByStatus,
  // /users/delete: at most 50 external ids a request.
  erase: ({ customerRefs }) =>
    Array.from({ length: Math.ceil(customerRefs.length / ERASED) }, (_, i) => ({
      url: `${url}/users/delete`,
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${apiKey}` },
      body: JSON.stringify({ external_ids: customerRefs.slice(i * ERASED, (i + 1) * ERASED) }),
    })),
});
