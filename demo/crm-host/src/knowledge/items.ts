import {
  brokenLink,
  type Concept,
  conceptSchema,
  entrySchema,
  FAQ_LOCALES,
  type FaqEntry,
  needsCare,
} from '@carmine/crm/faq';
import * as v from 'valibot';
import { addAudit } from '../audit/log.ts';
import type { Database, Sql } from '../db/database.ts';
import { Problem } from '../http/problem.ts';
import type { Acting } from '../people/rights.ts';
import { answerGap } from './gaps.ts';
import { makeRelease } from './release.ts';

/** Entries and concepts as they are edited: every version is kept, nobody overwrites what somebody else has changed meanwhile. */

export const ITEM_KINDS = ['entry', 'concept'] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

export interface Item {
  readonly kind: ItemKind;
  readonly id: string;
  readonly version: number;
  readonly body: FaqEntry | Concept;
  /** null: pages do not load it. */
  readonly published_version: number | null;
  readonly edited_by: string;
  readonly edited_at: Date;
}

/** Any number: changes of what is known wait for each other. */
const LOCK = 0x0ca2_f0a0;

const COLUMNS = 'kind, id, version, body, published_version, edited_by, edited_at';

export const listItems = (sql: Sql): Promise<Item[]> =>
  sql.query<Item>(`select ${COLUMNS} from knowledge_items order by kind, id`);

const partsOf = (items: readonly Pick<Item, 'kind' | 'body'>[]) => ({
  entries: items.filter((i) => i.kind === 'entry').map((i) => i.body as FaqEntry),
  concepts: items.filter((i) => i.kind === 'concept').map((i) => i.body as Concept),
});

/** The body as its schema has it, or 422 with the field. */
const read = (kind: ItemKind, id: string, given: unknown): FaqEntry | Concept => {
  const result = kind === 'entry' ? v.safeParse(entrySchema, given) : v.safeParse(conceptSchema, given);
  if (!result.success) {
    const [issue] = result.issues;
    throw new Problem(422, `${v.getDotPath(issue) ?? 'body'}: ${issue.message}`);
  }
  if (result.output.id !== id) throw new Problem(422, 'id: must be that of the address');
  return result.output;
};

/** An entry for a question that only a person may answer would never be shown: it is not taken. */
const checkCare = (entry: FaqEntry): void => {
  for (const locale of FAQ_LOCALES)
    for (const question of entry.questions[locale])
      if (needsCare(question))
        throw new Problem(
          422,
          `questions.${locale}: a question of how skin reacts goes to a person, never to an answer.`,
        );
};

const stored = async (sql: Sql, kind: ItemKind, id: string): Promise<Item | undefined> =>
  (
    await sql.query<Item>(`select ${COLUMNS} from knowledge_items where kind = $1 and id = $2`, [kind, id])
  )[0];

const checkVersion = (item: Item | undefined, version: number): void => {
  if ((item?.version ?? 0) !== version) throw new Problem(409, 'Somebody else has changed this meanwhile.');
};

/** Which item, and what the caller believes its version is: 0 for one that is new. */
export interface ItemName {
  readonly kind: ItemKind;
  readonly id: string;
  readonly version: number;
}

const changing = <T>(db: Database, work: (sql: Sql) => Promise<T>): Promise<T> =>
  db.transaction(async (sql) => {
    await sql.query('select pg_advisory_xact_lock($1)', [LOCK]);
    return work(sql);
  });

const note = (sql: Sql, by: Acting, action: string, { kind, id, version }: ItemName): Promise<void> =>
  addAudit(sql, by.secret, {
    at: by.now,
    actor: by.actor,
    action,
    target: `${kind}.${id}`,
    detail: { version },
  });

/** Writes one version, current and in the history. */
const putVersion = async (
  sql: Sql,
  { kind, id, version }: ItemName,
  body: FaqEntry | Concept,
  by: Pick<Acting, 'actor' | 'now'>,
): Promise<void> => {
  const row = [kind, id, version, JSON.stringify(body), by.actor, new Date(by.now).toISOString()];
  await sql.query(
    `insert into knowledge_items (kind, id, version, body, edited_by, edited_at) values ($1, $2, $3, $4::jsonb, $5, $6)
     on conflict (kind, id) do update
        set version = excluded.version, body = excluded.body, edited_by = excluded.edited_by, edited_at = excluded.edited_at`,
    row,
  );
  await sql.query(
    'insert into knowledge_versions (kind, id, version, body, edited_by, edited_at) values ($1, $2, $3, $4::jsonb, $5, $6)',
    row,
  );
};

/** Saves a draft; pages see nothing of it yet. Returns its version. 409 when it is not the next one, 422 for what is no entry or points nowhere. */
export const saveItem = (db: Database, name: ItemName, given: unknown, by: Acting): Promise<number> =>
  changing(db, async (sql) => {
    const body = read(name.kind, name.id, given);
    if (name.kind === 'entry') checkCare(body as FaqEntry);
    checkVersion(await stored(sql, name.kind, name.id), name.version);
    const others = (await listItems(sql)).filter((i) => i.kind !== name.kind || i.id !== name.id);
    const broken = brokenLink(partsOf([...others, { kind: name.kind, body }]));
    if (broken) throw new Problem(422, broken);
    const next = { ...name, version: name.version + 1 };
    await putVersion(sql, next, body, by);
    await note(sql, by, 'knowledge.save', next);
    return next.version;
  });

/** Puts the current version into what pages load. `gap`: what it answers is closed with it. Returns the number of the release. */
export const publishItem = (db: Database, name: ItemName, by: Acting, gap?: string): Promise<number> =>
  changing(db, async (sql) => {
    const item = await stored(sql, name.kind, name.id);
    if (!item) throw new Problem(404, 'Nothing of this name is known.');
    checkVersion(item, name.version);
    await sql.query(
      'update knowledge_items set published = body, published_version = version where kind = $1 and id = $2',
      [name.kind, name.id],
    );
    const release = await makeRelease(sql, by);
    await note(sql, by, 'knowledge.publish', name);
    if (gap) await answerGap(sql, gap, name.id, by);
    return release;
  });

/** Takes it out of what pages load; its versions stay. */
export const withdrawItem = (db: Database, name: ItemName, by: Acting): Promise<number> =>
  changing(db, async (sql) => {
    const item = await stored(sql, name.kind, name.id);
    if (!item) throw new Problem(404, 'Nothing of this name is known.');
    checkVersion(item, name.version);
    await sql.query(
      'update knowledge_items set published = null, published_version = null where kind = $1 and id = $2',
      [name.kind, name.id],
    );
    const release = await makeRelease(sql, by);
    await note(sql, by, 'knowledge.withdraw', name);
    return release;
  });

/** Every version of one, the newest first. */
export const historyOf = (sql: Sql, kind: ItemKind, id: string): Promise<Item[]> =>
  sql.query<Item>(
    `select kind, id, version, body, null as published_version, edited_by, edited_at
       from knowledge_versions where kind = $1 and id = $2 order by version desc limit 100`,
    [kind, id],
  );
