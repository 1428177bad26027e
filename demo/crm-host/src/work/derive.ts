import type { Database, Sql } from '../db/database.ts';
import type { StoredEvent } from './event.ts';

/** What a handler may need beside the store. */
export interface WorkContext {
  /** ms since 1970. */
  readonly now: number;
  readonly secret: string;
}

/** Writes what events mean, in the transaction that takes them from the queue. Must be safe to see the same events again. */
export type Handler = (sql: Sql, events: readonly StoredEvent[], context: WorkContext) => Promise<void>;

/** Events taken at a time. */
const PORTION = 200;

/** ms until work that failed is tried again: a second, doubled each time, at most an hour. */
const waitAfter = (attempts: number): number => Math.min(3_600_000, 1000 * 2 ** Math.min(attempts, 20));

const CLAIM = `
with mine as (
  delete from event_queue where seq in (
    select seq from event_queue where next_at <= $1 order by seq limit $2 for update skip locked)
  returning source, id
)
select e.source, e.id, e.seq, e.type, e.subject, e.session_id, e.sequence, e.corrected, e.consent_version, e.purposes,
       e.anon_id, e.customer_ref, e.data
  from mine join events e on e.source = mine.source and e.id = mine.id
 order by e.corrected, e.session_id, e.sequence, e.seq`;

/** Takes a portion from the queue, with SKIP LOCKED, so that several processes share the work. Returns how many events it was. */
const portion = (
  db: Database,
  handlers: readonly Handler[],
  context: WorkContext,
  size: number,
): Promise<number> =>
  db.transaction(async (sql) => {
    const events = await sql.query<StoredEvent>(CLAIM, [new Date(context.now).toISOString(), size]);
    if (events.length) for (const handle of handlers) await handle(sql, events, context);
    return events.length;
  });

/** One event at a time: those that fail wait, the others pass. */
const oneByOne = async (
  db: Database,
  handlers: readonly Handler[],
  context: WorkContext,
): Promise<number> => {
  let done = 0;
  for (let i = 0; i < PORTION; i++) {
    try {
      if ((await portion(db, handlers, context, 1)) === 0) break;
    } catch (error) {
      await postpone(db, context.now, error);
    }
    done++;
  }
  return done;
};

const postpone = async (db: Database, now: number, error: unknown): Promise<void> => {
  const [row] = await db.query<{ seq: number; attempts: number }>(
    'select seq, attempts from event_queue where next_at <= $1 order by seq limit 1',
    [new Date(now).toISOString()],
  );
  if (!row) return;
  await db.query('update event_queue set attempts = attempts + 1, next_at = $2, error = $3 where seq = $1', [
    row.seq,
    new Date(now + waitAfter(row.attempts)).toISOString(),
    // What went wrong, without the values it went wrong with.
    (error as { code?: string }).code ?? (error as Error).name,
  ]);
};

/** Works until nothing waits that is due. Returns how many events were worked on. */
export const deriveAll = async (
  db: Database,
  handlers: readonly Handler[],
  context: WorkContext,
): Promise<number> => {
  let total = 0;
  for (;;) {
    let done: number;
    try {
      done = await portion(db, handlers, context, PORTION);
    } catch {
      done = await oneByOne(db, handlers, context);
    }
    total += done;
    if (done === 0) return total;
  }
};
