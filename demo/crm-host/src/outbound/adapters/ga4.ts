import type { WireName } from '../../contract.ts';
import {
  type Adapter,
  judgeByStatus,
  type OutEvent,
  portions,
  TRADE_NAMES,
  tradeParams,
  type Unfit,
} from '../adapter.ts';

export interface Ga4Config {
  readonly kind: 'ga4';
  readonly measurementId: string;
  readonly apiSecret: string;
  readonly url?: string;
}

/** Limits of the Measurement Protocol (ecosystem.md 1.1). */
const EVENTS = 25;
const BYTES = 130_000;
const VALUE_CHARS = 100;
const AGE_MS = 72 * 3_600_000;

/** Texts cut to what GA4 keeps; it would drop the whole event. */
const cut = (value: unknown): unknown => {
  if (typeof value === 'string') return value.slice(0, VALUE_CHARS);
  if (Array.isArray(value)) return value.map(cut);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, cut(v)]));
};

const write = (client: string, events: readonly OutEvent[]): string =>
  JSON.stringify({
    client_id: client,
    events: events.map((e) => ({
      name: TRADE_NAMES[e.type],
      timestamp_micros: e.at * 1000,
      params: cut(tradeParams(e)),
    })),
  });

const unfitCode = (e: OutEvent, now: number): string | undefined => {
  if (!e.anonId) return 'no-client';
  return now - e.at > AGE_MS ? 'too-old' : undefined;
};

/** GA4 Measurement Protocol: a request a browser, at most 25 events in it. It answers 2xx whatever it thinks of an event, so that what it would refuse is kept back here. */
export const ga4 = ({
  measurementId,
  apiSecret,
  url = 'https://www.google-analytics.com',
}: Ga4Config): Adapter => ({
  types: Object.keys(TRADE_NAMES) as WireName[],
  purposes: ['analytics', 'crm_share'],
  sensitive: false,
  pack: (events, now) => {
    const unfit: Unfit[] = events.flatMap((event) => {
      const code = unfitCode(event, now);
      return code ? [{ event, code }] : [];
    });
    const left = events.filter((e) => unfitCode(e, now) === undefined);
    const address = `${url}/mp/collect?measurement_id=${encodeURIComponent(measurementId)}&api_secret=${encodeURIComponent(apiSecret)}`;
    const clients = [...new Set(left.map((e) => e.anonId as string))];
    const requests = clients.flatMap((client) => {
      const own = left.filter((e) => e.anonId === client);
      const { lists, tooLarge } = portions(own, { count: EVENTS, bytes: BYTES }, (l) => write(client, l));
      unfit.push(...tooLarge.map((event) => ({ event, code: 'too-large' })));
      return lists.map((list) => ({
        events: list,
        url: address,
        headers: { 'Content-Type': 'application/json' },
        body: write(client, list),
      }));
    });
    return { requests, unfit };
  },
  judge: judgeByStatus,
});
