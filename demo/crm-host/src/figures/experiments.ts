import type { Sql } from '../db/database.ts';
import { DAY_MS } from '../value/calendar.ts';
import { WINDOW_DAYS } from './funnel.ts';
import { difference, normalTail, ratio, type Share, wilson, zOf } from './proportion.ts';

/** Pilots: who saw which variant, whether the split is what was meant, and what came of it. */

export interface Variant {
  readonly variant: string;
  readonly sessions: number;
  readonly bought: number;
  readonly toBuy: Share | null;
  /** Against the first variant by name, points of share and ratio; null for the first itself. */
  readonly uplift: Share | null;
  readonly ratio: Share | null;
}

export interface Experiment {
  readonly id: string;
  readonly variants: readonly Variant[];
  /** Probability of a split at least so uneven when equal parts were meant. */
  readonly splitP: number;
  /** Sample ratio mismatch: the split is not what was meant, so that no difference may be believed (Fabijan et al., KDD 2019). */
  readonly mismatch: boolean;
}

/** Below this the split is no chance; the level the literature uses for the alarm. */
const MISMATCH_P = 0.0005;

/** Upper tail of chi-square: Wilson and Hilferty, PNAS 17 (1931) 684; exact enough for an alarm. */
export const chiSquareTail = (x: number, freedom: number): number => {
  if (x <= 0) return 1;
  const spread = 2 / (9 * freedom);
  return normalTail((Math.cbrt(x / freedom) - (1 - spread)) / Math.sqrt(spread));
};

/** Probability of counts at least so uneven under equal parts. */
export const splitP = (counts: readonly number[]): number => {
  const total = counts.reduce((a, b) => a + b, 0);
  const meant = total / counts.length;
  if (counts.length < 2 || total === 0) return 1;
  const x = counts.reduce((s, n) => s + (n - meant) ** 2 / meant, 0);
  return chiSquareTail(x, counts.length - 1);
};

interface Row {
  readonly id: string;
  readonly variant: string;
  readonly sessions: number;
  readonly bought: number;
}

/** A session counts for the variant it saw first. */
const QUERY = `
with first as (
  select distinct on (data->>'experimentId', session_id)
         data->>'experimentId' as id, data->>'variant' as variant, session_id, corrected as at
    from events where type = 'experiment.exposed' and corrected > $1 and corrected <= $2 and session_id <> ''
   order by data->>'experimentId', session_id, corrected
)
select id, variant, count(*)::int as sessions,
       count(*) filter (where exists (select from orders o where o.session_id = f.session_id and o.refunded < o.total
                                        and o.placed_at >= f.at and o.placed_at < f.at + $3::interval))::int as bought
  from first f group by 1, 2 order by 1, 2`;

/** One pilot from its counts. */
export const judge = (id: string, rows: readonly Omit<Row, 'id'>[]): Experiment => {
  const base = rows[0];
  const z = zOf(0.05, Math.max(1, rows.length - 1));
  const p = splitP(rows.map((r) => r.sessions));
  return {
    id,
    splitP: p,
    mismatch: p < MISMATCH_P,
    variants: rows.map((r) => {
      const own = { k: r.bought, n: r.sessions };
      const first = base && r !== base ? { k: base.bought, n: base.sessions } : undefined;
      return {
        variant: r.variant,
        sessions: r.sessions,
        bought: r.bought,
        toBuy: wilson(own),
        uplift: first ? difference(own, first, z) : null,
        ratio: first ? ratio(own, first, z) : null,
      };
    }),
  };
};

/** Pilots of the last `days` days. */
export const experimentsOf = async (
  sql: Sql,
  { days, now }: { readonly days: number; readonly now: number },
): Promise<Experiment[]> => {
  const rows = await sql.query<Row>(QUERY, [
    new Date(now - days * DAY_MS).toISOString(),
    new Date(now).toISOString(),
    `${WINDOW_DAYS} days`,
  ]);
  return [...new Set(rows.map((r) => r.id))].map((id) =>
    judge(
      id,
      rows.filter((r) => r.id === id),
    ),
  );
};
