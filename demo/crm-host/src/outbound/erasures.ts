import { randomUUID } from 'node:crypto';
import { addAudit } from '../audit/log.ts';
import type { Sql } from '../db/database.ts';
import { kindOf, type Node, valueIn } from '../people/merge.ts';
import type { Adapter, ErasedPerson } from './adapter.ts';
import { type DeliverOptions, type Destinations, send, waitAfter } from './deliver.ts';
import { seal, unseal } from './sealed.ts';

/** An erasure is told to every destination that has a way to be told; the others somebody has to ask by hand. */

const personOf = (nodes: readonly Node[]): ErasedPerson => ({
  customerRefs: nodes.filter((n) => kindOf(n) === 'customer').map(valueIn),
  anonIds: nodes.filter((n) => kindOf(n) === 'anon').map(valueIn),
});

/** Queues an erasure for all destinations, in its own transaction. Returns who has to be told by hand. */
export const queueErasure = async (
  sql: Sql,
  destinations: Destinations,
  nodes: readonly Node[],
  { now, secret }: { readonly now: number; readonly secret: string },
): Promise<string[]> => {
  const who = personOf(nodes);
  if (who.customerRefs.length + who.anonIds.length === 0) return [];
  const id = randomUUID();
  const at = new Date(now).toISOString();
  for (const [destination, adapter] of destinations) {
    if (!adapter.erase) continue;
    await sql.query(
      'insert into erasures_out (id, destination, sealed, asked_at, next_at) values ($1, $2, $3, $4, $4)',
      [id, destination, seal(secret, JSON.stringify(who)), at],
    );
  }
  return [...destinations].filter(([, a]) => !a.erase).map(([name]) => name);
};

interface Due {
  readonly id: string;
  readonly sealed: string;
  readonly attempts: number;
}

/** ms after which another process may take an erasure whose process has died. */
const LEASE_MS = 120_000;

const claim = (sql: Sql, destination: string, now: number): Promise<Due[]> =>
  sql.query<Due>(
    `update erasures_out set next_at = $3, attempts = attempts + 1
      where (id, destination) in (select id, destination from erasures_out
        where destination = $1 and state = 'waiting' and next_at <= $2 order by next_at limit 20 for update skip locked)
     returning id, sealed, attempts - 1 as attempts`,
    [destination, new Date(now).toISOString(), new Date(now + LEASE_MS).toISOString()],
  );

/** Tells one destination; the error of the first request that was not taken, or undefined. A person it does not know (404) is gone there too. */
const tellOne = async (
  options: DeliverOptions,
  adapter: Adapter,
  who: ErasedPerson,
  id: string,
): Promise<{ error: string; final: boolean; retryAfter: number } | undefined> => {
  for (const packed of (await adapter.erase?.(who, options.now(), id)) ?? []) {
    const sent = await send(options, adapter, packed);
    if (sent.verdict === 'taken' || sent.error === 'status-404') continue;
    return { error: sent.error, final: sent.verdict !== 'retry', retryAfter: sent.retryAfter };
  }
  return undefined;
};

const settle = async (
  options: DeliverOptions,
  destination: string,
  due: Due,
  failed: Awaited<ReturnType<typeof tellOne>>,
): Promise<void> => {
  const { db, now, random, secret } = options;
  if (!failed) {
    await db.transaction(async (sql) => {
      await sql.query('delete from erasures_out where id = $1 and destination = $2', [due.id, destination]);
      await addAudit(sql, secret, {
        at: now(),
        actor: 'system',
        action: 'erasure.told',
        target: destination,
      });
    });
    return;
  }
  const wait = failed.final ? undefined : waitAfter(due.attempts, failed.retryAfter, random());
  await db.query(
    `update erasures_out set state = $3, next_at = $4, error = $5 where id = $1 and destination = $2`,
    [
      due.id,
      destination,
      wait === undefined ? 'dead' : 'waiting',
      new Date(now() + (wait ?? 0)).toISOString(),
      failed.error,
    ],
  );
};

/** Tells destinations of the erasures that are due. */
export const tellErasures = async (options: DeliverOptions): Promise<void> => {
  for (const [destination, adapter] of options.destinations) {
    if (!adapter.erase) continue;
    for (const due of await claim(options.db, destination, options.now())) {
      const who = JSON.parse(unseal(options.secret, due.sealed)) as ErasedPerson;
      const failed = await tellOne(options, adapter, who, due.id).catch((error: Error) => ({
        error: error.message,
        final: false,
        retryAfter: 0,
      }));
      await settle(options, destination, due, failed);
    }
  }
};
