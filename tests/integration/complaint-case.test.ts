import { type CarmineEvent, createEventFactory, shadeMatchedData, skinScoredData } from '@carmine/crm';
import { collector, openCrm } from '@carmine/crm/client';
import { openConsent, type Purpose } from '@carmine/crm/consent';
import type { TryOnState } from '@carmine/session';
import { matchFoundation } from '@carmine/shades';
import { demoCatalogue } from '@carmine/shades/demo';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { handOver, openCase, receive } from '../../demo/storefront/src/actions.ts';
import { EMPTY_COMPLAINT } from '../../demo/storefront/src/crm/complaint.ts';
import type { Desk } from '../../demo/storefront/src/crm/desk.ts';
import { ShopStore } from '../../demo/storefront/src/store.ts';
import { startCrmHost, type TestCrmHost } from '../support/crm-host.ts';

/** The shop's own steps, the client and the real host over its own database; only the browser and its network are left out. */

let host: TestCrmHost;
beforeAll(async () => {
  host = await startCrmHost();
}, 120_000);
afterAll(() => host?.close());

const ORIGIN = 'http://shop.test';

/** A shop whose desk is the real client, its requests handed to the host. */
const shopOf = (granted: readonly Purpose[]) => {
  const consent = openConsent({ policyVersion: '1', storage: null });
  if (granted.length > 0)
    consent.update(Object.fromEntries(granted.map((p) => [p, 'granted'])), {
      method: 'widget',
      ageGate: 'passed',
    });
  const fetch = (async (_url: string, init: RequestInit) =>
    host.handle(
      { ...(init.headers as Record<string, string>), host: 'shop.test', origin: ORIGIN },
      String(init.body),
    )) as typeof globalThis.fetch;
  const after = (ms: number, then: () => void) => {
    const timer = setTimeout(then, ms);
    return () => clearTimeout(timer);
  };
  const headers = () => ({ authorization: 'Bearer pk_demo_selvanne' });
  const crm = openCrm({
    source: `${ORIGIN}/`,
    consent,
    storage: null,
    onRefused: () => {},
    carrier: collector({ url: `${ORIGIN}/v1/events`, headers, platform: { now: Date.now, after, fetch } }),
  });
  const desk: Desk = {
    consent,
    tell: (event) => void crm.tell(event),
    emit: (name, data, more) => void crm.emit(name, data, more),
    send: async () => {
      await crm.resume();
      return (await crm.waiting()).events === 0;
    },
  };
  return { store: new ShopStore('en', () => desk), crm };
};

const match = matchFoundation({ lab: [57, 13, 17], cov: [4, 0, 0, 0, 2, 0, 0, 0, 2] }, [...demoCatalogue], {
  reading: { confidence: 'medium', date: '2026-11-20T09:30:00Z' },
});
const best = match.matches[0]!;
const state = {
  match,
  report: null,
  light: { confidence: 'medium', cause: 'colour' },
} as unknown as TryOnState;

/** A visit: matched, tried, complained of. Returns the number the customer was given. */
const visit = async (granted: readonly Purpose[]): Promise<string> => {
  const { store, crm } = shopOf(granted);
  const make = createEventFactory({ source: `${ORIGIN}/` });
  store.set({ mirror: state });
  const scored = skinScoredData({ model: { id: 'm', sha256: 'ab' }, gates: [], skin: null, measures: [] });
  const applied = {
    sku: best.sku,
    product: 'foundation',
    hex: '#b08a6e',
    coverage: 0.6,
    intensity: 1,
  } as const;
  for (const event of [
    make('session.started', { source: 'camera' }),
    make('skin.scored', scored),
    make('shade.matched', shadeMatchedData(match as never)),
    make('shade.applied', applied, { subject: best.sku }),
  ])
    receive(store, event as CarmineEvent);
  store.set({ complaint: { ...EMPTY_COMPLAINT, sku: best.sku, stated: 'too-dark', noticed: ['patchy'] } });
  openCase(store);
  await handOver(store);
  const { filed } = store.shop;
  expect(filed?.where).toBe('shop');
  crm.close();
  await host.work();
  return filed!.id;
};

interface Case {
  readonly id: string;
  readonly sku: string;
  readonly stated: string;
  readonly status: string;
  readonly tags: string[];
  readonly predicted: Record<string, unknown> | null;
  readonly light: unknown;
  readonly id_kind: string | null;
}
const caseOf = async (id: string): Promise<Case> =>
  (await host.db.query<Case & Record<string, unknown>>('select * from cases where id = $1', [id]))[0]!;
const ALL = ['camera_process', 'skin_analysis', 'crm_share', 'personalization', 'analytics'] as const;

test('a complaint in the shop is a case in the host: shade, word, light, and what the match had said and how sure', async () => {
  const id = await visit(ALL);
  const { cases } = await host.ask<{ cases: { id: string; sku: string; stated: string }[] }>(
    '/v1/cases?status=open',
  );
  expect(cases.find((c) => c.id === id)).toMatchObject({ sku: best.sku, stated: 'too-dark' });
  const filed = await caseOf(id);
  expect(filed).toMatchObject({
    sku: best.sku,
    stated: 'too-dark',
    status: 'open',
    tags: ['depth', 'patchy'],
    light: { confidence: 'medium', cause: 'colour' },
    predicted: {
      confidence: match.abstained ? 'abstain' : match.skin.confidence,
      dE00: Math.round(best.dE00 * 100) / 100,
      pWithin2: Math.round(best.pWithin2 * 100) / 100,
    },
    id_kind: 'anon',
  });
  expect(filed.predicted).toHaveProperty('reasons');
});

test('the same of a customer who allowed nothing: the case is there, of nobody, and nothing else is', async () => {
  const before = (await host.db.query('select 1 from events')).length;
  const filed = await caseOf(await visit([]));
  expect(filed).toMatchObject({ sku: best.sku, stated: 'too-dark', id_kind: null });
  expect(filed.predicted ?? {}).not.toHaveProperty('dE00');
  expect((await host.db.query('select 1 from events')).length).toBe(before + 1);
});
