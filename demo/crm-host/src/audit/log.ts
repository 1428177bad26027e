import { createHmac } from 'node:crypto';
import { sortedJson } from '../collect/digest.ts';
import type { Sql } from '../db/database.ts';

/** One thing that somebody did. Names no person: a target is an audit_ref, a case or a file. */
export interface AuditEntry {
  /** ms since 1970. */
  readonly at: number;
  /** A member of staff, or `system`. */
  readonly actor: string;
  readonly action: string;
  readonly target: string;
  readonly detail?: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}

interface Row {
  readonly n: number;
  readonly at: Date;
  readonly actor: string;
  readonly action: string;
  readonly target: string;
  readonly detail: unknown;
  readonly previous: string;
  readonly hash: string;
}

/** Previous hash of the first entry. */
export const GENESIS = '0'.repeat(64);

/** Keyed, so that who can write the table but has not the secret cannot write a chain that holds. */
const hashOf = (secret: string, row: Omit<Row, 'hash'>): string =>
  createHmac('sha256', secret)
    .update(`audit.${sortedJson({ ...row, at: row.at.toISOString() })}`)
    .digest('hex');

const LOCK = 0x0ca2_4ad1;

/** Adds an entry to the chain, in the transaction of what it tells of. */
export const addAudit = async (sql: Sql, secret: string, entry: AuditEntry): Promise<void> => {
  await sql.query('select pg_advisory_xact_lock($1)', [LOCK]);
  const [last] = await sql.query<{ n: number; hash: string }>(
    'select n, hash from audit order by n desc limit 1',
  );
  const row = {
    n: (last?.n ?? 0) + 1,
    at: new Date(entry.at),
    actor: entry.actor,
    action: entry.action,
    target: entry.target,
    detail: entry.detail ?? {},
    previous: last?.hash ?? GENESIS,
  };
  await sql.query(
    `insert into audit (n, at, actor, action, target, detail, previous, hash)
     values ($1, $2, $3, $4, $5, $6::jsonb, $7, $8)`,
    [
      row.n,
      row.at.toISOString(),
      row.actor,
      row.action,
      row.target,
      JSON.stringify(row.detail),
      row.previous,
      hashOf(secret, row),
    ],
  );
};

/** Newest entry as noted elsewhere: only with one can a log that was cut short be told from one that is whole. */
export interface AuditHead {
  readonly n: number;
  readonly hash: string;
}

export type AuditCheck =
  | { readonly ok: true; readonly entries: number; readonly head: AuditHead }
  | { readonly ok: false; readonly brokenAt: number };

/** Entries read at a time. */
const PAGE = 1000;

/** Walks the whole chain. `brokenAt`: number of the first entry that is missing or is not what was written. */
export const checkAudit = async (sql: Sql, secret: string, noted?: AuditHead): Promise<AuditCheck> => {
  let head: AuditHead = { n: 0, hash: GENESIS };
  for (;;) {
    const rows = await sql.query<Row>(
      'select n, at, actor, action, target, detail, previous, hash from audit where n > $1 order by n limit $2',
      [head.n, PAGE],
    );
    for (const { hash, ...row } of rows) {
      const holds = row.n === head.n + 1 && row.previous === head.hash && hash === hashOf(secret, row);
      if (!holds || (noted?.n === row.n && noted.hash !== hash)) return { ok: false, brokenAt: head.n + 1 };
      head = { n: row.n, hash };
    }
    if (rows.length < PAGE) break;
  }
  if (noted && noted.n > head.n) return { ok: false, brokenAt: head.n + 1 };
  return { ok: true, entries: head.n, head };
};
