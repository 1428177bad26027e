import * as v from 'valibot';
import { addAudit } from '../audit/log.ts';
import type { Database } from '../db/database.ts';
import { Problem } from '../http/problem.ts';
import type { Acting } from '../people/rights.ts';
import { VERDICTS } from './labels.ts';

const schema = v.strictObject({
  source: v.pipe(v.string(), v.minLength(1), v.maxLength(512)),
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  verdict: v.picklist(VERDICTS),
});

/** A person says whether a label was right; it may be said again. 404 for no such label, 422 for a body that is none. */
export const judgeLabel = (db: Database, body: unknown, by: Acting): Promise<void> =>
  db.transaction(async (sql) => {
    const given = v.safeParse(schema, body);
    if (!given.success) throw new Problem(422, given.issues[0].message);
    const { source, id, verdict } = given.output;
    const judged = await sql.query(
      `insert into chat_verdicts (source, id, verdict, judged_by, judged_at)
       select source, id, $3, $4, $5 from events where source = $1 and id = $2 and type = 'chat.classified'
       on conflict (source, id) do update set verdict = excluded.verdict, judged_by = excluded.judged_by, judged_at = excluded.judged_at
       returning 1`,
      [source, id, verdict, by.actor, new Date(by.now).toISOString()],
    );
    if (judged.length === 0) throw new Problem(404, 'No such label.');
    await addAudit(sql, by.secret, {
      at: by.now,
      actor: by.actor,
      action: 'chat.judged',
      target: 'chat',
      detail: { verdict },
    });
  });
