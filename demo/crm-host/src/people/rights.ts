import { addAudit } from '../audit/log.ts';
import { lockIdentifiers } from '../collect/store.ts';
import type { Database, Sql } from '../db/database.ts';
import { dropEmptyGaps } from '../knowledge/asks.ts';
import type { Destinations } from '../outbound/deliver.ts';
import { queueErasure } from '../outbound/erasures.ts';
import { bar, ERASED, identifierToken } from './barred.ts';
import { identifiersOfPerson, lockPeople, neighboursOf, resettle } from './identities.ts';
import { kindOf, type Node, valueIn } from './merge.ts';
import { PERSON_TABLES } from './tables.ts';

/** Who acts, when, under which secret. */
export interface Acting {
  /** A member of staff, or `system`. */
  readonly actor: string;
  /** ms since 1970. */
  readonly now: number;
  readonly secret: string;
}

const params = (nodes: readonly Node[], person: string): readonly unknown[] => [
  nodes.map(kindOf),
  nodes.map(valueIn),
  person,
];

/** A condition uses some of the three parameters; the others need a type all the same. */
const TYPES = '($1::text[] is null or $2::text[] is null or $3::uuid is null or true)';

const auditRef = async (sql: Sql, person: string): Promise<string | undefined> =>
  (await sql.query<{ audit_ref: string }>('select audit_ref from persons where id = $1::uuid', [person]))[0]
    ?.audit_ref;

/** Everything the store keeps of a person, by table. */
export interface PersonExport {
  /** RFC 3339, UTC. */
  readonly at: string;
  readonly tables: Readonly<Record<string, readonly unknown[]>>;
}

/** Everything kept of a person, as plain JSON; undefined when there is no such person. */
export const exportPerson = (db: Database, person: string, by: Acting): Promise<PersonExport | undefined> =>
  db.transaction(async (sql) => {
    const ref = await auditRef(sql, person);
    if (!ref) return undefined;
    const nodes = await identifiersOfPerson(sql, person);
    const tables: Record<string, unknown[]> = {};
    for (const { table, where } of PERSON_TABLES) {
      const rows = await sql.query<{ row: unknown }>(
        `select to_jsonb(t) as row from ${table} t where ${where} and ${TYPES}`,
        params(nodes, person),
      );
      if (rows.length) tables[table] = rows.map((r) => r.row);
    }
    await addAudit(sql, by.secret, { at: by.now, actor: by.actor, action: 'person.export', target: ref });
    return { at: new Date(by.now).toISOString(), tables };
  });

/** What an erasure took away. */
export interface Erasure {
  readonly tables: number;
  readonly rows: number;
  /** Destinations that hold data of the person and take no erasure from us: somebody has to ask there. */
  readonly byHand: readonly string[];
}

/**
 * Takes a person out of every table and bars what was made before and may still arrive. The log keeps that it was done, under a name that
 * leads to nobody any more. undefined when there is no such person.
 */
export const erasePerson = (
  db: Database,
  person: string,
  by: Acting,
  destinations: Destinations = new Map(),
): Promise<Erasure | undefined> =>
  db.transaction(async (sql) => {
    await lockPeople(sql);
    const ref = await auditRef(sql, person);
    if (!ref) return undefined;
    const nodes = await identifiersOfPerson(sql, person);
    await lockIdentifiers(sql, nodes, 'alone');
    await bar(
      sql,
      nodes.map((n) => ({
        token: identifierToken(by.secret, kindOf(n), valueIn(n)),
        purpose: ERASED,
        at: new Date(by.now),
        version: null,
      })),
    );
    const others = await neighboursOf(sql, nodes);
    let rows = 0;
    let tables = 0;
    for (const { table, where } of PERSON_TABLES) {
      const [gone] = await sql.query<{ n: number }>(
        `with gone as (delete from ${table} t where ${where} and ${TYPES} returning 1) select count(*)::int as n from gone`,
        params(nodes, person),
      );
      rows += gone?.n ?? 0;
      tables += gone?.n ? 1 : 0;
    }
    await dropEmptyGaps(sql);
    await resettle(sql, others);
    const byHand = await queueErasure(sql, destinations, nodes, by);
    await addAudit(sql, by.secret, {
      at: by.now,
      actor: by.actor,
      action: 'person.erase',
      target: ref,
      detail: { rows, tables, byHand },
    });
    return { rows, tables, byHand };
  });
