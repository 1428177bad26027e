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
    readonly id: string;
    readonly type: string;
    readonly at: Date;
    readonly session: string;
    /** null: sensitive, and not for this role. */
    readonly data: unknown;
  }[];
  readonly orders: readonly {
    readonly source: string;
    readonly order_ref: string;
    readonly placed_at: Date;
    readonly currency: string;
    /** Minor units. */
    readonly total: number;
    readonly refunded: number;
    readonly channel: string;
    readonly lines: readonly { readonly sku: string; readonly quantity: number; readonly price: number }[];
  }[];
  readonly cases: readonly {
    readonly id: string;
    readonly kind: string;
    readonly sku: string | null;
    readonly status: string;
    readonly severity: string;
    readonly opened_at: Date;
    readonly due_at: Date;
    readonly owner: string | null;
    readonly outcome: string | null;
  }[];
  readonly tasks: readonly {
    readonly scene: string;
    readonly subject: string;
    readonly due_at: Date;
    readonly state: string;
  }[];
  readonly state: {
    readonly tier: string;
    readonly stage: string;
    readonly rfm: string | null;
    /** Minor units. */
    readonly ltv_stated: number;
    readonly ltv_once: number;
    readonly no_interaction_since: Date | null;
    readonly no_purchase_since: Date | null;
    readonly as_of: Date;
  } | null;
  readonly tags: readonly {
    readonly tag: string;
    readonly value: string;
    readonly rule_id: string;
    readonly source: string;
    readonly evidence: readonly string[];
    readonly expires_at: Date;
  }[];
  readonly changes: readonly {
    readonly what: string;
    readonly was: string | null;
    readonly became: string | null;
    readonly rule_id: string;
    readonly as_of: Date;
  }[];
}

const OF = '(id_kind, id_value) in (select k, v from unnest($1::text[], $2::text[]) as p(k, v))';

const eventsOf = (
  sql: Sql,
  nodes: readonly Node[],
  sensitive: boolean,
): Promise<Timeline['events'][number][]> =>
  sql.query(
    `select id, type, corrected as at, session_id as session,
            case when class = 'sensitive' and not $5::boolean then null else data - 'actor' end as data from events
      where session_id = any($1::text[]) or anon_id = any($2::text[]) or customer_ref = any($3::text[])
      order by corrected desc, sequence desc limit $4`,
    [
      ...(['session', 'anon', 'customer'] as const).map((k) =>
        nodes.filter((n) => kindOf(n) === k).map(valueIn),
      ),
      ENTRIES,
      sensitive,
    ],
  );

const ordersOf = (sql: Sql, who: readonly unknown[]): Promise<Timeline['orders'][number][]> =>
  sql.query(
    `select source, order_ref, placed_at, currency, total, refunded, channel,
            (select coalesce(jsonb_agg(jsonb_build_object('sku', l.sku, 'quantity', l.quantity, 'price', l.price) order by l.line), '[]')
               from order_lines l where l.source = o.source and l.order_ref = o.order_ref) as lines
       from orders o where ${OF} order by placed_at desc limit $3`,
    [...who, ENTRIES],
  );

const derivedOf = async (
  sql: Sql,
  person: string,
  sensitive: boolean,
): Promise<Pick<Timeline, 'state' | 'tags' | 'changes'>> => {
  const [state] = await sql.query<NonNullable<Timeline['state']>>(
    `select tier, stage, rfm, ltv_stated, ltv_once, no_interaction_since, no_purchase_since, as_of
       from person_state where person_id = $1`,
    [person],
  );
  return {
    state: state ?? null,
    tags: await sql.query(
      `select tag, value, rule_id, source, evidence, expires_at from person_tags
        where person_id = $1 and (source <> 'declared' or $2::boolean) order by tag`,
      [person, sensitive],
    ),
    changes: await sql.query(
      'select what, was, became, rule_id, as_of from person_changes where person_id = $1 order by n desc limit 50',
      [person],
    ),
  };
};

/** Reads a person's timeline; that somebody looked is logged. Without `sensitive`, readings of skin and what the customer declared are left out. */
export const timelineOf = (
  db: Database,
  person: string,
  by: Acting,
  { sensitive }: { readonly sensitive: boolean },
): Promise<Timeline> =>
  db.transaction(async (sql) => {
    const nodes = await identifiersOfPerson(sql, person);
    const who = [nodes.map(kindOf), nodes.map(valueIn)];
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
      events: await eventsOf(sql, nodes, sensitive),
      orders: await ordersOf(sql, who),
      cases: await sql.query(
        `select id, kind, sku, status, severity, opened_at, due_at, owner, outcome from cases
          where ${OF} order by opened_at desc limit $3`,
        [...who, ENTRIES],
      ),
      tasks: await sql.query(
        `select scene, subject, due_at, state from tasks where ${OF} order by due_at desc limit $3`,
        [...who, ENTRIES],
      ),
      ...(await derivedOf(sql, person, sensitive)),
    };
  });
