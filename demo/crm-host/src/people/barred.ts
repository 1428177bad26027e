import { createHmac } from 'node:crypto';
import type { Sql } from '../db/database.ts';

/** What an event may be known under. */
export type EventIdentifier = readonly ['session' | 'anon' | 'customer', string];

/** A keyed hash of an identifier: enough to know it again, useless to whoever reads the table without the host's secret. */
export const identifierToken = (secret: string, kind: string, value: string): string =>
  createHmac('sha256', secret).update(`identifier.${kind}.${value}`).digest('hex');

/** Stands for every purpose: the person was erased. */
export const ERASED = '*';

export interface Barrier {
  readonly token: string;
  readonly purpose: string;
  readonly at: Date;
  readonly version: number | null;
}

export const readBarriers = (sql: Sql, tokens: readonly string[]): Promise<Barrier[]> =>
  sql.query<Barrier>('select token, purpose, at, version from barred where token = any($1::text[])', [
    tokens,
  ]);

/** Raises barriers; the latest one stands, in whatever order they arrive. */
export const bar = async (sql: Sql, barriers: readonly Barrier[]): Promise<void> => {
  await sql.query(
    `insert into barred (token, purpose, at, version)
     select token, purpose, max(at), max(version)
       from jsonb_to_recordset($1::jsonb) as b(token text, purpose text, at timestamptz, version integer)
      group by token, purpose
     on conflict (token, purpose) do update
       set at = greatest(barred.at, excluded.at), version = greatest(barred.version, excluded.version)`,
    [JSON.stringify(barriers)],
  );
};
