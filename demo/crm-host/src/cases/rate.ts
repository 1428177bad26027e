import type { Sql } from '../db/database.ts';
import { ofType, type StoredEvent } from '../work/event.ts';

/**
 * How the customer rated the way their case was handled. The first answer counts, but one of after its end goes before one of before. A case that is known to be somebody's takes it from that person or from its
 * session only; one that names nobody from whoever has its number.
 */
export const takeRatings = async (sql: Sql, events: readonly StoredEvent[]): Promise<void> => {
  for (const e of ofType(events, 'csat.rated')) {
    if (!e.data.caseId) continue;
    await sql.query(
      `update cases c set rating = $2, rated_at = $3
        where c.id = $1 and (c.rating is null or (c.closed_at is not null and c.rated_at < c.closed_at and $3::timestamptz >= c.closed_at))
          and (c.id_kind is null or c.session_id = $4 or exists (
                select from identifiers a join identifiers b using (person_id)
                 where a.kind = c.id_kind and a.value = c.id_value
                   and ((b.kind = 'customer' and b.value = $5) or (b.kind = 'anon' and b.value = $6))))`,
      [e.data.caseId, e.data.rating, e.corrected.toISOString(), e.session_id, e.customer_ref, e.anon_id],
    );
  }
};

/** Ratings that came before their case: batches overtake each other. */
export const rateLate = async (sql: Sql, events: readonly StoredEvent[]): Promise<void> => {
  const ids = ofType(events, 'complaint.opened').map((e) => e.data.caseId);
  if (ids.length === 0) return;
  const before = await sql.query<StoredEvent>(
    `select source, id, type, session_id, corrected, anon_id, customer_ref, data from events
      where type = 'csat.rated' and data->>'caseId' = any($1::text[]) order by corrected`,
    [ids],
  );
  await takeRatings(sql, before);
};
