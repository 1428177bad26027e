import { sha256 } from '../collect/digest.ts';
import type { Sql } from '../db/database.ts';
import { Problem } from '../http/problem.ts';
import { bearer } from './senders.ts';
import { type DeskSession, TOKEN_START } from './session.ts';

/** What each member of staff may do. */
export const ROLES = {
  /** Service desk: a customer's timeline and cases; not what a reading of skin found, nor what a customer declared. */
  agent: [
    'person.read',
    'case.read',
    'case.write',
    'task.write',
    'match.read',
    'live.read',
    'knowledge.read',
    'knowledge.write',
  ],
  /** What the shop answers: who writes it, and says when customers may read it. */
  curator: ['case.read', 'knowledge.read', 'knowledge.write', 'knowledge.publish'],
  /** Figures without persons. */
  analyst: ['figures.read', 'live.read'],
  /** Rights of persons, and the log that proves them. */
  privacy: ['person.read', 'person.sensitive', 'person.export', 'person.erase', 'audit.read'],
  /** Data in and out: files, rules, destinations. */
  operator: ['import.write', 'figures.read', 'live.read', 'jobs.run'],
  admin: [
    'person.read',
    'person.sensitive',
    'person.export',
    'person.erase',
    'case.read',
    'case.write',
    'task.write',
    'match.read',
    'live.read',
    'figures.read',
    'import.write',
    'jobs.run',
    'audit.read',
    'staff.write',
    'knowledge.read',
    'knowledge.write',
    'knowledge.publish',
  ],
} as const;

export type Role = keyof typeof ROLES;
export type Permission = (typeof ROLES)[Role][number];

export interface Staff {
  readonly name: string;
  readonly role: Role;
}

export const may = (staff: Staff, permission: Permission): boolean =>
  (ROLES[staff.role] as readonly Permission[]).includes(permission);

/** What a request shows of who sends it. */
export interface Credentials {
  readonly authorization?: string;
  readonly session?: DeskSession;
}

const byToken = async (sql: Sql, token: string): Promise<Staff | undefined> =>
  (
    await sql.query<Staff>('select name, role from staff where token_sha256 = $1 and ended_at is null', [
      sha256(token),
    ])
  )[0];

const bySession = async (sql: Sql, session: DeskSession): Promise<Staff | undefined> =>
  (
    await sql.query<Staff>(
      'select name, role from staff where name = $1 and left(token_sha256, $2) = $3 and ended_at is null',
      [session.name, TOKEN_START, session.tokenStart],
    )
  )[0];

/** Who carries this token or session; undefined for nobody. */
export const whoIs = async (
  sql: Sql,
  { authorization, session }: Credentials,
): Promise<Staff | undefined> => {
  const token = bearer(authorization);
  if (token) return byToken(sql, token);
  return session ? bySession(sql, session) : undefined;
};

/** The same; 401 for nobody, 403 without the permission. */
export const staffOf = async (sql: Sql, credentials: Credentials, permission: Permission): Promise<Staff> => {
  const row = await whoIs(sql, credentials);
  if (!row) throw new Problem(401, 'Send Authorization: Bearer with a staff token, or sign in.');
  if (!may(row, permission)) throw new Problem(403, `The role ${row.role} may not do this (${permission}).`);
  return row;
};

/** Lets a member of staff in by a token (at least 24 characters), or changes role and token of one. Only the token's hash is kept. */
export const putStaff = async (sql: Sql, staff: Staff, token: string): Promise<void> => {
  if (token.length < 24) throw new Problem(422, 'A staff token has at least 24 characters.');
  if (!Object.hasOwn(ROLES, staff.role)) throw new Problem(422, 'No such role.');
  await sql.query(
    `insert into staff (name, role, token_sha256) values ($1, $2, $3)
     on conflict (name) do update set role = excluded.role, token_sha256 = excluded.token_sha256, ended_at = null`,
    [staff.name, staff.role, sha256(token)],
  );
};

/** Who may be given a case. */
export const deskNames = async (sql: Sql): Promise<string[]> => {
  const roles = (Object.keys(ROLES) as Role[]).filter((r) => may({ name: '', role: r }, 'case.write'));
  const rows = await sql.query<{ name: string }>(
    'select name from staff where role = any($1::text[]) and ended_at is null order by name',
    [roles],
  );
  return rows.map((r) => r.name);
};
