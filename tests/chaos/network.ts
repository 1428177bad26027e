import { Buffer } from 'node:buffer';
import type { Route } from '@carmine/cli/server';
import { barredByStamp, EVENT_RULES, type WireEvent, wireName } from '@carmine/crm/contract';

/** Handles one request as the collector does. */
export type Handle = (headers: Record<string, string>, body: string) => Promise<Response>;

/** What went over the network, as it was seen between page and collector. */
export interface Ledger {
  requests: number;
  /** Requests or answers that the network lost. */
  lost: number;
  /** Requests that the network sent once more by itself. */
  doubled: number;
  /** Events, counted each time they were under way. */
  events: number;
  /** Types that left without the consent their own stamp must show. */
  readonly unlawful: string[];
  /** `source id` of each event that some answer called accepted, whether or not the answer arrived. */
  readonly accepted: Map<string, number>;
  /** `sku` of what was told, by how often it was under way. */
  readonly skus: Map<string, number>;
}

export const emptyLedger = (): Ledger => ({
  requests: 0,
  lost: 0,
  doubled: 0,
  events: 0,
  unlawful: [],
  accepted: new Map(),
  skus: new Map(),
});

const PORTAL = '<!doctype html><title>Sign in to the airport</title>';
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const count = (map: Map<string, number>, key: string): void => void map.set(key, (map.get(key) ?? 0) + 1);

const read = (ledger: Ledger, body: string): readonly WireEvent[] => {
  const events = JSON.parse(body) as WireEvent[];
  ledger.events += events.length;
  for (const event of events) {
    const name = wireName(event.type);
    if (!name || EVENT_RULES[name].from !== 'page' || barredByStamp(name, event))
      ledger.unlawful.push(event.type);
    if ('sku' in event.data) count(ledger.skus, String(event.data.sku));
  }
  return events;
};

/** Hands a request to the collector and notes what it called accepted. */
const deliver = async (
  ledger: Ledger,
  handle: Handle,
  { headers, body, events }: { headers: Record<string, string>; body: string; events: readonly WireEvent[] },
): Promise<Response> => {
  const answer = await handle(headers, body);
  const results = answer.ok
    ? ((await answer.clone().json()) as { results: { status: string }[] }).results
    : [];
  for (const [i, { status }] of results.entries())
    if (status === 'accepted') count(ledger.accepted, `${events[i]!.source} ${events[i]!.id}`);
  return answer;
};

export interface BadNetworkOptions {
  readonly ledger: Ledger;
  readonly handle: Handle;
  readonly random: () => number;
  /** ms that a request or an answer may take on the way, at most; most are much quicker. */
  readonly slowest: number;
  /** true: nobody answers at all. */
  readonly down: () => boolean;
}

/** A network that drops, delays, doubles and lets overtake, before a collector that is at times busy or behind a portal. The seed makes its dice, the
 *  order of requests is the browser's. */
export const badNetwork = (options: BadNetworkOptions): Route => {
  const { ledger, handle, random, slowest, down } = options;
  const dawdle = () => pause(random() ** 3 * slowest);
  return async (request, response, path) => {
    if (path !== '/v1/events') return false;
    const parts: Buffer[] = [];
    // A tab that is killed cuts its request off in the middle.
    const whole = await (async () => {
      for await (const part of request) parts.push(part as Buffer);
    })().then(
      () => true,
      () => false,
    );
    ledger.requests += 1;
    const fate = random();
    // Lost if nobody answers when it sets out or when it would arrive: what sets out in an outage must not arrive after it.
    const cut = down();
    await dawdle();
    if (!whole || cut || fate < 0.1 || down()) {
      ledger.lost += 1;
      request.socket.destroy();
      return true;
    }
    const body = Buffer.concat(parts).toString('utf8');
    const headers = Object.fromEntries(Object.entries(request.headers).map(([k, v]) => [k, String(v)]));
    const events = read(ledger, body);
    if (fate < 0.15) return answered(response.writeHead(503, { 'retry-after': '1' }).end());
    if (fate < 0.18) return answered(response.writeHead(200, { 'content-type': 'text/html' }).end(PORTAL));
    const answer = await deliver(ledger, handle, { headers, body, events });
    if (fate < 0.32) {
      // The network sends it once more on its own, after others.
      ledger.doubled += 1;
      void dawdle().then(() => deliver(ledger, handle, { headers, body, events }));
    }
    await dawdle();
    if (fate < 0.47) {
      ledger.lost += 1;
      request.socket.destroy();
      return true;
    }
    return answered(
      response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text()),
    );
  };
};

const answered = (_sent: unknown): true => true;
