import { addAudit } from '../audit/log.ts';
import type { Sql } from '../db/database.ts';
import { Problem } from '../http/problem.ts';
import type { Acting } from '../people/rights.ts';
import { CAUSE_DAYS } from './causes.ts';

/** The queue of what is not known yet, as curators read it. */

export interface Gap {
  readonly id: string;
  readonly kind: 'asked' | 'cause';
  /** Of a cause: its name. null for questions. */
  readonly cause: string | null;
  readonly state: 'open' | 'answered' | 'dismissed';
  readonly entry_id: string | null;
  readonly opened_at: Date;
  readonly last_at: Date | null;
  /** Questions sent, or closed cases of the cause in the last CAUSE_DAYS. */
  readonly count: number;
  /** The questions' words, the most asked first; languages they were asked in. */
  readonly questions: readonly {
    readonly text: string;
    readonly locale: string | null;
    readonly n: number;
  }[];
  /** The entry that came nearest most often. */
  readonly nearest: string | null;
  /** Of a cause: what the cases were about. */
  readonly skus: readonly string[];
}

export const GAP_STATES = ['open', 'answered', 'dismissed'] as const;

/** Words of one gap that are listed. */
const WORDS = 5;

const LIST = `
with asks as (
  select a.gap_id, e.corrected as at, e.data->>'question' as text, e.data->>'locale' as locale, e.data->>'faqId' as nearest
    from gap_asks a join events e on e.source = a.source and e.id = a.id
), worded as (
  select gap_id, text, min(locale) as locale, count(*)::int as n, row_number() over (partition by gap_id order by count(*) desc, text) as place
    from asks where text is not null group by gap_id, text
), counted as (
  select gap_id, count(*)::int as n, max(at) as last_at, mode() within group (order by nearest) as nearest from asks group by gap_id
), caused as (
  select g.id as gap_id, count(*)::int as n, max(c.closed_at) as last_at, array_agg(distinct c.sku order by c.sku) filter (where c.sku is not null) as skus
    from gaps g join cases c on c.cause = g.key and c.status <> 'open' and c.closed_at > $2::timestamptz - interval '${CAUSE_DAYS} days'
   where g.kind = 'cause' group by g.id
)
select g.id, g.kind, case when g.kind = 'cause' then g.key end as cause, g.state, g.entry_id, g.opened_at,
       coalesce(k.last_at, u.last_at) as last_at, coalesce(k.n, u.n, 0) as count, k.nearest, coalesce(u.skus[1:3], '{}') as skus,
       coalesce((select jsonb_agg(jsonb_build_object('text', w.text, 'locale', w.locale, 'n', w.n) order by w.place)
                   from worded w where w.gap_id = g.id and w.place <= ${WORDS}), '[]'::jsonb) as questions
  from gaps g left join counted k on k.gap_id = g.id left join caused u on u.gap_id = g.id
 where g.state = $1 and (g.kind = 'cause' or k.gap_id is not null)
 order by coalesce(k.n, u.n, 0) desc, g.opened_at desc, g.id limit 200`;

/** Gaps of a state, those that most ask for first. `now`: ms since 1970. */
export const listGaps = (sql: Sql, state: Gap['state'], now: number): Promise<Gap[]> =>
  sql.query<Gap>(LIST, [state, new Date(now).toISOString()]);

const end = async (
  sql: Sql,
  id: string,
  { state, entry }: { readonly state: 'answered' | 'dismissed'; readonly entry: string | null },
  by: Acting,
): Promise<void> => {
  const done = await sql.query(
    `update gaps set state = $2, entry_id = $3, done_by = $4, done_at = $5 where id = $1::uuid and state = 'open' returning 1`,
    [id, state, entry, by.actor, new Date(by.now).toISOString()],
  );
  if (done.length === 0) throw new Problem(409, 'This gap is not open any more.');
  await addAudit(sql, by.secret, {
    at: by.now,
    actor: by.actor,
    action: `gap.${state}`,
    target: id,
    detail: entry ? { entry } : {},
  });
};

/** Closed by an entry. 409 when it is not open. */
export const answerGap = (sql: Sql, id: string, entry: string, by: Acting): Promise<void> =>
  end(sql, id, { state: 'answered', entry }, by);

/** Closed without one: nothing that this shop answers. */
export const dismissGap = (sql: Sql, id: string, by: Acting): Promise<void> =>
  end(sql, id, { state: 'dismissed', entry: null }, by);
