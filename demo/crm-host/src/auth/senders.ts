import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { Problem } from '../http/problem.ts';

/** A shop's page may send when it carries this publishable key from one of these origins. The key is no secret; it says which shop, the origin says from where. */
export interface Site {
  /** `pk_...`, as in the page. */
  readonly key: string;
  /** Exact origins, such as https://shop.example. */
  readonly origins: readonly string[];
  /** What an event's `source` must start with. */
  readonly sources: readonly string[];
}

/** A shop's own server. The key is a secret and only its hash is kept. */
export interface ServerKey {
  readonly name: string;
  /** sha-256 of `sk_...`, hex. */
  readonly sha256: string;
  readonly sources: readonly string[];
}

/** Who sent a batch, and what it may say. */
export interface Sender {
  readonly kind: 'page' | 'server';
  readonly name: string;
  readonly sources: readonly string[];
  /** The customer whose token a page carried: the only one it may name. A server may name any. */
  readonly customerRef?: string;
}

export interface SenderConfig {
  readonly sites: readonly Site[];
  readonly servers: readonly ServerKey[];
  /** Signs visitors' tokens. At least 32 characters. */
  readonly secret: string;
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Equality in a time that does not tell where two texts differ. */
export const sameText = (a: string, b: string): boolean =>
  timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());

const mac = (secret: string, payload: string): string =>
  createHmac('sha256', secret).update(`visitor.${payload}`).digest('base64url');

/** What a token says: site key, customer, and the end of its life in s since 1970. */
interface Visitor {
  readonly k: string;
  readonly ref: string;
  readonly exp: number;
}

/** A visitor's token: proof from the shop's server that this page's customer is `ref`. `expires`: ms since 1970. */
export const signVisitor = (secret: string, siteKey: string, ref: string, expires: number): string => {
  const visitor: Visitor = { k: siteKey, ref, exp: Math.floor(expires / 1000) };
  const payload = Buffer.from(JSON.stringify(visitor)).toString('base64url');
  return `vt1.${payload}.${mac(secret, payload)}`;
};

/** The inverse; 401 for a forged, broken or ended token. */
export const readVisitor = (secret: string, token: string, now: number): Visitor => {
  const [, payload = '', given = ''] = token.split('.');
  if (!sameText(given, mac(secret, payload))) throw new Problem(401, 'The visitor token is not ours.');
  const visitor = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Visitor;
  if (visitor.exp * 1000 <= now)
    throw new Problem(401, 'The visitor token has ended; ask the shop for a new one.');
  return visitor;
};

export const bearer = (header: string | undefined): string =>
  /^Bearer ([\x21-\x7e]{1,512})$/.exec(header ?? '')?.[1] ?? '';

const page = (config: SenderConfig, key: string, origin: string | undefined): Site => {
  const site = config.sites.find((s) => sameText(s.key, key));
  if (!site) throw new Problem(401, 'No such site key.');
  if (!origin || !site.origins.includes(origin))
    throw new Problem(403, `This site key is not for pages of ${origin ? 'this origin' : 'no origin'}.`);
  return site;
};

/** Who this request is from, by `Authorization` and `Origin`; throws 401 or 403. */
export const senderOf = (
  config: SenderConfig,
  headers: { readonly authorization?: string; readonly origin?: string },
  now: number,
): Sender => {
  const token = bearer(headers.authorization);
  if (token.startsWith('vt1.')) {
    const visitor = readVisitor(config.secret, token, now);
    const site = page(config, visitor.k, headers.origin);
    return { kind: 'page', name: site.key, sources: site.sources, customerRef: visitor.ref };
  }
  if (token.startsWith('pk_')) {
    const site = page(config, token, headers.origin);
    return { kind: 'page', name: site.key, sources: site.sources };
  }
  if (token.startsWith('sk_')) {
    // A browser adds Origin by itself: this key is in a page, where everybody can read it.
    if (headers.origin) throw new Problem(403, 'A server key must not be used in a page; revoke it.');
    const sha256 = hash(token);
    const server = config.servers.find((s) => sameText(s.sha256, sha256));
    if (server) return { kind: 'server', name: server.name, sources: server.sources };
  }
  throw new Problem(401, 'Send Authorization: Bearer with a site key, a visitor token or a server key.');
};
