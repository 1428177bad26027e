import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { migrate } from '../db/migrate.ts';
import { openPglite } from '../db/pglite.ts';
import { postgresBin, startPostgres, type TestPostgres } from './postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A migrated, empty embedded store, as a file. */
    pgliteDump: string;
    /** Of the server's maintenance database; '' when this machine has no PostgreSQL. */
    postgresUrl: string;
  }
}

const CACHE = fileURLToPath(new URL('../../node_modules/.cache/crm-host/', import.meta.url));
const MIGRATIONS = fileURLToPath(new URL('../../migrations/', import.meta.url));

const dumpName = (): string => {
  const hash = createHash('sha256');
  hash.update(createRequire(import.meta.url).resolve('@electric-sql/pglite'));
  for (const file of readdirSync(MIGRATIONS).sort())
    hash.update(file).update(readFileSync(MIGRATIONS + file));
  return `${CACHE}${hash.digest('hex').slice(0, 16)}.tar`;
};

/** Making an embedded store takes seconds, loading one a fraction: it is made once for each set of migrations. */
const embeddedDump = async (): Promise<string> => {
  const file = dumpName();
  if (existsSync(file)) return file;
  mkdirSync(CACHE, { recursive: true });
  const db = await openPglite();
  await migrate(db);
  const dump = await db.dump();
  await db.close();
  writeFileSync(`${file}.${process.pid}`, new Uint8Array(await dump.arrayBuffer()));
  renameSync(`${file}.${process.pid}`, file);
  return file;
};

/** Both stores are made once for all files: an embedded one as a dump to load, a PostgreSQL as a running cluster. */
export default async (project: TestProject): Promise<() => Promise<void>> => {
  project.provide('pgliteDump', await embeddedDump());
  const bin = postgresBin();
  let server: TestPostgres | undefined;
  if (bin) server = await startPostgres(bin);
  else console.warn('No PostgreSQL on this machine: the CRM host is tested on the embedded store only.');
  project.provide('postgresUrl', server?.url('postgres') ?? '');
  return async () => server?.remove();
};
