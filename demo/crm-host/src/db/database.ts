/** One way to speak to the store, whether PostgreSQL runs inside this process (PGlite) or beside it. Plain SQL, `$1` parameters. */

export type Row = Record<string, unknown>;

export interface Sql {
  /** Rows of one statement. `params` go as they are: json as a JSON text with a `::jsonb` cast, lists as arrays with `::text[]`. */
  query<T = Row>(text: string, params?: readonly unknown[]): Promise<T[]>;
  /** Several statements without parameters: migrations. */
  script(text: string): Promise<void>;
}

export interface Database extends Sql {
  readonly kind: 'pglite' | 'postgresql';
  /** All or nothing. Throws what `work` throws, after rolling back. */
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** Idempotent. */
  close(): Promise<void>;
}

/** The store cannot answer now: the caller should come again. Nothing of the request was kept. */
export class DatabaseAway extends Error {
  constructor(cause: unknown) {
    super('The database cannot be reached at the moment.', { cause });
    this.name = 'DatabaseAway';
  }
}

/** SQLSTATE classes that speak of the statement or its data (PostgreSQL, appendix A); every other failure is one of the server, the disk or the wire. */
const OF_THE_STATEMENT = new Set(['0A', '21', '22', '23', '2B', '2F', '34', '3F', '42', 'P0']);

/** The SQLSTATE of a driver's error, '' without one. */
export const sqlState = (error: unknown): string => {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : '';
};

/** `DatabaseAway` for what time may heal, the error itself for what it will not. */
export const asStoreError = (error: unknown): unknown => {
  if (error instanceof DatabaseAway) return error;
  return OF_THE_STATEMENT.has(sqlState(error).slice(0, 2)) ? error : new DatabaseAway(error);
};

/** Serialisation failure or deadlock (40001, 40P01): the same transaction may be tried again at once. */
export const isRetryable = (error: unknown): boolean =>
  sqlState(error instanceof DatabaseAway ? error.cause : error).startsWith('40');
