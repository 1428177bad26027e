import { EVENT_RULES } from '../contract.ts';
import { type Database, isRetryable, type Sql } from '../db/database.ts';
import {
  type Barrier,
  ERASED,
  type EventIdentifier,
  identifierToken,
  readBarriers,
} from '../people/barred.ts';
import type { Checked } from './check.ts';
import { identifiersOf } from './identifiers.ts';
import { type EventResult, rejected } from './limits.ts';
import { recordWithdrawals } from './withdrawn.ts';

const key = (kind: string, value: string): string => `${kind}:${value}`;

/** Events of an identifier and the withdrawal of its consent or its erasure wait for each other. Sorted, so that nobody waits in a ring. */
export const lockIdentifiers = async (
  sql: Sql,
  keys: readonly string[],
  mode: 'shared' | 'alone',
): Promise<void> => {
  const lock = mode === 'shared' ? 'pg_advisory_xact_lock_shared' : 'pg_advisory_xact_lock';
  await sql.query(
    `select ${lock}(h) from (select distinct hashtextextended(k, 0) as h from unnest($1::text[]) as k order by h) as keys`,
    [keys],
  );
};

/** Purposes an event rests on: those of its type, and where it names a browser, the sharing that lets it. */
const restsOn = (e: Checked): readonly string[] => [
  ...EVENT_RULES[e.type].purposes,
  ...(e.anonId && EVENT_RULES[e.type].basis === 'consent' ? ['crm_share'] : []),
];

/** Of a session the version counts, which no clock can shift; of a browser or a customer the time. */
const isBefore = (event: Checked, kind: string, barrier: Barrier): boolean =>
  kind === 'session' && barrier.version !== null && event.consentVersion !== null
    ? event.consentVersion < barrier.version
    : event.corrected <= barrier.at.getTime();

/** Why what is known of its person keeps an event out; undefined when nothing does. */
const refusal = (event: Checked, barriers: readonly Barrier[], secret: string): EventResult | undefined => {
  if (barriers.length === 0) return undefined;
  const purposes = restsOn(event);
  for (const [kind, value] of identifiersOf(event)) {
    const token = identifierToken(secret, kind, value);
    for (const barrier of barriers) {
      if (barrier.token !== token || !isBefore(event, kind, barrier)) continue;
      if (barrier.purpose === ERASED) return rejected(event.id, 'erased');
      if (purposes.includes(barrier.purpose))
        return rejected(event.id, 'consent-missing', `${barrier.purpose} was withdrawn`);
    }
  }
  return undefined;
};

const row = (e: Checked): Record<string, unknown> => ({
  ...e,
  time: new Date(e.time).toISOString(),
  corrected: new Date(e.corrected).toISOString(),
  received: new Date(e.received).toISOString(),
  expires: e.expires === null ? null : new Date(e.expires).toISOString(),
});

/** One round trip: stores what is new, queues it, and tells the digest of what was there. */
const INSERT = `
with input as (
  select * from jsonb_to_recordset($1::jsonb) as r(
    source text, id text, type text, class text, subject text, session text, sequence text, time timestamptz,
    corrected timestamptz, received timestamptz, "consentVersion" integer, purposes jsonb, "ageGate" text,
    "anonId" text, "customerRef" text, digest text, data jsonb, expires timestamptz)
), fresh as (
  insert into events (source, id, type, class, subject, session_id, sequence, time, corrected, received,
                      consent_version, purposes, age_gate, anon_id, customer_ref, digest, data, expires_at)
  select source, id, type, class, subject, session, sequence, time, corrected, received, "consentVersion",
         array(select jsonb_array_elements_text(purposes)), "ageGate", "anonId", "customerRef", digest, data, expires
    from input order by source, id
  on conflict (source, id) do nothing
  returning source, id, seq
), queued as (
  insert into event_queue (seq, source, id) select seq, source, id from fresh
)
select i.source, i.id, f.seq is not null as fresh, e.digest
  from input i
  left join fresh f on f.source = i.source and f.id = i.id
  left join events e on e.source = i.source and e.id = i.id`;

interface Stored {
  readonly source: string;
  readonly id: string;
  readonly fresh: boolean;
  readonly digest: string | null;
}

/** Stored rows by name. What another process committed after the statement began only a new statement sees. */
const withDigests = async (sql: Sql, rows: readonly Stored[]): Promise<Map<string, Stored>> => {
  const stored = new Map(rows.map((r) => [key(r.source, r.id), r]));
  const unseen = rows.filter((r) => !r.fresh && r.digest === null);
  if (unseen.length) {
    const late = await sql.query<Stored>(
      'select source, id, false as fresh, digest from events join unnest($1::text[], $2::text[]) as k(source, id) using (source, id)',
      [unseen.map((r) => r.source), unseen.map((r) => r.id)],
    );
    for (const r of late) stored.set(key(r.source, r.id), r);
  }
  return stored;
};

