import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, inject } from 'vitest';
import type { Database } from '../db/database.ts';
import { migrate } from '../db/migrate.ts';
import { openPglite } from '../db/pglite.ts';
import { openPostgres } from '../db/postgres.ts';

const openEmbedded = async (): Promise<Database> =>
  openPglite({ from: new Blob([new Uint8Array(await readFile(inject('pgliteDump')))]) });

/** A database of its own on the tests' server, migrated. */
export const openOwnPostgres = async (): Promise<{ db: Database; url: string }> => {
  const admin = openPostgres(inject('postgresUrl'));
  const name = `t_${randomBytes(6).toString('hex')}`;
  await admin.query(`create database ${name}`);
  await admin.close();
  const url = inject('postgresUrl').replace('/postgres?', `/${name}?`);
  const db = openPostgres(url);
  await migrate(db);
  return { db, url };
};

/** Empties every table. The log of audits cannot be emptied by its own rules, which is what `replica` switches off here. */
export const emptyStore = (db: Database): Promise<void> =>
  db.transaction(async (sql) => {
    await sql.query(`set local session_replication_role = replica`);
    const tables = await sql.query<{ name: string }>(
      `select quote_ident(tablename) as name from pg_tables where schemaname = 'public' and tablename <> 'migrations'`,
    );
    for (const { name } of tables) await sql.query(`delete from ${name}`);
  });

/** The same tests on the embedded store and on PostgreSQL, each with its tables empty before every test. */
export const onBothStores = (tests: (db: () => Database) => void): void => {
  const stores: readonly (readonly [string, () => Promise<Database>, boolean])[] = [
    ['embedded', openEmbedded, true],
    ['postgresql', async () => (await openOwnPostgres()).db, inject('postgresUrl') !== ''],
  ];
  for (const [name, open, there] of stores)
    describe.skipIf(!there)(`on ${name}`, () => {
      let db: Database | undefined;
      beforeAll(async () => {
        db = await open();
      });
      beforeEach(async () => {
        if (db) await emptyStore(db);
      });
      afterAll(async () => {
        await db?.close();
      });
      tests(() => db as Database);
    });
};
