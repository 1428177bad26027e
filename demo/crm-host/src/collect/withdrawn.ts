import type { Sql } from '../db/database.ts';
import { bar, identifierToken } from '../people/barred.ts';
import type { Checked } from './check.ts';
import { identifiersOf } from './identifiers.ts';

/**
 * Bars what `consent.withdrawn` takes back, in the transaction that stores it: from the commit on, events made before are refused. What was
 * stored earlier is deleted by the worker (people/withdraw.ts).
 */
export const recordWithdrawals = async (
  sql: Sql,
  events: readonly Checked[],
  secret: string,
): Promise<void> => {
  const barriers = events
    .filter((e) => e.type === 'consent.withdrawn')
    .flatMap((e) => {
      const { purposes, version } = e.data as unknown as { purposes: string[]; version: number };
      return identifiersOf(e).flatMap(([kind, value]) =>
        purposes.map((purpose) => ({
          token: identifierToken(secret, kind, value),
          purpose,
          at: new Date(e.corrected),
          version: kind === 'session' ? version : null,
        })),
      );
    });
  if (barriers.length) await bar(sql, barriers);
};
