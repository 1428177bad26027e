import { PURPOSES } from '../contract.ts';
import type { Database } from '../db/database.ts';
import type { DestinationConfig } from '../outbound/destinations.ts';
import { verifyWebhook } from '../outbound/standard-webhooks.ts';
import { testHost } from './client.ts';
import { NOON, sample } from './samples.ts';

/** A receiver of webhooks for the tests, and a host that sends to it. */

export const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

export const HOOK: DestinationConfig = {
  kind: 'webhook',
  url: 'https://crm.example/hook',
  secrets: [SECRET],
};
export const actor = { anonId: 'anon-1' };

export const consented = (states: Partial<Record<string, string>> = {}) =>
  sample('consent.updated', {
    actor,
    version: 1,
    policyVersion: '1',
    method: 'widget',
    ageGate: 'passed',
    purposes: Object.fromEntries(
      PURPOSES.map((p) => [p, { state: states[p] ?? 'granted', ts: null }]),
    ) as never,
  });

/** A receiver that checks every signature, and does as told. */
export const receiver = (answer: () => Response = () => new Response(null, { status: 204 })) => {
  const got: { id: string; body: string }[] = [];
  const seen: boolean[] = [];
  let clock = (): number => NOON;
  const send = (async (_url: string, init: RequestInit) => {
    const headers = init.headers as never as Parameters<typeof verifyWebhook>[1];
    seen.push(verifyWebhook(SECRET, headers, String(init.body), Math.floor(clock() / 1000)));
    const response = answer();
    if (response.ok) got.push({ id: headers['webhook-id'], body: String(init.body) });
    return response;
  }) as unknown as typeof fetch;
  const use = (now: () => number): void => {
    clock = now;
  };
  return { got, seen, send, use };
};

export const hostWith = (
  db: Database,
  r: ReturnType<typeof receiver>,
  destinations: Record<string, DestinationConfig> = { hook: HOOK },
) => {
  const host = testHost(db, { destinations }, { fetch: r.send, check: async () => undefined });
  r.use(() => host.clock.now);
  return host;
};
