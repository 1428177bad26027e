import { addAudit } from '../audit/log.ts';
import type { Database, Sql } from '../db/database.ts';
import { allowedOf } from './consents.ts';
import { identifiersOfPerson } from './identities.ts';
import { kindOf, type Node, valueIn } from './merge.ts';
import type { Acting } from './rights.ts';

/** Entries of a timeline, newest first. */
const ENTRIES = 200;

/** What a member of staff sees of a person: one story instead of three systems. */
export interface Timeline {
  readonly identifiers: readonly Node[];
  readonly allowed: readonly string[];
  readonly events: readonly {
    readonly type: string;
    readonly at: Date;
    readonly session: string;
    readonly data: unknown;
  }[];
  readonly orders: readonly unknown[];
}

const eventsOf = (sql: Sql, nodes: readonly Node[]): Promise<Timeline['events'][number][]> =>
  sql.query(
    `select type, corrected as at, session_id as session, data from events
      where session_id = any($1::text[]) or anon_id = any($2::text[]) or customer_ref = any($3::text[])
      order by corrected desc, sequence desc limit $4`,
    [
      ...(['session', 'anon', 'customer'] as const).map((k) =>
        nodes.filter((n) => kindOf(n) === k).map(valueIn),
      ),
      ENTRIES,
    ],
  );

/** Reads a person's timeline; that somebody looked is logged. */
export const timelineOf = (db: Database, person: string, by: Acting): Promise<Timeline> =>
  db.transaction(async (sql) => {
    const nodes = await identifiersOfPerson(sql, person);
    const [row] = await sql.query<{ audit_ref: string }>('select audit_ref from persons where id = $1', [
      person,
    ]);
    await addAudit(sql, by.secret, {
      at: by.now,
      actor: by.actor,
      action: 'person.read',
      target: row?.audit_ref ?? '',
    });
    return {
      identifiers: nodes,
      allowed: [...(await allowedOf(sql, person))].sort(),
      events: await eventsOf(sql, nodes),
      orders: await sql.query(
        `select source, order_ref, placed_at, currency, total, refunded, channel from orders
          where (id_kind, id_value) in (select k, v from unnest($1::text[], $2::text[]) as p(k, v))
          order by placed_at desc limit $3`,
        [nodes.map(kindOf), nodes.map(valueIn), ENTRIES],
      ),
    };
  });
