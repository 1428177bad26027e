import type { Sql } from '../db/database.ts';
import { retentionOf } from './ltv.ts';

/** Customers of the year before under which a share of them is chance. */
export const FEWEST = 100;
const TWO_YEARS_MS = 2 * 365 * 86_400_000;

/** The brand's retention as its orders tell it; null while too few bought in the year before. */
export const measuredRetention = async (sql: Sql, now: number): Promise<number | null> => {
  const from = now - TWO_YEARS_MS;
  const rows = await sql.query<{ person: string; at: Date }>(
    `select distinct i.person_id as person, o.placed_at as at
       from orders o join identifiers i on i.kind = o.id_kind and i.value = o.id_value
      where o.refunded < o.total and o.placed_at > $1 and o.placed_at <= $2`,
    [new Date(from).toISOString(), new Date(now).toISOString()],
  );
  const orders = rows.map(({ person, at }) => ({ person, at: at.getTime() }));
  const before = new Set(orders.filter(({ at }) => at <= now - TWO_YEARS_MS / 2).map(({ person }) => person));
  return before.size < FEWEST ? null : retentionOf(orders, now);
};
