import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { SenderConfig } from './auth/senders.ts';
import type { DestinationConfig } from './outbound/destinations.ts';

export interface HostConfig {
  /** `postgres://...`, or a folder for the embedded store; undefined: in memory. */
  readonly database: string | undefined;
  readonly port: number;
  readonly senders: SenderConfig;
  /** Lets the first member of staff in, as admin. */
  readonly adminToken: string;
  /** Batches a second of one sender from one address; 0: no limit. */
  readonly perSecond: number;
  readonly burst: number;
  /** Where events go on to, by name; with their secrets, which never leave this process. */
  readonly destinations: Readonly<Record<string, DestinationConfig>>;
  /** Folder for the monthly reports; undefined: none are written. */
  readonly reports: string | undefined;
  /** A proxy in front sets X-Forwarded-For, so it may be believed. */
  readonly behindProxy: boolean;
}

/** Key of the demo shop's pages: public, and good for the origins below only. */
export const DEMO_SITE_KEY = 'pk_demo_selvanne';

const list = (text: string | undefined, fallback: readonly string[]): readonly string[] =>
  text ? text.split(',').map((t) => t.trim()) : fallback;

const secretOf = (env: NodeJS.ProcessEnv, name: string): string => {
  const given = env[name];
  if (given === undefined) return randomBytes(32).toString('base64url');
  if (given.length < 32) throw new Error(`${name} must have at least 32 characters.`);
  return given;
};

/** Settings from the environment (docs/guide/crm-host.md). Secrets that are not given are made at random and last as long as the process. */
export const configFrom = (env: NodeJS.ProcessEnv): HostConfig => {
  const port = Number(env.CRM_PORT ?? 4180);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error('CRM_PORT must be a port number.');
  const origins = list(env.CRM_ORIGINS, ['http://localhost:4173', 'http://localhost:5173']);
  return {
    database: env.DATABASE_URL || env.CRM_DATA,
    port,
    senders: {
      secret: secretOf(env, 'CRM_SECRET'),
      sites: [{ key: env.CRM_SITE_KEY ?? DEMO_SITE_KEY, origins, sources: list(env.CRM_SOURCES, origins) }],
      servers: env.CRM_SERVER_KEY
        ? [
            {
              name: 'shop-server',
              sha256: createHash('sha256').update(env.CRM_SERVER_KEY).digest('hex'),
              sources: list(env.CRM_SERVER_SOURCES, ['urn:shop:']),
            },
          ]
        : [],
    },
    adminToken: secretOf(env, 'CRM_ADMIN_TOKEN'),
    perSecond: Number(env.CRM_RATE ?? 20),
    burst: Number(env.CRM_BURST ?? 60),
    destinations: env.CRM_DESTINATIONS ? JSON.parse(readFileSync(env.CRM_DESTINATIONS, 'utf8')) : {},
    reports: env.CRM_REPORTS || undefined,
    behindProxy: env.CRM_BEHIND_PROXY === '1',
  };
};
