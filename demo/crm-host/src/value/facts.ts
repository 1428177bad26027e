import type { WireName } from '../contract.ts';
import type { Sql } from '../db/database.ts';
import { kindOf, type Node, valueIn } from '../people/merge.ts';
import type { OrderFact } from './ltv.ts';
import type { TagFacts } from './tags.ts';

/** Types that are no doing of the customer. */
const NO_INTERACTION: readonly WireName[] = [
  'tier.changed',
  'tag.changed',
  'churn.flagged',
  'lifecycle.changed',
  'complaint.updated',
  'complaint.closed',
  'callback.due',
  'callback.done',
  'consent.updated',
  'consent.withdrawn',
  'privacy.erasure.done',
];

/** What is known of somebody and things are derived from. */
export interface Facts extends TagFacts {
  readonly kept: readonly (OrderFact & { readonly ref: string })[];
  readonly lastInteraction: number | null;
}

const groups = (nodes: readonly Node[]): readonly string[][] =>
  (['session', 'anon', 'customer'] as const).map((kind) =>
    nodes.filter((n) => kindOf(n) === kind).map(valueIn),
  );

const OF = '(session_id = any($1::text[]) or anon_id = any($2::text[]) or customer_ref = any($3::text[]))';

interface EventRow {
  readonly id: string;
  readonly type: WireName;
  readonly at: Date;
  readonly data: Readonly<Record<string, never>> & {
    readonly product?: string;
    readonly sku?: string;
    readonly finish?: string;
    readonly stage?: string;
    readonly applies?: boolean;
    readonly skin?: { readonly undertone: string; readonly confidence: string };
  };
}

const tagEvents = (sql: Sql, nodes: readonly Node[]): Promise<EventRow[]> =>
  sql.query(
    `select id, type, corrected as at, data from events
      where ${OF} and type in ('shade.applied', 'shade.matched', 'lifecycle.declared') order by corrected desc limit 500`,
    groups(nodes),
  );

const ordersOf = (
  sql: Sql,
  nodes: readonly Node[],
): Promise<{ order_ref: string; at: Date; total: number; refunded: number }[]> =>
  sql.query(
    `select order_ref, placed_at as at, total, refunded from orders
      where (id_kind, id_value) in (select k, v from unnest($1::text[], $2::text[]) as p(k, v)) and refunded < total`,
    [nodes.map(kindOf), nodes.map(valueIn)],
  );

/** Reads it from the store, under all of a person's identifiers. */
export const factsOf = async (sql: Sql, nodes: readonly Node[]): Promise<Facts> => {
  const events = await tagEvents(sql, nodes);
  const orders = await ordersOf(sql, nodes);
  const [last] = await sql.query<{ at: Date | null }>(
    `select max(corrected) as at from events where ${OF} and type <> all($4::text[])`,
    [...groups(nodes), NO_INTERACTION],
  );
  const kept = orders.map((o) => ({
    ref: o.order_ref,
    at: o.at.getTime(),
    total: o.total,
    refunded: o.refunded,
  }));
  const interactions = [...kept.map((o) => o.at), ...(last?.at ? [last.at.getTime()] : [])];
  const of = (type: WireName) =>
    events.filter((e) => e.type === type).map((e) => ({ id: e.id, at: e.at.getTime(), data: e.data }));
  return {
    kept,
    lastInteraction: interactions.length ? Math.max(...interactions) : null,
    tried: of('shade.applied').map(({ id, at, data }) => ({
      id,
      at,
      product: data.product ?? '',
      sku: data.sku ?? '',
      ...(data.finish ? { finish: data.finish } : {}),
    })),
    matches: of('shade.matched').flatMap(({ id, at, data }) =>
      data.skin ? [{ id, at, undertone: data.skin.undertone, confidence: data.skin.confidence }] : [],
    ),
    orders: kept.map((o) => ({ at: o.at, net: o.total - o.refunded, ref: o.ref })),
    declared: of('lifecycle.declared').map(({ id, at, data }) => ({
      id,
      at,
      stage: data.stage ?? '',
      applies: data.applies === true,
    })),
  };
};
