import { describe, expect, it } from 'vitest';
import type { WireDataMap, WireName } from '../contract.ts';
import { EVENT_RULES, PURPOSES } from '../contract.ts';
import type { Database } from '../db/database.ts';
import { personOf } from '../people/identities.ts';
import { erasePerson } from '../people/rights.ts';
import { testHost } from '../testing/client.ts';
import { DAY, NOON, sample, shade, testConfig } from '../testing/samples.ts';
import { onBothStores } from '../testing/stores.ts';
import type { Adapter, OutEvent } from './adapter.ts';
import { braze } from './adapters/braze.ts';
import { data360 } from './adapters/data360.ts';
import { ga4 } from './adapters/ga4.ts';
import { hubspot } from './adapters/hubspot.ts';
import { webhook } from './adapters/webhook.ts';
import type { DestinationConfig } from './destinations.ts';
import { checkAddress } from './guard.ts';
import { oauthToken } from './oauth.ts';
import { signWebhook, verifyWebhook } from './standard-webhooks.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

describe('Standard Webhooks', () => {
  it('signs as the libraries of the specification do (their vector)', () => {
    expect(signWebhook(SECRET, 'msg_p5jXN8AQM9LWM0D4loKWxJek', 1614265330, '{"test": 2432232314}')).toBe(
      'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    );
  });

  const body = '{"a":1}';
  const headers = (change: object = {}) => ({
    'webhook-id': 'm1',
    'webhook-timestamp': '1000',
    'webhook-signature': signWebhook(SECRET, 'm1', 1000, body),
    ...change,
  });

  it.each([
    ['as sent', headers(), body, 1000, true],
    [
      'the second of two signatures',
      headers({ 'webhook-signature': `v1,AAAA ${headers()['webhook-signature']}` }),
      body,
      1000,
      true,
    ],
    ['another body', headers(), '{"a":2}', 1000, false],
    ['another id', headers({ 'webhook-id': 'm2' }), body, 1000, false],
    ['another time', headers({ 'webhook-timestamp': '1001' }), body, 1000, false],
    ['5 minutes old', headers(), body, 1300, true],
    ['older', headers(), body, 1301, false],
    ['of the future', headers(), body, 699, false],
    ['no time', headers({ 'webhook-timestamp': 'now' }), body, 1000, false],
    [
      'another version',
      headers({ 'webhook-signature': headers()['webhook-signature'].replace('v1,', 'v2,') }),
      body,
      1000,
      false,
    ],
  ])('%s', (_, h, b, now, ok) => {
    expect(verifyWebhook(SECRET, h, b, now)).toBe(ok);
  });

  it('takes no short secret', () => {
    expect(() => signWebhook('whsec_c2hvcnQ=', 'm', 1, body)).toThrow('24 to 64');
  });
});

describe('addresses', () => {
  const to = (address: string) => async () => [address];
  it.each([
    'http://shop.example/',
    'https://127.0.0.1/',
    'https://10.1.2.3/',
    'https://169.254.169.254/latest',
    'https://[::1]/',
    'https://[fd00::1]/',
    'https://[::ffff:192.168.0.1]/',
    'https://user@shop.example/',
    'https://0x7f000001/',
  ])('%s is refused', async (url) => {
    await expect(checkAddress(url, to('93.184.216.34'))).rejects.toThrow(/not-https|own-network/);
  });
  it('a name is where it leads', async () => {
    await expect(checkAddress('https://shop.example/', to('192.168.1.1'))).rejects.toThrow('own-network');
    await expect(checkAddress('https://shop.example/', to('93.184.216.34'))).resolves.toBeUndefined();
  });
});

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

const HOOK: DestinationConfig = { kind: 'webhook', url: 'https://crm.example/hook', secrets: [SECRET] };
const actor = { anonId: 'anon-1' };

const consented = (states: Partial<Record<string, string>> = {}) =>
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
const receiver = (answer: () => Response = () => new Response(null, { status: 204 })) => {
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

const hostWith = (
  db: Database,
  r: ReturnType<typeof receiver>,
  destinations: Record<string, DestinationConfig> = { hook: HOOK },
) => {
  const host = testHost(db, { destinations }, { fetch: r.send, check: async () => undefined });
  r.use(() => host.clock.now);
  return host;
};

onBothStores((db) => {
  it('sends each event once, signed, when all goes well', async () => {
    const r = receiver();
    const host = hostWith(db(), r);
    const events = [consented(), shade('CL-1', { actor }), shade('CL-2', { actor })];
    for (let i = 0; i < 2; i++) {
      await host.send(events);
      await host.work();
      await host.deliver();
    }
    expect(r.got.map((g) => g.id).sort()).toEqual(
      events
        .slice(1)
        .map((e) => e.id)
        .sort(),
    );
    expect(r.seen.every(Boolean)).toBe(true);
    expect(await db().query('select * from deliveries')).toEqual([]);
  });

  it('comes again on the schedule, with the same id, and gives up at the end', async () => {
    const r = receiver(() => new Response(null, { status: 500 }));
    const host = hostWith(db(), r);
    await host.send([consented(), shade('CL-1', { actor })]);
    await host.work();
    const waits = [];
    for (let i = 0; i < 12; i++) {
      await host.deliver();
      const [row] = await db().query<{ state: string; next_at: Date }>(
        'select state, next_at from deliveries',
      );
      if (row?.state === 'dead') break;
      waits.push((row!.next_at.getTime() - host.clock.now) / 1000);
      host.clock.now = row!.next_at.getTime();
    }
    expect(waits).toEqual([5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400]);
    expect(r.seen).toEqual(new Array(10).fill(true));
    expect(await db().query('select state, attempts, error from deliveries')).toEqual([
      { state: 'dead', attempts: 10, error: 'status-500' },
    ]);
  });

  it('waits as long as it is told, and stops for good at 410', async () => {
    let answer = new Response(null, { status: 429, headers: { 'Retry-After': '120' } });
    const r = receiver(() => answer);
    const host = hostWith(db(), r);
    await host.send([consented(), shade('CL-1', { actor })]);
    await host.work();
    await host.deliver();
    const [row] = await db().query<{ next_at: Date }>('select next_at from deliveries');
    expect(row!.next_at.getTime()).toBe(NOON + 120_000);
    answer = new Response(null, { status: 410 });
    host.clock.now = row!.next_at.getTime();
    await host.deliver();
    host.clock.now += DAY;
    await host.deliver();
    expect(r.seen).toHaveLength(2);
    expect(await db().query('select destination from destinations_off')).toEqual([{ destination: 'hook' }]);
  });

  it('sends nothing without consent, nothing sensitive to marketing, and nothing of who took consent back or was erased', async () => {
    const r = receiver();
    const host = hostWith(db(), r, {
      hook: HOOK,
      vendor: { kind: 'braze', url: 'https://rest.example', apiKey: 'key' },
    });
    const reading = sample('skin.scored', {
      model: { id: 'colournet', sha256: 'ab' },
      gates: [],
      skin: null,
      measures: [],
      consent: { required: ['skin_analysis', 'crm_share'], heldBy: 'host' },
    });
    const only = shade('CL-3', { session: 'session-3', purposes: 'analytics' });
    await host.send([consented(), shade('CL-1', { actor }), reading, only]);
    await host.work();
    const waiting = () =>
      db().query('select destination, e.type from deliveries d join events e using (source, id) order by 1');
    expect(await waiting()).toEqual([
      { destination: 'hook', type: 'shade.applied' },
      { destination: 'vendor', type: 'shade.applied' },
    ]);
    await host.send([
      sample(
        'consent.withdrawn',
        {
          actor,
          version: 2,
          policyVersion: '1',
          method: 'widget',
          ageGate: 'passed',
          purposes: ['crm_share'],
        },
        { version: 2, at: NOON + 1 },
      ),
    ]);
    await host.work();
    await host.deliver();
    expect(r.seen).toEqual([]);
    expect(await waiting()).toEqual([]);
    const other = { anonId: 'anon-2' };
    await host.send([
      { ...consented(), sessionid: 's-9', data: { ...(consented().data as object), actor: other } },
      shade('CL-7', { session: 's-9', actor: other }),
    ]);
    await host.work();
    expect(await waiting()).toHaveLength(2);
    await erasePerson(db(), (await personOf(db(), 'anon', 'anon-2'))!, {
      actor: 'tests',
      now: NOON,
      secret: testConfig.senders.secret,
    });
    expect(await waiting()).toEqual([]);
  });
});
