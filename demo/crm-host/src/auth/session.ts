import { createHmac } from 'node:crypto';
import { sameText } from './senders.ts';

/** A sign-in of the console: a signed cookie that names a member of staff. Nothing is kept on the server, so that N processes need to share nothing. */
export interface DeskSession {
  readonly name: string;
  /** First letters of the hash of the token it was opened with: another token, or none, ends the session. */
  readonly tokenStart: string;
  /** ms since 1970. */
  readonly expires: number;
}

export const DESK_COOKIE = 'crm_desk';
/** A working day. ms */
export const DESK_SESSION_MS = 10 * 3_600_000;
/** Letters of a token's hash that a session holds. */
export const TOKEN_START = 16;

const mac = (secret: string, payload: string): string =>
  createHmac('sha256', secret).update(`desk.${payload}`).digest('base64url');

/** The value of the cookie. */
export const signDesk = (secret: string, session: DeskSession): string => {
  const payload = Buffer.from(JSON.stringify(session)).toString('base64url');
  return `${payload}.${mac(secret, payload)}`;
};

/** The inverse; undefined for what is forged, broken or over. */
export const readDesk = (secret: string, value: string | undefined, now: number): DeskSession | undefined => {
  const [payload = '', given = ''] = (value ?? '').split('.');
  if (!payload || !sameText(given, mac(secret, payload))) return undefined;
  const session = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as DeskSession;
  return session.expires > now ? session : undefined;
};
