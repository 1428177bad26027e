import type { WireName } from '../../contract.ts';
import {
  type Adapter,
  judgeByStatus,
  type OutEvent,
  portions,
  TRADE_NAMES,
  tradeParams,
} from '../adapter.ts';

export interface HubspotConfig {
  readonly kind: 'hubspot';
  readonly token: string;
  /** `pe<portal>_`: what HubSpot puts before the names of events that were defined there first. */
  readonly prefix: string;
  readonly url?: string;
}

/** Inputs of one batch. */
const INPUTS = 500;
const BYTES = 1_000_000;
/** Properties of one occurrence. */
const PROPERTIES = 50;

/** Flat properties with names HubSpot takes: lower case a-z, 0-9, _ and at most 50 characters. */
const properties = (e: OutEvent): Record<string, string | number> => {
  const { items, ...flat } = tradeParams(e) as Record<string, string | number> & {
    items?: readonly object[];
  };
  const first = (items?.[0] ?? {}) as Record<string, string | number | undefined>;
  const all: Record<string, string | number | undefined> = {
    ...flat,
    ...first,
    ...(items ? { items: items.length } : {}),
  };
  return Object.fromEntries(
    Object.entries(all)
      .filter((x): x is [string, string | number] => x[1] !== undefined && /^[a-z0-9_]{1,50}$/.test(x[0]))
      .slice(0, PROPERTIES),
  );
};

/** HubSpot custom events, for customers whose reference is the id of the contact there. */
export const hubspot = ({ token, prefix, url = 'https://api.hubapi.com' }: HubspotConfig): Adapter => {
  const write = (events: readonly OutEvent[]): string =>
    JSON.stringify({
      inputs: events.map((e) => ({
        eventName: `${prefix}${TRADE_NAMES[e.type]}`,
        objectId: e.customerRef,
        occurredAt: new Date(e.at).toISOString(),
        // HubSpot keeps one occurrence of a uuid: sending again adds none.
        uuid: e.id,
        properties: properties(e),
      })),
    });
  return {
    types: Object.keys(TRADE_NAMES) as WireName[],
    purposes: ['marketing', 'crm_share'],
    sensitive: false,
    pack: (events) => {
      const { lists, tooLarge } = portions(
        events.filter((e) => e.customerRef),
        { count: INPUTS, bytes: BYTES },
        write,
      );
      return {
        requests: lists.map((list) => ({
          events: list,
          url: `${url}/events/v3/send/batch`,
          headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
          body: write(list),
        })),
        unfit: [
          ...tooLarge.map((event) => ({ event, code: 'too-large' })),
          ...events.filter((e) => !e.customerRef).map((event) => ({ event, code: 'no-customer' })),
        ],
      };
    },
    judge: judgeByStatus,
    // Permanently delete a contact: one a request, by its id (HubSpot, CRM API v3).
    erase: ({ customerRefs }) =>
      customerRefs.map((objectId) => ({
        url: `${url}/crm/v3/objects/contacts/gdpr-delete`,
        headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
        body: JSON.stringify({ objectId }),
      })),
  };
};
