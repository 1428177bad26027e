import type { Sql } from '../db/database.ts';
import { ofType, type StoredEvent, whoOf } from '../work/event.ts';
import { kindOf, valueIn } from './merge.ts';

/** Notes what persons ask for: a member of staff looks at it before data leaves or goes, because a page cannot prove who asks. */
export const noteRequests = async (sql: Sql, events: readonly StoredEvent[]): Promise<void> => {
  const asked = [
    ...ofType(events, 'privacy.export.requested').map((e) => ({ e, kind: 'export' })),
    ...ofType(events, 'privacy.erasure.requested').map((e) => ({ e, kind: 'erasure' })),
  ];
  for (const { e, kind } of asked) {
    const who = whoOf(e);
    if (!who) continue;
    await sql.query(
      `insert into privacy_requests (id, kind, scope, id_kind, id_value, asked_at) values ($1, $2, $3, $4, $5, $6)
       on conflict (id) do nothing`,
      [e.data.requestId, kind, e.data.scope, kindOf(who), valueIn(who), e.corrected.toISOString()],
    );
  }
};
