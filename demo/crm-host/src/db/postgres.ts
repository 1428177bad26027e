import pg from 'pg';
import { asStoreError, type Database, type Sql } from './database.ts';

/** int8 as a number: counts, minor units of money and sequence numbers stay far below 2^53. */
const INT8 = 20;
pg.types.setTypeParser(INT8, Number);

interface Queries {
  query(config: { text: string; values?: unknown[] }): Promise<{ rows: unknown[] }>;
}

const over = (db: Queries): Sql => ({
  query: async <T>(text: string, params: readonly unknown[] = []) => {
    try {
      return (await db.query({ text, values: [...params] })).rows as T[];
    } catch (error) {
      throw asStoreError(error);
    }
  },
  script: async (text) => {
    try {
      await db.query({ text });
    } catch (error) {
      throw asStoreError(error);
    }
  },
});

export interface PostgresOptions {
  /** Connections of this process. Default 10. */
  readonly connections?: number;
  /** ms to wait for a connection, and for a statement. Default 5 000 and 15 000. */
  readonly connectMs?: number;
  readonly statementMs?: number;
}

const inTransaction = async <T>(client: pg.PoolClient, work: (sql: Sql) => Promise<T>): Promise<T> => {
  const sql = over(client);
  await sql.query('begin');
  try {
    const result = await work(sql);
    await sql.query('commit');
    return result;
  } catch (error) {
    // A lost connection rolls back by itself; the first error is the one to tell.
    await sql.query('rollback').catch(() => undefined);
    throw error;
  }
};

/** PostgreSQL 15 or newer behind a URL. Connections are made when asked for, so that the host starts and answers while the server is away. */
export const openPostgres = (url: string, options: PostgresOptions = {}): Database => {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.connections ?? 10,
    connectionTimeoutMillis: options.connectMs ?? 5000,
    statement_timeout: options.statementMs ?? 15_000,
    application_name: 'carmine-crm-host',
  });
  // An idle connection that breaks is dropped by the pool; unheard, its error would end the process.
  pool.on('error', () => undefined);
  const connect = async (): Promise<pg.PoolClient> => {
    try {
      return await pool.connect();
    } catch (error) {
      throw asStoreError(error);
    }
  };
  let closed: Promise<void> | undefined;
  return {
    kind: 'postgresql',
    ...over(pool),
    transaction: async (work) => {
      const client = await connect();
      let broken: Error | undefined;
      const onError = (error: Error): void => {
        broken = error;
      };
      client.on('error', onError);
      try {
        return await inTransaction(client, work);
      } finally {
        client.off('error', onError);
        client.release(broken);
      }
    },
    close: () => {
      closed ??= pool.end();
      return closed;
    },
  };
};
