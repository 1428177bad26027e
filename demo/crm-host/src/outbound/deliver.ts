import { EVENT_RULES, type Purpose } from '../contract.ts';
import type { Database, Sql } from '../db/database.ts';
import { allowedOf } from '../people/consents.ts';
import type { StoredEvent } from '../work/event.ts';
import type { Adapter, OutEvent, Packed, PackedErasure, Packing, Verdict } from './adapter.ts';

/** Adapters by the name of their destination. */
export type Destinations = ReadonlyMap<string, Adapter>;

export interface DeliverOptions {
  readonly db: Database;
  readonly destinations: Destinations;
  /** ms since 1970. */
  readonly now: () => number;
  readonly fetch: typeof fetch;
  /** Throws for an address that no destination may have. */
  readonly check: (url: string) => Promise<void>;
  /** 0..1, for jitter. */
  readonly random: () => number;
  /** Opens what only this host may read. */
  readonly secret: string;
}

/** Whether an event may go there by its type, class and the consent it carries. */
const mayGo = (adapter: Adapter, e: StoredEvent): boolean => {
  const rule = EVENT_RULES[e.type];
  if (adapter.types && !adapter.types.includes(e.type)) return false;
  if (rule.dataClass === 'sensitive' && !adapter.sensitive) return false;
  if (rule.basis === 'record' || rule.basis === 'operation') return false;
  return rule.basis === 'contract' || adapter.purposes.every((p) => e.purposes.includes(p));
};

/** Queues events for every destination that has a use for them, in the transaction of everything else they mean. */
export const queueDeliveries =
  (destinations: Destinations) =>
  async (sql: Sql, events: readonly StoredEvent[], { now }: { readonly now: number }): Promise<void> => {
    const rows = [...destinations].flatMap(([destination, adapter]) =>
      events.filter((e) => mayGo(adapter, e)).map((e) => ({ destination, source: e.source, id: e.id })),
    );
    if (rows.length === 0) return;
    await sql.query(
      `insert into deliveries (destination, source, id, next_at)
       select r.destination, r.source, r.id, $2 from jsonb_to_recordset($1::jsonb) as r(destination text, source text, id text)
         join events e on e.source = r.source and e.id = r.id
       on conflict do nothing`,
      [JSON.stringify(rows), new Date(now).toISOString()],
    );
  };

/** s to wait after each failure (Standard Webhooks); after the last the event is given up. */
const WAITS = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400];
/** Events taken at a time, and ms after which another process may take them when this one has died. */
const PORTION = 100;
const LEASE_MS = 120_000;
/** ms until a destination must have answered. */
const TIMEOUT_MS = 20_000;
/** s of Retry-After that are believed. */
const LONGEST_WAIT = 86_400;

interface Claimed extends OutEvent {
  readonly person: string | null;
}

/** Takes events for one destination; nothing is locked while they are under way, a lease says until when they are ours. */
const claim = async (sql: Sql, destination: string, now: number): Promise<Claimed[]> => {
  const rows = await sql.query<Omit<Claimed, 'at'> & { at: Date }>(
    `with mine as (
       update deliveries set next_at = $3, attempts = attempts + 1
        where (destination, source, id) in (
          select destination, source, id from deliveries
           where destination = $1 and state = 'waiting' and next_at <= $2
           order by next_at, source, id limit $4 for update skip locked)
       returning source, id, attempts)
     select e.id, e.source, e.type, e.class, e.corrected as at, e.session_id as session, e.anon_id as "anonId",
            e.customer_ref as "customerRef", e.data, m.attempts - 1 as attempts, i.person_id as person
       from mine m join events e on e.source = m.source and e.id = m.id
       left join lateral (
         select person_id from identifiers k
          where (k.kind, k.value) in (('customer', e.customer_ref), ('anon', e.anon_id), ('session', e.session_id))
          order by k.kind = 'customer' desc, k.kind limit 1) i on true
      order by e.corrected, e.seq`,
    [destination, new Date(now).toISOString(), new Date(now + LEASE_MS).toISOString(), PORTION],
  );
  return rows.map((r) => ({ ...r, at: r.at.getTime() }));
};

const done = (sql: Sql, destination: string, events: readonly OutEvent[]): Promise<unknown> =>
  sql.query(
    `delete from deliveries where destination = $1 and (source, id) in (select s, i from unnest($2::text[], $3::text[]) as k(s, i))`,
    [destination, events.map((e) => e.source), events.map((e) => e.id)],
  );

const giveUp = (
  sql: Sql,
  destination: string,
  events: readonly OutEvent[],
  error: string,
): Promise<unknown> =>
  sql.query(
    `update deliveries set state = 'dead', error = $4
      where destination = $1 and (source, id) in (select s, i from unnest($2::text[], $3::text[]) as k(s, i))`,
    [destination, events.map((e) => e.source), events.map((e) => e.id), error],
  );

