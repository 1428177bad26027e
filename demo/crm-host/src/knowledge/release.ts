import { brokenLink, type Concept, type FaqEntry, type Knowledge } from '@carmine/crm/faq';
import { sha256, sortedJson } from '../collect/digest.ts';
import type { Sql } from '../db/database.ts';
import { Problem } from '../http/problem.ts';
import type { Acting } from '../people/rights.ts';

/** What pages load: all that is published, as one file named by its content. */

export interface Release {
  readonly n: number;
  readonly sha256: string;
  readonly published_by: string;
  readonly published_at: Date;
}

const publishedOf = async (sql: Sql): Promise<Pick<Knowledge, 'concepts' | 'entries'>> => {
  const rows = await sql.query<{ kind: string; body: unknown }>(
    'select kind, published as body from knowledge_items where published is not null order by kind, id',
  );
  const of = (kind: string): unknown[] => rows.filter((r) => r.kind === kind).map((r) => r.body);
  return { concepts: of('concept') as Concept[], entries: of('entry') as FaqEntry[] };
};

/** Writes the next release, in the transaction of the change. 422 when something published points to what is not. */
export const makeRelease = async (sql: Sql, by: Pick<Acting, 'actor' | 'now'>): Promise<number> => {
  const parts = await publishedOf(sql);
  const broken = brokenLink(parts);
  if (broken) throw new Problem(422, `Not published: ${broken}.`);
  const [last] = await sql.query<{ n: number }>('select max(n) as n from knowledge_releases');
  const n = (last?.n ?? 0) + 1;
  const body: Knowledge = { format: 1, version: `r${n}`, ...parts };
  await sql.query(
    'insert into knowledge_releases (n, sha256, body, published_by, published_at) values ($1, $2, $3::jsonb, $4, $5)',
    [n, sha256(sortedJson(body)), JSON.stringify(body), by.actor, new Date(by.now).toISOString()],
  );
  return n;
};

export const lastRelease = async (sql: Sql): Promise<Release | undefined> =>
  (
    await sql.query<Release>(
      'select n, sha256, published_by, published_at from knowledge_releases order by n desc limit 1',
    )
  )[0];

/** The file itself. */
export const releaseBody = async (sql: Sql, n: number): Promise<Knowledge | undefined> =>
  (await sql.query<{ body: Knowledge }>('select body from knowledge_releases where n = $1', [n]))[0]?.body;
