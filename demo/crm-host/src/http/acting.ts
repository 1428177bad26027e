import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { DESK_COOKIE, readDesk } from '../auth/session.ts';
import { type Credentials, type Permission, type Staff, staffOf } from '../auth/staff.ts';
import type { Database } from '../db/database.ts';
import type { Acting } from '../people/rights.ts';
import { Problem } from './problem.ts';

export interface StaffRouteOptions {
  readonly db: Database;
  readonly secret: string;
  /** ms since 1970. */
  readonly now: () => number;
}

/** A page of another origin must not act with the cookie that the browser adds by itself. SameSite=Strict keeps it away; this holds where that does not. */
const isOwnPage = (c: Context): boolean => {
  const origin = c.req.header('origin');
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === new URL(c.req.url).host;
};

/** Token or signed cookie of a request; the cookie only for reading, or from a page of this host. */
export const credentialsOf = (
  c: Context,
  { secret, now }: Pick<StaffRouteOptions, 'secret' | 'now'>,
): Credentials => {
  const authorization = c.req.header('authorization');
  const session = readDesk(secret, getCookie(c, DESK_COOKIE), now());
  const reading = c.req.method === 'GET' || c.req.method === 'HEAD';
  if (session && !authorization && !reading && !isOwnPage(c))
    throw new Problem(403, 'A signed-in page may act from its own origin only.');
  return { authorization, session };
};

/** Who asks, with the permission; and how to sign what is done. */
export const acting = async (
  c: Context,
  options: StaffRouteOptions,
  permission: Permission,
): Promise<Acting & { readonly staff: Staff }> => {
  const staff = await staffOf(options.db, credentialsOf(c, options), permission);
  return { staff, actor: staff.name, now: options.now(), secret: options.secret };
};
