import { randomUUID } from 'node:crypto';
import { isGapCause } from '../cases/words.ts';
import type { Sql } from '../db/database.ts';

/** The last step of a complaint: when closed cases keep having the same cause, the shop owes its customers an answer about it. */

/** Closed cases of one cause within CAUSE_DAYS, since the cause was last dealt with. An example; a brand sets its own. */
export const CAUSE_CASES = 3;
export const CAUSE_DAYS = 90;

/** Closed cases that count for a cause: $1 cause, $2 now. */
export const COUNTED = `
  c.cause = $1 and c.status <> 'open' and c.closed_at > $2::timestamptz - interval '${CAUSE_DAYS} days'
  and c.closed_at > coalesce((select g.done_at from gaps g where g.kind = 'cause' and g.key = $1), '-infinity'::timestamptz)`;

/** Opens a gap, or opens it again, once a cause has repeated itself. In the transaction that closes the case. `now`: ms since 1970. */
export const noteCause = async (sql: Sql, cause: string | undefined, now: number): Promise<void> => {
  if (!isGapCause(cause)) return;
  const at = new Date(now).toISOString();
  const [row] = await sql.query<{ n: number }>(`select count(*)::int as n from cases c where ${COUNTED}`, [
    cause,
    at,
  ]);
  if ((row?.n ?? 0) < CAUSE_CASES) return;
  await sql.query(
    `insert into gaps (id, kind, key, opened_at) values ($1, 'cause', $2, $3)
     on conflict (kind, key) do update
        set state = 'open', opened_at = excluded.opened_at, done_at = null, done_by = null where gaps.state <> 'open'`,
    [randomUUID(), cause, at],
  );
};
