import { addAudit } from '../audit/log.ts';
import type { Database, Sql } from '../db/database.ts';
import { dropEmptyGaps } from '../knowledge/asks.ts';
import { DAY_MS } from '../value/calendar.ts';

/** How long what is kept: what nobody needs any more goes by itself. */
export interface RetentionSettings {
  /** Days an event is kept after it arrived, by its class. */
  readonly events: Readonly<Record<'internal' | 'personal' | 'sensitive', number>>;
  /** Days after a case was confirmed by its customer, a task done, a request answered, a detector's reading taken in. */
  readonly cases: number;
  readonly tasks: number;
  readonly requests: number;
  readonly readings: number;
}

/** An example; a brand sets its own with its counsel. Orders are the books' and have their own law. */
export const RETENTION: RetentionSettings = {
  events: { internal: 90, personal: 730, sensitive: 180 },
  cases: 1095,
  tasks: 365,
  requests: 1095,
  readings: 180,
};

/** Rows of one statement: short transactions, so that collecting goes on. */
const PORTION = 5000;

/** Only what has been worked on: what waits in the queue is kept until it was. */
const OLD_EVENTS = `
with old as (
  select source, id from events e
   where ((class = $1 and received < $2) or expires_at < $3)
     and not exists (select from event_queue q where q.source = e.source and q.id = e.id)
   limit ${PORTION})
delete from events e using old o where e.source = o.source and e.id = o.id returning 1`;

/** Empties one kind in portions; the number of rows. */
const drain = async (db: Database, text: string, params: readonly unknown[]): Promise<number> => {
  for (let total = 0; ; ) {
    const gone = (await db.query(text, params)).length;
    total += gone;
    if (gone < PORTION) return total;
  }
};

const limited = (table: string, where: string): string =>
  `delete from ${table} where ctid = any(array(select ctid from ${table} where ${where} limit ${PORTION})) returning 1`;

/** Deletes what is past its time, and logs how much. `now`: ms since 1970. */
export const expire = async (
  db: Database,
  {
    now,
    secret,
    settings = RETENTION,
  }: {
    readonly now: number;
    readonly secret: string;
    readonly settings?: RetentionSettings;
  },
): Promise<number> => {
  const before = (days: number): string => new Date(now - days * DAY_MS).toISOString();
  let rows = 0;
  for (const [dataClass, days] of Object.entries(settings.events))
    rows += await drain(db, OLD_EVENTS, [dataClass, before(days), new Date(now).toISOString()]);
  rows += await drain(db, limited('cases', `status = 'verified' and verified_at < $1`), [
    before(settings.cases),
  ]);
  rows += await drain(db, limited('tasks', `coalesce(done_at, due_at) < $1`), [before(settings.tasks)]);
  rows += await drain(db, limited('privacy_requests', 'done_at < $1'), [before(settings.requests)]);
  rows += await drain(db, limited('records', `source = 'detector' and imported_at < $1`), [
    before(settings.readings),
  ]);
  await dropEmptyGaps(db);
  if (rows) await db.transaction((sql) => note(sql, secret, now, rows));
  return rows;
};

const note = (sql: Sql, secret: string, now: number, rows: number): Promise<void> =>
  addAudit(sql, secret, { at: now, actor: 'system', action: 'retention', target: 'store', detail: { rows } });
