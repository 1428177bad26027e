import { randomUUID } from 'node:crypto';
import { ALIKE_FROM, alike, needsCare } from '@carmine/crm/faq';
import type { Sql } from '../db/database.ts';
import { identifierToken } from '../people/barred.ts';
import type { WorkContext } from '../work/derive.ts';
import { ofType, type StoredEvent } from '../work/event.ts';

/** Questions that customers sent on become the queue of what is not known. The words stay in the event: here is only which event asked for which gap. */

/** Newest gaps that a question is compared with. */
const COMPARED = 500;

interface Known {
  readonly gap: string;
  readonly question: string;
}

const openQuestions = (sql: Sql): Promise<Known[]> =>
  sql.query<Known>(
    `select g.id as gap, min(e.data->>'question') as question
       from gaps g join gap_asks a on a.gap_id = g.id join events e on e.source = a.source and e.id = a.id
      where g.kind = 'asked' and g.state = 'open' and e.data->>'question' is not null
      group by g.id, g.opened_at order by g.opened_at desc limit ${COMPARED}`,
  );

/** The same words asked again after they were answered were not found: the gap is open again. One that staff dismissed stays so. */
const openGap = async (sql: Sql, question: string, { now, secret }: WorkContext): Promise<string> => {
  const [row] = await sql.query<{ id: string }>(
    `insert into gaps (id, kind, key, opened_at) values ($1, 'asked', $2, $3)
     on conflict (kind, key) do update
        set state = case when gaps.state = 'answered' then 'open' else gaps.state end,
            done_at = case when gaps.state = 'answered' then null else gaps.done_at end
     returning id`,
    [
      randomUUID(),
      identifierToken(secret, 'question', question.trim().toLowerCase()),
      new Date(now).toISOString(),
    ],
  );
  return row?.id ?? '';
};

const noteQuestion = async (
  sql: Sql,
  e: StoredEvent<'faq.escalated'>,
  question: string,
  context: WorkContext,
): Promise<void> => {
  const near = (await openQuestions(sql))
    .map((k) => ({ ...k, alike: alike(k.question, question) }))
    .sort((a, b) => b.alike - a.alike)[0];
  const gap = near && near.alike >= ALIKE_FROM ? near.gap : await openGap(sql, question, context);
  await sql.query(
    'insert into gap_asks (gap_id, source, id) values ($1, $2, $3) on conflict (source, id) do nothing',
    [gap, e.source, e.id],
  );
};

/** A gap for every question that was sent with its words, alike ones together. */
export const noteQuestions = async (
  sql: Sql,
  events: readonly StoredEvent[],
  context: WorkContext,
): Promise<void> => {
  // A page of ours sends none that tells of a body; another's might.
  for (const e of ofType(events, 'faq.escalated'))
    if (e.data.question && !needsCare(e.data.question)) await noteQuestion(sql, e, e.data.question, context);
};

/** Gaps that nobody's question is left of, because it was withdrawn, erased or past its time. */
export const dropEmptyGaps = async (sql: Sql): Promise<void> => {
  await sql.query(
    `delete from gaps g where kind = 'asked' and not exists (select from gap_asks a where a.gap_id = g.id)`,
  );
};
