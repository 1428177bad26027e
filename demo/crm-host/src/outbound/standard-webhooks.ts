import { createHmac, timingSafeEqual } from 'node:crypto';

/** Signatures of Standard Webhooks 1.0 (standardwebhooks.com), symmetric `v1`: HMAC-SHA256 over `id.timestamp.body`. */

const PREFIX = 'whsec_';

/** Bytes of a secret: base64 behind `whsec_`, 24 to 64 bytes. */
const keyOf = (secret: string): Buffer => {
  const key = Buffer.from(secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret, 'base64');
  if (key.length < 24 || key.length > 64)
    throw new Error('A webhook secret has 24 to 64 bytes, as whsec_ and base64.');
  return key;
};

/** `seconds` since 1970. */
export const signWebhook = (secret: string, id: string, seconds: number, body: string): string =>
  `v1,${createHmac('sha256', keyOf(secret)).update(`${id}.${seconds}.${body}`).digest('base64')}`;

export interface WebhookHeaders {
  readonly 'webhook-id': string;
  readonly 'webhook-timestamp': string;
  /** One or more, a space between: while a secret is changed both sign. */
  readonly 'webhook-signature': string;
}

/** s that a message may be old or early. */
const TOLERANCE = 5 * 60;

const equal = (a: string, b: string): boolean => {
  const [x, y] = [Buffer.from(a), Buffer.from(b)];
  return x.length === y.length && timingSafeEqual(x, y);
};

/** The receiver's side: true when a signature is right and the message fresh. `now`: s since 1970. */
export const verifyWebhook = (
  secret: string,
  headers: WebhookHeaders,
  body: string,
  now: number,
): boolean => {
  const seconds = Number(headers['webhook-timestamp']);
  if (!Number.isInteger(seconds) || Math.abs(now - seconds) > TOLERANCE) return false;
  const expected = signWebhook(secret, headers['webhook-id'], seconds, body);
  return headers['webhook-signature'].split(' ').some((given) => equal(given, expected));
};
