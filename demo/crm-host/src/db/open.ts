import type { Database } from './database.ts';
import { openPglite } from './pglite.ts';
import { openPostgres } from './postgres.ts';

/** `postgres://...` is a server; anything else a folder for the embedded store; undefined: in memory. */
export const openDatabase = async (where: string | undefined): Promise<Database> =>
  where && /^postgres(ql)?:\/\//.test(where) ? openPostgres(where) : openPglite({ folder: where });
