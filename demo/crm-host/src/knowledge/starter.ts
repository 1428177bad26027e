import { STARTER } from '@carmine/crm/faq-starter';
import type { Database } from '../db/database.ts';
import { makeRelease } from './release.ts';

/** Who has written what the book begins with. */
const ACTOR = 'starter';

/** A store that knows nothing begins with the starter, published. Safe to call again: what somebody has edited stays. */
export const layStarter = (db: Database, now: number): Promise<void> =>
  db.transaction(async (sql) => {
    await sql.query('lock table knowledge_items in exclusive mode');
    const [known] = await sql.query('select 1 from knowledge_items limit 1');
    if (known) return;
    const rows = [
      ...STARTER.concepts.map((body) => ({ kind: 'concept', id: body.id, body })),
      ...STARTER.entries.map((body) => ({ kind: 'entry', id: body.id, body })),
    ];
    const given = [JSON.stringify(rows), ACTOR, new Date(now).toISOString()];
    await sql.query(
      `insert into knowledge_items (kind, id, version, body, published_version, published, edited_by, edited_at)
       select r->>'kind', r->>'id', 1, r->'body', 1, r->'body', $2, $3::timestamptz from jsonb_array_elements($1::jsonb) r`,
      given,
    );
    await sql.query(
      `insert into knowledge_versions (kind, id, version, body, edited_by, edited_at)
       select r->>'kind', r->>'id', 1, r->'body', $2, $3::timestamptz from jsonb_array_elements($1::jsonb) r`,
      given,
    );
    await makeRelease(sql, { actor: ACTOR, now });
  });