/** Stores and queues events within a transaction, and says of each whether it is new. */
export const insertEvents = async (sql: Sql, events: readonly Checked[]): Promise<Map<string, Stored>> =>
  withDigests(sql, await sql.query<Stored>(INSERT, [JSON.stringify(events.map(row))]));

/** Events whose identifiers nobody else may write to at the same time. */
const takesBack = (e: Checked): boolean => e.type === 'consent.withdrawn';

/** The first of each (source, id) of a batch. */
const firstOfEach = (events: readonly Checked[]): Map<string, Checked> => {
  const first = new Map<string, Checked>();
  for (const e of events) if (!first.has(key(e.source, e.id))) first.set(key(e.source, e.id), e);
  return first;
};

const resultOf = (event: Checked, first: Checked | undefined, stored: Stored | undefined): EventResult => {
  if (first === event && stored?.fresh) return { id: event.id, status: 'accepted' };
  const digest = stored?.fresh ? first?.digest : stored?.digest;
  return digest === event.digest
    ? { id: event.id, status: 'duplicate' }
    : rejected(event.id, 'id-conflict', 'source and id are taken by other content');
};

/** Identifiers of a batch, each once, by the name of their lock. */
const identifiersIn = (events: readonly Checked[]): Map<string, EventIdentifier> =>
  new Map(events.flatMap(identifiersOf).map((p) => [key(...p), p]));

const tokensOf = (identifiers: ReadonlyMap<string, EventIdentifier>, secret: string): string[] =>
  [...identifiers.values()].map(([kind, value]) => identifierToken(secret, kind, value));

/** The careful way: what bars an event is looked at one by one, and what a withdrawal bars is raised. */
const storeClosely = (db: Database, events: readonly Checked[], secret: string): Promise<EventResult[]> =>
  db.transaction(async (sql) => {
    const identifiers = identifiersIn(events);
    await lockIdentifiers(sql, [...identifiers.keys()], events.some(takesBack) ? 'alone' : 'shared');
    const barriers = await readBarriers(sql, tokensOf(identifiers, secret));
    const refused = new Map<Checked, EventResult>();
    for (const event of events) {
      const why = refusal(event, barriers, secret);
      if (why) refused.set(event, why);
    }
    const first = firstOfEach(events.filter((e) => !refused.has(e)));
    const stored = first.size ? await insertEvents(sql, [...first.values()]) : new Map<string, Stored>();
    const fresh = [...first].filter(([k]) => stored.get(k)?.fresh).map(([, e]) => e);
    await recordWithdrawals(sql, fresh, secret);
    return events.map((event) => {
      const k = key(event.source, event.id);
      return refused.get(event) ?? resultOf(event, first.get(k), stored.get(k));
    });
  });

/** One round trip and one commit (migrations/0008-collect.sql); undefined, with nothing stored, where anything bars any of the batch. */
const QUICK = `
select r_source as source, r_id as id, r_fresh as fresh, null as digest, r_barred as barred
  from store_events($1::text[], $2::text[], $3::jsonb)`;

const storeQuickly = async (
  db: Database,
  events: readonly Checked[],
  secret: string,
): Promise<EventResult[] | undefined> => {
  const identifiers = identifiersIn(events);
  const first = firstOfEach(events);
  const rows = await db.query<Stored & { readonly barred: boolean }>(QUICK, [
    [...identifiers.keys()],
    tokensOf(identifiers, secret),
    JSON.stringify([...first.values()].map(row)),
  ]);
  if (rows[0]?.barred) return undefined;
  const stored = await withDigests(db, rows);
  // A repeat whose first was erased between the two statements: the careful way says why.
  const gone = events.filter((e) => {
    const s = stored.get(key(e.source, e.id));
    return s && !s.fresh && s.digest === null;
  });
  const closely = gone.length ? await storeClosely(db, gone, secret) : [];
  return events.map((event) => {
    const at = gone.indexOf(event);
    const k = key(event.source, event.id);
    return closely[at] ?? resultOf(event, first.get(k), stored.get(k));
  });
};

const storeOnce = async (db: Database, events: readonly Checked[], secret: string): Promise<EventResult[]> =>
  (events.some(takesBack) ? undefined : await storeQuickly(db, events, secret)) ??
  storeClosely(db, events, secret);

/** How often a transaction that another one broke is tried again. */
const TRIES = 4;

/** Stores checked events, each once for good, and says what became of each, in order. All or nothing: throws `DatabaseAway` with nothing kept. */
export const storeEvents = async (
  db: Database,
  events: readonly Checked[],
  secret: string,
): Promise<EventResult[]> => {
  if (events.length === 0) return [];
  for (let tried = 1; ; tried++) {
    try {
      return await storeOnce(db, events, secret);
    } catch (error) {
      if (tried >= TRIES || !isRetryable(error)) throw error;
    }
  }
};
