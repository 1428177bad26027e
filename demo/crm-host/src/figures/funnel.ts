import { LIGHT_GATES } from '../cases/light.ts';
import type { Sql } from '../db/database.ts';
import { DAY_MS } from '../value/calendar.ts';
import { type Count, difference, type Share, wilson, zOf } from './proportion.ts';

/**
 * From try-on to cart to purchase. The unit is a try-on session (with its shade or product where those are compared): somebody who tries twice counts
 * twice. A step counts when a shade that was tried is put into the cart, or bought, within the window; who bought had it in the cart.
 */

export const FUNNEL_GROUPS = ['all', 'day', 'product', 'shade', 'light'] as const;
export type FunnelGroup = (typeof FUNNEL_GROUPS)[number];

/** Days after the try-on in which a step still counts for it. */
export const WINDOW_DAYS = 14;
/** Smaller groups are nearly persons: they are told as one. */
export const LEAST = 5;
/** Groups told one by one, the largest first. */
const MOST = 40;
/** Chance that any group is called different from the others although none is. */
const ALPHA = 0.05;

const BY: Readonly<Record<FunnelGroup, string>> = {
  all: `'all'`,
  day: `to_char((min(t.at) at time zone 'UTC' + interval '8 hours')::date, 'YYYY-MM-DD')`,
  product: 't.product',
  shade: 't.sku',
  light: `coalesce(l.light, 'unknown')`,
};

const queryOf = (by: FunnelGroup): string => {
  const grouped = by === 'all' || by === 'day' ? '' : `, ${BY[by]}`;
  return `
with tried as (
  select session_id, corrected as at, data->>'sku' as sku, data->>'product' as product
    from events where type = 'shade.applied' and corrected > $1 and corrected <= $2 and session_id <> ''
), lights as (
  select e.session_id,
         case when bool_or(g->>'level' <> 'pass' and g->>'id' ~ $4) then 'poor' else 'good' end as light
    from events e, jsonb_array_elements(e.data->'gates') as g
   where e.type = 'skin.scored' and e.corrected > $1 and e.corrected <= $2 group by 1
), units as (
  select t.session_id, ${BY[by]} as name, min(t.at) as at, array_agg(distinct t.sku) as skus
    from tried t left join lights l on l.session_id = t.session_id group by t.session_id${grouped}
), carts as (
  select coalesce(data#>>'{attributedTo,tryonSession}', session_id) as session_id, corrected as at, data->>'sku' as sku
    from events where type = 'product.added' and corrected > $1
), bought as (
  select o.session_id, o.placed_at as at, l.sku
    from orders o join order_lines l using (source, order_ref)
   where o.session_id is not null and o.placed_at > $1 and o.refunded < o.total
), steps as (
  select u.name,
         exists (select from carts c where c.session_id = u.session_id and c.sku = any(u.skus)
                                       and c.at >= u.at and c.at < u.at + $3::interval) as cart,
         exists (select from bought b where b.session_id = u.session_id and b.sku = any(u.skus)
                                        and b.at >= u.at and b.at < u.at + $3::interval) as bought
    from units u
)
select name, count(*)::int as tried, count(*) filter (where cart or bought)::int as cart,
       count(*) filter (where bought)::int as bought
  from steps group by name order by tried desc, name`;
};

interface Row {
  readonly name: string;
  readonly tried: number;
  readonly cart: number;
  readonly bought: number;
}

export interface FunnelRow extends Row {
  /** Of those who tried. */
  readonly toCart: Share | null;
  readonly toBuy: Share | null;
  /** How the share who bought differs from that of all other groups together; told only where it cannot be chance. */
  readonly apart: 'above' | 'below' | null;
}

export interface Funnel {
  readonly by: FunnelGroup;
  /** RFC 3339, UTC. */
  readonly from: string;
  readonly until: string;
  readonly windowDays: number;
  readonly rows: readonly FunnelRow[];
  /** Units in groups too small to be told. */
  readonly small: number;
}

const apart = (row: Row, all: Row, tests: number): FunnelRow['apart'] => {
  const own: Count = { k: row.bought, n: row.tried };
  const others: Count = { k: all.bought - row.bought, n: all.tried - row.tried };
  const found = difference(own, others, zOf(ALPHA, tests));
  if (!found || (found.low <= 0 && found.high >= 0)) return null;
  return found.share > 0 ? 'above' : 'below';
};

const sum = (rows: readonly Row[]): Row => ({
  name: '',
  tried: rows.reduce((n, r) => n + r.tried, 0),
  cart: rows.reduce((n, r) => n + r.cart, 0),
  bought: rows.reduce((n, r) => n + r.bought, 0),
});

const withShares = (row: Row, all: Row, tests: number): FunnelRow => ({
  ...row,
  toCart: wilson({ k: row.cart, n: row.tried }),
  toBuy: wilson({ k: row.bought, n: row.tried }),
  apart: tests > 1 ? apart(row, all, tests) : null,
});

/** The funnel of the last `days` days, as a whole or by group. */
export const funnelOf = async (
  sql: Sql,
  { by, days, now }: { readonly by: FunnelGroup; readonly days: number; readonly now: number },
): Promise<Funnel> => {
  const from = new Date(now - days * DAY_MS).toISOString();
  const until = new Date(now).toISOString();
  const found = await sql.query<Row>(queryOf(by), [from, until, `${WINDOW_DAYS} days`, LIGHT_GATES.source]);
  const told = by === 'all' || by === 'day' ? found : found.filter((r) => r.tried >= LEAST).slice(0, MOST);
  const tests = by === 'all' || by === 'day' ? 1 : told.length;
  const all = sum(found);
  const rows = told.map((row) => withShares(row, all, tests));
  return {
    by,
    from,
    until,
    windowDays: WINDOW_DAYS,
    rows: by === 'day' ? [...rows].sort((a, b) => (a.name < b.name ? -1 : 1)) : rows,
    small: all.tried - sum(told).tried,
  };
};
