import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Database, Sql } from './database.ts';

const FOLDER = fileURLToPath(new URL('../../migrations', import.meta.url));

interface Migration {
  readonly name: string;
  readonly sha256: string;
  readonly text: string;
}

const readMigrations = async (folder: string): Promise<Migration[]> => {
  const names = (await readdir(folder)).filter((n) => /^\d{4}-[a-z0-9-]+\.sql$/.test(n)).sort();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(`${folder}/${name}`, 'utf8');
      return { name, text, sha256: createHash('sha256').update(text).digest('hex') };
    }),
  );
};

/** Any number: all processes that migrate one store wait for the same lock. */
const LOCK = 0x0ca2_311e;

const applied = async (sql: Sql): Promise<Map<string, string>> => {
  const rows = await sql.query<{ name: string; sha256: string }>('select name, sha256 from migrations');
  return new Map(rows.map((r) => [r.name, r.sha256]));
};

/**
 * Brings the store to the newest schema: each file of migrations/ once, in the order of its number. Throws when a file that was
 * applied has changed since: a schema grows by new files only. Returns the names applied now.
 */
export const migrate = (db: Database, folder: string = FOLDER): Promise<string[]> =>
  db.transaction(async (sql) => {
    await sql.query('select pg_advisory_xact_lock($1)', [LOCK]);
    await sql.script(
      'create table if not exists migrations (name text primary key, sha256 text not null, applied_at timestamptz not null default now())',
    );
    const done = await applied(sql);
    const now: string[] = [];
    for (const { name, sha256, text } of await readMigrations(folder)) {
      const before = done.get(name);
      if (before === sha256) continue;
      if (before) throw new Error(`Migration ${name} changed after it was applied; add a new file instead.`);
      await sql.script(text);
      await sql.query('insert into migrations (name, sha256) values ($1, $2)', [name, sha256]);
      now.push(name);
    }
    return now;
  });
