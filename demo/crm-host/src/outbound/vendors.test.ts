import { describe, expect, it } from 'vitest';
import type { WireDataMap, WireName } from '../contract.ts';
import { EVENT_RULES } from '../contract.ts';
import { NOON } from '../testing/samples.ts';
import type { Adapter, OutEvent } from './adapter.ts';
import { braze } from './adapters/braze.ts';
import { data360 } from './adapters/data360.ts';
import { ga4 } from './adapters/ga4.ts';
import { hubspot } from './adapters/hubspot.ts';
import { webhook } from './adapters/webhook.ts';
import { oauthToken } from './oauth.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

const out = <K extends WireName>(type: K, data: WireDataMap[K], more: Partial<OutEvent> = {}): OutEvent => ({
  id: `e-${Math.abs(more.at ?? 0)}-${type}`,
  source: 'urn:shop:web',
  type,
  class: EVENT_RULES[type].dataClass,
  at: NOON,
  session: 's',
  anonId: 'a-1',
  customerRef: 'C-1',
  data: data as Record<string, unknown>,
  attempts: 0,
  ...more,
});

const added = (n: number, more: Partial<OutEvent> = {}): OutEvent =>
  out(
    'product.added',
    { sku: `S-${n}`, quantity: 1, price: 239, currency: 'CNY' },
    { id: `added-${n}`, ...more },
  );
const orderOf = (items: number, id = 'o'): OutEvent =>
  out(
    'order.completed',
    {
      orderRef: `O-${id}`,
      currency: 'CNY',
      total: 10,
      channel: 'online',
      items: Array.from({ length: items }, (_, i) => ({ sku: `S-${i}`, quantity: 1, price: 1 })),
    },
    { id },
  );

type Fake = (url: URL, headers: Record<string, string>, body: string) => string | null;

/** Strict stand-ins for what the vendors document (ecosystem.md 1.1): what breaks a rule is told, null is taken. */
const fakes: Record<'ga4' | 'braze' | 'hubspot' | 'data360', Fake> = {
  ga4: (url, _, body) => {
    const { client_id, events } = JSON.parse(body) as {
      client_id?: string;
      events: { name: string; params: object; timestamp_micros: number }[];
    };
    if (url.pathname !== '/mp/collect' || !url.searchParams.get('api_secret')) return 'address';
    if (Buffer.byteLength(body) >= 130_000) return 'bytes';
    if (!client_id) return 'client_id';
    if (events.length > 25) return 'events';
    for (const e of events) {
      if (!/^[A-Za-z]\w{0,39}$/.test(e.name)) return 'name';
      if (NOON - e.timestamp_micros / 1000 > 72 * 3_600_000) return 'age';
      if (/"[^"]{101,}"/.test(JSON.stringify(e.params))) return 'value';
    }
    return null;
  },
  braze: (url, headers, body) => {
    const { events, purchases } = JSON.parse(body) as {
      events: Record<string, unknown>[];
      purchases: Record<string, unknown>[];
    };
    if (url.pathname !== '/users/track' || headers.Authorization !== 'Bearer key') return 'address';
    if (events.length > 75 || purchases.length > 75) return 'count';
    for (const e of [...events, ...purchases])
      if (!e.external_id || Number.isNaN(Date.parse(String(e.time)))) return 'who or when';
    for (const e of events) if (!/^[^$].{0,254}$/.test(String(e.name))) return 'name';
    for (const p of purchases)
      if (!/^[A-Z]{3}$/.test(String(p.currency)) || typeof p.price !== 'number') return 'money';
    return null;
  },
  hubspot: (url, headers, body) => {
    const { inputs } = JSON.parse(body) as {
      inputs: { eventName: string; objectId: string; uuid: string; properties: object }[];
    };
    if (url.pathname !== '/events/v3/send/batch' || headers.Authorization !== 'Bearer token')
      return 'address';
    if (inputs.length > 500) return 'count';
    for (const i of inputs) {
      if (!/^pe1_[a-z0-9_]+$/.test(i.eventName) || !i.objectId || !i.uuid) return 'input';
      const names = Object.keys(i.properties);
      if (names.length > 50 || names.some((n) => !/^[a-z0-9_]{1,50}$/.test(n))) return 'properties';
      if (Object.values(i.properties).some((v) => typeof v === 'object')) return 'nested';
    }
    return null;
  },
  data360: (url, headers, body) => {
    if (url.pathname !== '/api/v1/ingest/sources/mirror/event' || headers.Authorization !== 'Bearer fresh')
      return 'address';
    if (Buffer.byteLength(body) >= 200_000) return 'bytes';
    const { data } = JSON.parse(body) as { data: { occurred_at: string }[] };
    return data.every((d) => /Z$/.test(d.occurred_at)) ? null : 'time';
  },
};

