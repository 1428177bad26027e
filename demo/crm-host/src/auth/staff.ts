import { sha256 } from '../collect/digest.ts';
import type { Sql } from '../db/database.ts';
import { Problem } from '../http/problem.ts';
import { bearer } from './senders.ts';

/** What each member of staff may do. */
export const ROLES = {
  /** Service desk: a customer's timeline and cases. */
  agent: ['person.read', 'case.read', 'case.write', 'task.write'],
  /** Figures without persons. */
  analyst: ['figures.read'],
  /** Rights of persons, and the log that proves them. */
  privacy: ['person.read', 'person.export', 'person.erase', 'audit.read'],
  /** Data in and out: files, rules, destinations. */
  operator: ['import.write', 'figures.read', 'jobs.run'],
  admin: [
    'person.read',
    'person.export',
    'person.erase',
    'case.read',
    'case.write',
    'task.write',
    'figures.read',
    'import.write',
    'jobs.run',
    'audit.read',
    'staff.write',
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

/** Who carries this token; 401 for nobody, 403 without the permission. */
export const staffOf = async (
  sql: Sql,
  authorization: string | undefined,
  permission: Permission,
): Promise<Staff> => {
  const token = bearer(authorization);
  const [row] = token
    ? await sql.query<Staff>('select name, role from staff where token_sha256 = $1 and ended_at is null', [
        sha256(token),
      ])
    : [];
  if (!row) throw new Problem(401, 'Send Authorization: Bearer with a staff token.');
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