/** ms until what failed is tried again: the schedule with up to a fifth more, so that what failed together does not come back together. undefined: no more. */
export const waitAfter = (attempts: number, retryAfter: number, random: number): number | undefined => {
  const wait = WAITS[attempts];
  if (wait === undefined) return undefined;
  return Math.max(wait * (1 + random / 5), Math.min(retryAfter, LONGEST_WAIT)) * 1000;
};

const again = async (
  { db, now, random }: DeliverOptions,
  destination: string,
  events: readonly OutEvent[],
  error: string,
  retryAfter: number,
): Promise<void> => {
  for (const e of events) {
    const ms = waitAfter(e.attempts, retryAfter, random());
    if (ms === undefined) {
      await giveUp(db, destination, [e], error);
      continue;
    }
    await db.query(
      'update deliveries set next_at = $4, error = $5 where destination = $1 and source = $2 and id = $3',
      [destination, e.source, e.id, new Date(now() + ms).toISOString(), error],
    );
  }
};

interface Sent {
  readonly verdict: Verdict;
  readonly error: string;
  /** s. */
  readonly retryAfter: number;
}

/** Sends one request and says what the answer means. */
export const send = async (
  options: DeliverOptions,
  adapter: Adapter,
  packed: PackedErasure,
): Promise<Sent> => {
  try {
    await options.check(packed.url);
  } catch (error) {
    return { verdict: 'refused', error: (error as Error).message, retryAfter: 0 };
  }
  try {
    const response = await options.fetch(packed.url, {
      method: 'POST',
      headers: packed.headers,
      body: packed.body,
      // A redirect would lead past the check of the address.
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const body = await response.text();
    const retryAfter = Number(response.headers.get('retry-after') ?? 0) || 0;
    return { verdict: adapter.judge(response, body), error: `status-${response.status}`, retryAfter };
  } catch (error) {
    return { verdict: 'retry', error: (error as Error).name, retryAfter: 0 };
  }
};

const settle = async (
  options: DeliverOptions,
  destination: string,
  packed: Packed,
  sent: Sent,
): Promise<void> => {
  const { db, now } = options;
  if (sent.verdict === 'taken') await done(db, destination, packed.events);
  else if (sent.verdict === 'refused') await giveUp(db, destination, packed.events, sent.error);
  else await again(options, destination, packed.events, sent.error, sent.retryAfter);
  if (sent.verdict === 'gone')
    await db.query(
      'insert into destinations_off (destination, since, reason) values ($1, $2, $3) on conflict do nothing',
      [destination, new Date(now()).toISOString(), sent.error],
    );
};

/** Consent is asked again when an event leaves: it may have been taken back since it was queued. */
const stillAllowed = async (sql: Sql, adapter: Adapter, events: readonly Claimed[]): Promise<Claimed[]> => {
  const allowed = new Map<string, ReadonlySet<Purpose>>();
  for (const { person } of events)
    if (person && !allowed.has(person)) allowed.set(person, await allowedOf(sql, person));
  return events.filter((e) => {
    if (EVENT_RULES[e.type].basis === 'contract' || !e.person) return true;
    const now = allowed.get(e.person);
    return adapter.purposes.every((p) => now?.has(p));
  });
};

const deliverTo = async (options: DeliverOptions, destination: string, adapter: Adapter): Promise<number> => {
  const { db, now } = options;
  const claimed = await claim(db, destination, now());
  if (claimed.length === 0) return 0;
  const allowed = await stillAllowed(db, adapter, claimed);
  const kept = new Set(allowed);
  await done(
    db,
    destination,
    claimed.filter((e) => !kept.has(e)),
  );
  let packing: Packing;
  try {
    packing = await adapter.pack(allowed, now());
  } catch (error) {
    await again(options, destination, allowed, (error as Error).message, 0);
    return 0;
  }
  const { requests, unfit } = packing;
  for (const { event, code } of unfit) await giveUp(db, destination, [event], code);
  for (const packed of requests)
    await settle(options, destination, packed, await send(options, adapter, packed));
  return claimed.length;
};

/** Sends what is due to every destination that is not switched off. At least once each: a receiver drops repeats by the event's id. */
export const deliverAll = async (options: DeliverOptions): Promise<void> => {
  const off = new Set(
    (await options.db.query<{ destination: string }>('select destination from destinations_off')).map(
      (r) => r.destination,
    ),
  );
  for (const [destination, adapter] of options.destinations)
    while (!off.has(destination) && (await deliverTo(options, destination, adapter)) === PORTION);
};