const adapters: Record<keyof typeof fakes, Adapter> = {
  ga4: ga4({ kind: 'ga4', measurementId: 'G-1', apiSecret: 's&s' }),
  braze: braze({ kind: 'braze', url: 'https://rest.example', apiKey: 'key' }),
  hubspot: hubspot({ kind: 'hubspot', token: 'token', prefix: 'pe1_' }),
  data360: data360(
    { kind: 'data360', url: 'https://t.example', connector: 'mirror', object: 'event' },
    async () => 'fresh',
  ),
};

describe.each(Object.entries(adapters))('%s', (name, adapter) => {
  const fake = fakes[name as keyof typeof fakes];
  const many = [
    ...Array.from({ length: 600 }, (_, n) => added(n, { anonId: `a-${n % 3}` })),
    orderOf(2, 'small'),
    orderOf(75, 'full'),
    out('product.viewed', { sku: 'S', brand: '牌'.repeat(120), dwellMs: 5 }, { id: 'long' }),
  ];

  it('keeps to the documented limits, and takes every event along once', async () => {
    const { requests, unfit } = await adapter.pack(many, NOON);
    for (const r of requests)
      expect(fake(new URL(r.url), r.headers as Record<string, string>, r.body)).toBeNull();
    const ids = requests.flatMap((r) => r.events.map((e) => e.id));
    expect(new Set(ids).size).toBe(ids.length);
    expect([...ids, ...unfit.map((u) => u.event.id)].sort()).toEqual(many.map((e) => e.id).sort());
    expect(unfit).toEqual([]);
  });

  it('knows what an answer means', () => {
    const judge = (status: number) => adapter.judge(new Response(null, { status }), '');
    expect([200, 204, 429, 503, 410, 400].map(judge)).toEqual([
      'taken',
      'taken',
      'retry',
      'retry',
      'gone',
      'refused',
    ]);
  });
});

describe('what a vendor cannot take', () => {
  it('stays here, with the reason', async () => {
    const codes = async (adapter: Adapter, e: OutEvent) =>
      (await adapter.pack([e], NOON)).unfit.map((u) => u.code);
    expect(await codes(adapters.ga4, added(1, { anonId: null }))).toEqual(['no-client']);
    expect(await codes(adapters.ga4, added(1, { at: NOON - 73 * 3_600_000 }))).toEqual(['too-old']);
    expect(await codes(adapters.braze, added(1, { customerRef: null }))).toEqual(['no-customer']);
    expect(await codes(adapters.braze, orderOf(76))).toEqual(['too-many-items']);
    expect(await codes(adapters.hubspot, added(1, { customerRef: null }))).toEqual(['no-customer']);
    const wide = out('look.saved', { name: 'x'.repeat(20_000), layers: [] });
    expect(
      await codes(webhook({ kind: 'webhook', url: 'https://x.example', secrets: [SECRET] }), wide),
    ).toEqual(['too-large']);
  });

  it('a token is asked for once, and anew when it ends', async () => {
    let asked = 0;
    let now = 0;
    const token = oauthToken(
      { url: 'https://t.example/token', clientId: 'c', clientSecret: 's' },
      async () => Response.json({ access_token: `t${++asked}`, expires_in: 3600 }),
      () => now,
    );
    expect([await token(), await token()]).toEqual(['t1', 't1']);
    now = 3_540_000;
    expect(await token()).toBe('t2');
  });
});
