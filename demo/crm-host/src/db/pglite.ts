import { PGlite } from '@electric-sql/pglite';
import { asStoreError, type Database, type Sql } from './database.ts';

interface Queries {
  query<T>(text: string, params?: unknown[]): Promise<{ rows: T[] }>;
  exec(text: string): Promise<unknown>;
}

const over = (db: Queries): Sql => ({
  query: <T>(text: string, params: readonly unknown[] = []) =>
    guard(async () => (await db.query<T>(text, [...params])).rows),
  script: (text) => guard(async () => void (await db.exec(text))),
});

const guard = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    throw asStoreError(error);
  }
};

export interface PgliteOptions {
  /** Folder that keeps the data; undefined: in memory, gone when closed. */
  readonly folder?: string;
  /** A dump of another instance to start from, instead of an empty store. */
  readonly from?: Blob;
}

/** PostgreSQL inside this process: one connection, nothing to install. */
export const openPglite = async ({
  folder,
  from,
}: PgliteOptions = {}): Promise<Database & { dump(): Promise<Blob> }> => {
  const db = await PGlite.create({ dataDir: folder, loadDataDir: from });
  const sql = over(db);
  let closed: Promise<void> | undefined;
  return {
    kind: 'pglite',
    ...sql,
    transaction: <T>(work: (sql: Sql) => Promise<T>) => db.transaction((tx) => work(over(tx))) as Promise<T>,
    close: () => {
      closed ??= db.close();
      return closed;
    },
    dump: () => db.dumpDataDir('none'),
  };
};
