import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';

/** The caller's address: of the connection, or what the proxy in front says last. Never stored. */
export const addressOf =
  (behindProxy: boolean) =>
  (c: Context): string => {
    const forwarded = behindProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
    if (forwarded) return forwarded;
    try {
      return getConnInfo(c).remote.address ?? '';
    } catch {
      // A request made inside the process, as tests do, has no connection.
      return '';
    }
  };
