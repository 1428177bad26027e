import type { Context, Hono } from 'hono';
import { deleteCookie, setCookie } from 'hono/cookie';
import * as v from 'valibot';
import { createRateLimit } from '../auth/rate.ts';
import { DESK_COOKIE, DESK_SESSION_MS, signDesk, TOKEN_START } from '../auth/session.ts';
import { ROLES, type Staff, whoIs } from '../auth/staff.ts';
import { sha256 } from '../collect/digest.ts';
import { credentialsOf, type StaffRouteOptions } from './acting.ts';
import { readJson } from './body.ts';
import { Problem } from './problem.ts';

const signIn = v.strictObject({ token: v.pipe(v.string(), v.minLength(1), v.maxLength(512)) });
/** Sign-ins from one address: ten at once, then one in ten seconds, so that a token is not found by trying. */
const TRIES = { perSecond: 0.1, burst: 10 };
const BODY = 4096;

export interface SessionRouteOptions extends StaffRouteOptions {
  readonly addressOf: (c: Context) => string;
  /** Told to the console, which marks invented data as such. */
  readonly demo: boolean;
}

/** Who is signed in, and what the console may show them. */
export interface DeskAccount {
  readonly name: string;
  readonly role: string;
  readonly permissions: readonly string[];
  readonly demo: boolean;
}

/** `Secure` wherever the page came by https, or is not of this machine. */
const isSecure = (c: Context): boolean => {
  const { protocol, hostname } = new URL(c.req.url);
  return protocol === 'https:' || !(hostname === 'localhost' || hostname === '127.0.0.1');
};

/** Signing in to the console and out of it. */
export const addSessionRoutes = (app: Hono, options: SessionRouteOptions): void => {
  const { db, secret, now, addressOf, demo } = options;
  const limit = createRateLimit(TRIES);
  const account = (staff: Staff): DeskAccount => ({ ...staff, permissions: ROLES[staff.role], demo });

  app.get('/v1/session', async (c) => {
    const staff = await whoIs(db, credentialsOf(c, options));
    // Nobody: no error, it is how every visit begins.
    return staff ? c.json(account(staff)) : c.body(null, 204);
  });

  app.post('/v1/session', async (c) => {
    limit(addressOf(c), now());
    const given = v.safeParse(signIn, await readJson(c.req.raw, BODY));
    if (!given.success) throw new Problem(422, 'Send {"token": "..."}.');
    const { token } = given.output;
    const staff = await whoIs(db, { authorization: `Bearer ${token}` });
    if (!staff) throw new Problem(401, 'No member of staff has this token.');
    const session = {
      name: staff.name,
      tokenStart: sha256(token).slice(0, TOKEN_START),
      expires: now() + DESK_SESSION_MS,
    };
    setCookie(c, DESK_COOKIE, signDesk(secret, session), {
      httpOnly: true,
      sameSite: 'Strict',
      path: '/',
      maxAge: DESK_SESSION_MS / 1000,
      secure: isSecure(c),
    });
    return c.json(account(staff));
  });

  app.delete('/v1/session', (c) => {
    deleteCookie(c, DESK_COOKIE, { path: '/' });
    return c.body(null, 204);
  });
};
