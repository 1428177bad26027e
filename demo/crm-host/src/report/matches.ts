import type { Sql } from '../db/database.ts';
import { LEAST, WINDOW_DAYS } from '../figures/funnel.ts';
import { type Share, wilson } from '../figures/proportion.ts';
import type { Month } from './month.ts';

/** What became of matches, by how sure they had said to be: where "high" is complained about as often as "low", the word is worth nothing. */
export interface MatchTrust {
  /** Sessions with a match; the last of each counts. */
  readonly sessions: number;
  readonly abstained: Share | null;
  readonly rows: readonly {
    readonly confidence: string;
    readonly n: number;
    readonly bought: Share | null;
    /** With a complaint about the shade, of those bought. */
    readonly complained: Share | null;
  }[];
}

const CONFIDENCES = ['high', 'medium', 'low', 'abstain'];

const QUERY = `
with m as (
  select distinct on (session_id) session_id, corrected as at, data
    from events where type = 'shade.matched' and corrected >= $1 and corrected < $2 and session_id <> ''
   order by session_id, corrected desc, sequence desc
), seen as (
  select case when (data->>'abstained')::boolean then 'abstain' else data#>>'{skin,confidence}' end as confidence,
         exists (select from orders o join order_lines l using (source, order_ref)
                  where o.session_id = m.session_id and o.placed_at >= m.at and o.placed_at < m.at + $3::interval
                    and l.sku in (select s->>'sku' from jsonb_array_elements(m.data->'matches') s)) as bought,
         exists (select from cases c where c.session_id = m.session_id and c.kind = 'shade-mismatch') as complained
    from m
)
select confidence, count(*)::int as n, count(*) filter (where bought)::int as bought,
       count(*) filter (where bought and complained)::int as complained
  from seen group by 1`;

export const matchTrust = async (sql: Sql, month: Month): Promise<MatchTrust> => {
  const rows = await sql.query<{ confidence: string; n: number; bought: number; complained: number }>(QUERY, [
    new Date(month.from).toISOString(),
    new Date(month.until).toISOString(),
    `${WINDOW_DAYS} days`,
  ]);
  const sessions = rows.reduce((n, r) => n + r.n, 0);
  const abstained = rows.find((r) => r.confidence === 'abstain')?.n ?? 0;
  return {
    sessions,
    abstained: wilson({ k: abstained, n: sessions }),
    rows: CONFIDENCES.flatMap((confidence) => {
      const row = rows.find((r) => r.confidence === confidence && r.n >= LEAST);
      if (!row) return [];
      const { n, bought, complained } = row;
      return [
        { confidence, n, bought: wilson({ k: bought, n }), complained: wilson({ k: complained, n: bought }) },
      ];
    }),
  };
};
