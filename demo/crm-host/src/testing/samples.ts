import { createHash } from 'node:crypto';
import type { HostConfig } from '../config.ts';
import { EVENT_RULES, PURPOSES, type WireDataMap, type WireName, wireType } from '../contract.ts';

/** 2026-11-20 09:30 in Shanghai. */
export const NOON = Date.UTC(2026, 10, 20, 1, 30);
export const DAY = 86_400_000;

export const SITE_KEY = 'pk_test';
export const SERVER_KEY = 'sk_test_of_the_shop_server';
export const ADMIN_TOKEN = 'admin-token-of-the-tests-only';
export const ORIGIN = 'https://shop.example';

export const testConfig: HostConfig = {
  database: undefined,
  port: 0,
  senders: {
    secret: 'a secret of the tests, 32 characters and more',
    sites: [{ key: SITE_KEY, origins: [ORIGIN], sources: [ORIGIN] }],
    servers: [
      {
        name: 'shop-server',
        sha256: createHash('sha256').update(SERVER_KEY).digest('hex'),
        sources: ['urn:shop:'],
      },
    ],
  },
  adminToken: ADMIN_TOKEN,
  perSecond: 0,
  burst: 0,
  destinations: {},
  reports: undefined,
  behindProxy: false,
};

export interface SampleOptions {
  readonly id?: string;
  readonly source?: string;
  readonly session?: string;
  readonly sequence?: number;
  /** ms since 1970. */
  readonly at?: number;
  readonly subject?: string;
  readonly version?: number;
  readonly purposes?: string;
  readonly ageGate?: string;
}

const ALL = 'analytics camera_process chat_analysis crm_share marketing personalization skin_analysis';
let made = 0;

/** A whole event of any type, with consent to all. */
export const sample = <K extends WireName>(
  name: K,
  data: WireDataMap[K],
  options: SampleOptions = {},
): Record<string, unknown> => {
  made++;
  return {
    specversion: '1.0',
    id: options.id ?? `event-${made}`,
    source: options.source ?? `${ORIGIN}/mirror`,
    type: wireType(name),
    ...(options.subject ? { subject: options.subject } : {}),
    time: new Date(options.at ?? NOON).toISOString(),
    datacontenttype: 'application/json',
    dataschema: 'urn:carmine:schema:events:1',
    sessionid: options.session ?? 'session-1',
    sequence: String(options.sequence ?? made).padStart(10, '0'),
    dataclassification: EVENT_RULES[name].dataClass,
    consentver: options.version ?? 1,
    consentpurposes: options.purposes ?? ALL,
    agegate: options.ageGate ?? 'passed',
    data,
  };
};

type ConsentData = WireDataMap['consent.updated'];

/** Every purpose in one state. */
export const consentData = (
  actor: ConsentData['actor'],
  state: 'granted' | 'denied' | 'unset' = 'granted',
): ConsentData => ({
  actor,
  version: 1,
  policyVersion: '1',
  method: 'widget',
  ageGate: 'passed',
  purposes: Object.fromEntries(
    PURPOSES.map((p) => [p, { state, ts: new Date(NOON).toISOString() }]),
  ) as ConsentData['purposes'],
});

type WithdrawalData = WireDataMap['consent.withdrawn'];

/** The second version of a record, in which `purposes` are taken back. */
export const withdrawalData = (
  actor: WithdrawalData['actor'],
  purposes: WithdrawalData['purposes'],
  method: WithdrawalData['method'] = 'host',
): WithdrawalData => ({ actor, version: 2, policyVersion: '1', method, ageGate: 'passed', purposes });

export const shade = (
  sku = 'CL-12',
  options: SampleOptions & { readonly actor?: { anonId?: string; customerRef?: string } } = {},
): Record<string, unknown> =>
  sample(
    'shade.applied',
    {
      ...(options.actor ? { actor: options.actor } : {}),
      sku,
      product: 'lipstick',
      brand: 'Selvanne',
      line: 'Carmine Letters Lipstick',
      hex: '#9b1c31',
      finish: 'satin',
      coverage: 0.75,
      intensity: 0.8,
    } as WireDataMap['shade.applied'],
    { subject: sku, ...options },
  );

/** Headers of a batch of the test shop's page. */
export const pageHeaders = (more: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  'Content-Type': 'application/cloudevents-batch+json',
  'Idempotency-Key': `batch-${++made}`,
  Authorization: `Bearer ${SITE_KEY}`,
  Origin: ORIGIN,
  ...more,
});

/** Headers of the test shop's server. */
export const serverHeaders = (): Record<string, string> => {
  const { Origin: _none, ...headers } = pageHeaders({ Authorization: `Bearer ${SERVER_KEY}` });
  return headers;
};
