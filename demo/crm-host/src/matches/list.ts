import type { Sql } from '../db/database.ts';

/** A match as the desk reads it: what was named, why, how sure it was, and what became of it. */
export interface MatchEntry {
  readonly id: string;
  readonly at: Date;
  readonly session: string;
  /** Under what its person is known best: kind and value; null for nobody. */
  readonly kind: string | null;
  readonly value: string | null;
  readonly abstained: boolean;
  readonly reason: string | null;
  readonly skin: { readonly undertone: string; readonly confidence: string; readonly r90: number };
  readonly matches: readonly {
    readonly sku: string;
    readonly dE00: number;
    readonly pWithin2: number;
    readonly pBest: number;
    readonly direction: string;
    readonly reasons: readonly {
      readonly key: string;
      readonly values: Readonly<Record<string, number | string>>;
    }[];
  }[];
  /** What followed in that session, each null or true for one of the named shades. */
  readonly worn: boolean;
  readonly bought: string | null;
  readonly complaint: string | null;
}

/** Matches of the newest, and shades named of each. */
const ENTRIES = 60;
const SHADES = 3;

const LIST = `
with newest as (
  select id, corrected as at, session_id as session, anon_id, customer_ref, data
    from events where type = 'shade.matched' and corrected <= $1 and ($2 = '' or data->'matches'->0->>'sku' = $2)
   order by corrected desc limit ${ENTRIES}
)
select m.id, m.at, m.session, who.kind, who.value,
       (m.data->>'abstained')::boolean as abstained, m.data->>'reason' as reason,
       (m.data->'skin') - 'lab' as skin, jsonb_path_query_array(m.data->'matches', '$[0 to ${SHADES - 1}]') as matches,
       exists (select from events w where w.session_id = m.session and w.type = 'shade.applied'
                 and w.data->>'sku' in (select s->>'sku' from jsonb_array_elements(m.data->'matches') s)) as worn,
       (select l.sku from orders o join order_lines l using (source, order_ref)
         where o.session_id = m.session and l.sku in (select s->>'sku' from jsonb_array_elements(m.data->'matches') s)
         limit 1) as bought,
       (select c.id from cases c where c.session_id = m.session order by c.opened_at limit 1) as complaint
  from newest m
  left join lateral (
    select b.kind, b.value from identifiers i join identifiers b using (person_id)
     where i.kind = 'session' and i.value = m.session and b.kind in ('customer', 'anon')
     order by b.kind = 'customer' desc, b.value limit 1) who on true
 order by m.at desc`;

/** The newest matches, of all shades or of those that named one first. `now`: ms since 1970. */
export const listMatches = (sql: Sql, now: number, sku = ''): Promise<MatchEntry[]> =>
  sql.query<MatchEntry>(LIST, [new Date(now).toISOString(), sku]);
