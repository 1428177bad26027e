import type { Sql } from '../db/database.ts';
import { LEAST } from './funnel.ts';

/** Groups of customers, never fewer than five in one: less is nearly a person. */
export interface Segments {
  /** Persons with something derived. */
  readonly persons: number;
  readonly groups: readonly { readonly what: string; readonly value: string; readonly n: number }[];
  /** Value of the middle customer of each tier, minor units: as the handbook states it, and with the part counted twice left out. */
  readonly values: readonly {
    readonly tier: string;
    readonly n: number;
    readonly stated: number;
    readonly once: number;
  }[];
}

const GROUPS = `
select what, value, n from (
  select 'tier' as what, tier as value, count(*)::int as n from person_state group by 1, 2
  union all select 'stage', stage, count(*)::int from person_state group by 1, 2
  union all select 'churn', case when no_interaction_since is not null and no_purchase_since is not null then 'both'
                                 when no_interaction_since is not null then 'no-interaction'
                                 when no_purchase_since is not null then 'no-purchase' else 'none' end, count(*)::int
              from person_state group by 1, 2
  union all select 'tag:' || tag, value, count(*)::int from person_tags where expires_at > $1 group by 1, 2) g
 where n >= $2 order by 1, 2`;

const VALUES = `
select tier, count(*)::int as n, percentile_cont(0.5) within group (order by ltv_stated)::float8 as stated,
       percentile_cont(0.5) within group (order by ltv_once)::float8 as once
  from person_state where rfm is not null group by tier having count(*) >= $1`;

/** Tiers, stages, flags and tags by number; `now`: ms since 1970. */
export const segmentsOf = async (sql: Sql, now: number): Promise<Segments> => {
  const groups = await sql.query<Segments['groups'][number]>(GROUPS, [new Date(now).toISOString(), LEAST]);
  const values = await sql.query<Segments['values'][number]>(VALUES, [LEAST]);
  const [all] = await sql.query<{ n: number }>('select count(*)::int as n from person_state');
  return { persons: all?.n ?? 0, groups, values };
};
