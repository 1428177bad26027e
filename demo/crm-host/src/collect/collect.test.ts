import { createRequire } from 'node:module';
import { describe, expect, inject, it } from 'vitest';
import { signVisitor } from '../auth/senders.ts';
import type { Database } from '../db/database.ts';
import { migrate } from '../db/migrate.ts';
import { openPostgres } from '../db/postgres.ts';
import { codes, testHost } from '../testing/client.ts';
import { postgresBin, startPostgres } from '../testing/postgres.ts';
import {
  NOON,
  ORIGIN,
  SERVER_KEY,
  SITE_KEY,
  sample,
  shade,
  testConfig,
  withdrawalData,
} from '../testing/samples.ts';
import { onBothStores, openOwnPostgres } from '../testing/stores.ts';
import type { Answer } from './batch.ts';

const count = async (db: Database, table = 'events'): Promise<number> =>
  (await db.query<{ n: number }>(`select count(*)::int as n from ${table}`))[0]?.n ?? -1;

const token = (ref: string, now = NOON): string =>
  `Bearer ${signVisitor(testConfig.senders.secret, SITE_KEY, ref, now + 3_600_000)}`;

interface FixtureFile {
  readonly sentAt: string;
  readonly receivedAt: string;
  readonly fixtures: readonly {
    readonly name: string;
    readonly event: unknown;
    readonly code: string | null;
  }[];
}
// Read, not imported: a bundler makes a module of it, where the fixture's key __proto__ is none.
const require = createRequire(import.meta.url);
const accepted: FixtureFile = require('@carmine/crm/fixtures/accepted.json');
const rejectedOnes: FixtureFile = require('@carmine/crm/fixtures/rejected.json');

/** A generator of numbers from 0 to 1 that gives the same for the same seed (mulberry32). */
const random = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
};

const shuffled = <T>(items: readonly T[], seed: number): T[] => {
  const next = random(seed);
  return items
    .map((item) => ({ item, at: next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
};

onBothStores((db) => {
  it('stores an event once, and says what became of each', async () => {
    const host = testHost(db());
    const [a, b] = [shade('CL-12'), shade('CL-14')];
    expect(codes(await host.send([a, b]))).toEqual(['accepted', 'accepted']);
    expect(codes(await host.send([b, shade('CL-15'), a]))).toEqual(['duplicate', 'accepted', 'duplicate']);
    expect(await count(db())).toBe(3);
    expect(await count(db(), 'event_queue')).toBe(3);
  });

  it('tells a repeat from a forgery, within a batch and across', async () => {
    const host = testHost(db());
    const event = shade('CL-12');
    const forged = { ...shade('CL-99'), id: event.id, source: event.source };
    expect(codes(await host.send([event, event, forged]))).toEqual(['accepted', 'duplicate', 'id-conflict']);
    expect(codes(await host.send([forged]))).toEqual(['id-conflict']);
    const reordered = Object.fromEntries(Object.entries(event).reverse());
    expect(codes(await host.send([reordered]))).toEqual(['duplicate']);
    expect(await db().query("select data->>'sku' as sku from events")).toEqual([{ sku: 'CL-12' }]);
  });

  it('answers the fixtures of the contract as they say, and twice and shuffled changes nothing', async () => {
    const host = testHost(db());
    const good = accepted;
    host.clock.now = Date.parse(good.receivedAt);
    const headers = { 'Carmine-Sent-At': good.sentAt, Authorization: token('C-48213', host.clock.now) };
    const send = async (fixtures: typeof good.fixtures) =>
      (
        await host.send(
          fixtures.map((f) => f.event),
          headers,
        )
      ).results;
    const first = await send(good.fixtures);
    for (const [i, fixture] of good.fixtures.entries()) {
      const result = first[i]!;
      expect([fixture.name, result.status === 'rejected' ? result.code : null]).toEqual([
        fixture.name,
        fixture.code,
      ]);
    }
    const before = await db().query('select source, id, digest, data from events order by 1, 2');
    for (const seed of [1, 2]) {
      const order = shuffled(good.fixtures, seed);
      const again = await send(order);
      // The customer of the fixtures takes skin_analysis back: a reading made before is refused from then on.
      const isReading = (f: { name: string }): boolean => f.name.endsWith('skin.scored');
      expect(again.map((r) => r.status)).toEqual(
        order.map((f) => (f.code || isReading(f) ? 'rejected' : 'duplicate')),
      );
    }
    expect(await db().query('select source, id, digest, data from events order by 1, 2')).toEqual(before);
    const bad = rejectedOnes;
    const refused = await send(bad.fixtures);
    expect(
      bad.fixtures.map((f, i) => [f.name, refused[i]!.status === 'rejected' ? refused[i]!.code : null]),
    ).toEqual(bad.fixtures.map((f) => [f.name, f.code]));
    expect(await count(db())).toBe(before.length);
  });

  it('keeps hostile texts as they are', async () => {
    const host = testHost(db());
    const name = `Robert'); DROP TABLE events;-- <script>alert(1)</script>`;
    await host.send([sample('look.saved', { name, layers: [] })]);
    expect(await db().query(`select data->>'name' as name from events`)).toEqual([{ name }]);
  });

  it.each([
    ['NUL', 'a\u0000b'],
    ['half a pair', 'a\ud800b'],
    ['escape', 'a\u001bb'],
  ])('refuses a text with %s', async (_, name) => {
    const host = testHost(db());
    const good = shade();
    expect(codes(await host.send([sample('look.saved', { name, layers: [] }), good]))).toEqual([
      'schema-invalid',
      'accepted',
    ]);
  });

  it('sets a wrong clock right by when the batch says it was sent', async () => {
    const host = testHost(db());
    const wrong = NOON + 5 * 3_600_000;
    const event = shade('CL-12', { at: wrong - 60_000 });
    expect(codes(await host.send([event]))).toEqual(['in-future']);
    const sent = { 'Carmine-Sent-At': new Date(wrong).toISOString() };
    expect(codes(await host.send([event], sent))).toEqual(['accepted']);
    const [row] = await db().query<{ time: Date; corrected: Date }>('select time, corrected from events');
    expect(row?.time.getTime()).toBe(wrong - 60_000);
    expect(row?.corrected.getTime()).toBe(NOON - 60_000);
  });

  it.each([
    ['5 minutes ahead', 5 * 60_000, 'accepted'],
    ['a ms more', 5 * 60_000 + 1, 'in-future'],
    ['30 days ago', -30 * 86_400_000, 'accepted'],
    ['a ms more than that', -30 * 86_400_000 - 1, 'too-old'],
  ])('time: %s', async (_, offset, code) => {
    expect(codes(await testHost(db()).send([shade('CL-12', { at: NOON + offset })]))).toEqual([code]);
  });

  it('lets a page name only the customer whose token it carries', async () => {
    const host = testHost(db());
    const of = (customerRef: string) => shade('CL-12', { actor: { customerRef } });
    expect(codes(await host.send([of('C-1')]))).toEqual(['actor-not-proven']);
    expect(codes(await host.send([of('C-1'), of('C-2')], { Authorization: token('C-1') }))).toEqual([
      'accepted',
      'actor-not-proven',
    ]);
  });

  it('refuses a source that is none of the sender', async () => {
    const event = shade('CL-12', { source: 'https://other.example/mirror' });
    expect(codes(await testHost(db()).send([event]))).toEqual(['source-not-allowed']);
  });

  it('keeps what the shop alone may say to the shop', async () => {
    const host = testHost(db());
    const event = () =>
      sample(
        'tier.changed',
        {
          actor: { customerRef: 'C-1' },
          from: null,
          to: 'gold',
          ruleId: 'r',
          evidence: ['x'],
          asOf: '2026-11-20T00:00:00Z',
        },
        { source: 'urn:shop:crm' },
      );
    expect(codes(await host.send([event()]))).toEqual(['type-not-yours']);
    expect(codes(await host.sendAsServer([event()]))).toEqual(['accepted']);
  });

  it('refuses what was made before its consent was taken back, however late it comes', async () => {
    const host = testHost(db());
    const actor = { anonId: 'browser-1' };
    const withdrawn = sample('consent.withdrawn', withdrawalData(actor, ['analytics'], 'widget'));
    expect(codes(await host.send([shade('CL-1', { actor })]))).toEqual(['accepted']);
    expect(codes(await host.send([withdrawn]))).toEqual(['accepted']);
    const late = shade('CL-2', { at: NOON - 1000 });
    const otherSession = shade('CL-3', { actor, session: 'session-2', at: NOON - 1000 });
    const renewed = shade('CL-4', { actor, at: NOON + 1000, version: 3 });
    const matchedElsewhere = shade('CL-5', { session: 'session-9' });
    expect(codes(await host.send([late, otherSession, renewed, matchedElsewhere]))).toEqual([
      'consent-missing',
      'consent-missing',
      'accepted',
      'accepted',
    ]);
  });
});

/** What a page does with what was not answered: sends it again, all of it. */
const sendUntilTaken = async (
  post: (batch: readonly unknown[]) => Promise<Response>,
  batch: readonly unknown[],
): Promise<string[]> => {
  const response = await post(batch);
  if (response.status !== 200) throw new Error(String(response.status));
  return codes((await response.json()) as Answer);
};

describe.skipIf(!inject('postgresUrl'))('several processes on one PostgreSQL', () => {
  it('takes every event once, whoever it is sent to and however often', async () => {
    const { db, url } = await openOwnPostgres();
    const second = openPostgres(url);
    const hosts = [testHost(db), testHost(second)];
    const events = Array.from({ length: 200 }, (_, i) => shade(`S-${i}`, { session: `s-${i % 7}` }));
    const batches = [1, 2, 3, 4].flatMap((seed) => {
      const order = shuffled(events, seed);
      return Array.from({ length: 10 }, (_, i) => order.slice(i * 20, i * 20 + 20));
    });
    const answers = await Promise.all(
      batches.map((batch, i) => sendUntilTaken((b) => hosts[i % 2]!.post(b), batch)),
    );
    const all = answers.flat();
    expect(all.filter((c) => c === 'accepted')).toHaveLength(200);
    expect(all.filter((c) => c === 'duplicate')).toHaveLength(600);
    expect(await count(db)).toBe(200);
    expect(await count(db, 'event_queue')).toBe(200);
    await second.close();
    await db.close();
  });

  it('says 503 and when to come again while the server is away, and loses nothing', async () => {
    const server = await startPostgres(postgresBin()!);
    try {
      const db = openPostgres(server.url('postgres'), { connectMs: 1000 });
      await migrate(db);
      const host = testHost(db);
      const [before, during] = [shade('CL-1'), shade('CL-2')];
      expect(codes(await host.send([before]))).toEqual(['accepted']);
      await server.stop();
      const away = await host.post([during]);
      expect([away.status, away.headers.get('retry-after')]).toEqual([503, '5']);
      expect(away.headers.get('access-control-allow-origin')).toBe(ORIGIN);
      expect((await host.app.request('/healthz')).status).toBe(503);
      await server.start();
      expect(codes(await host.send([before, during]))).toEqual(['duplicate', 'accepted']);
      expect(await count(db)).toBe(2);
      await db.close();
    } finally {
      await server.remove();
    }
  });
});

describe('whole requests', () => {
  onBothStores((db) => {
    it.each([
      ['no JSON', '{"a":', 400],
      ['an object', '{"a":1}', 422],
      ['no event', '[]', 422],
      ['101 events', JSON.stringify(new Array(101).fill(1)), 413],
      ['half a MiB and more', `[${' '.repeat(512 * 1024)}]`, 413],
    ])('%s', async (_, body, status) => {
      const response = await testHost(db()).post(body);
      expect(response.status).toBe(status);
      expect(response.headers.get('content-type')).toBe('application/problem+json');
      expect(response.headers.get('access-control-allow-origin')).toBe(ORIGIN);
    });

    it.each([
      ['another media type', { 'Content-Type': 'application/json' }, 415],
      ['no key', { Authorization: '' }, 401],
      ['a key nobody has', { Authorization: 'Bearer pk_other' }, 401],
      ['another origin', { Origin: 'https://evil.example' }, 403],
      ['a server key in a page', { Authorization: `Bearer ${SERVER_KEY}` }, 403],
      ['a forged token', { Authorization: `${token('C-1')}x` }, 401],
      ['a token that ended', { Authorization: token('C-1', NOON - 7_200_000) }, 401],
      ['a long idempotency key', { 'Idempotency-Key': 'k'.repeat(101) }, 400],
    ])('%s is refused whole', async (_, headers, status) => {
      const host = testHost(db());
      expect((await host.post([shade()], headers as Record<string, string>)).status).toBe(status);
      expect(await count(db())).toBe(0);
    });

    it('slows down who sends too much, each sender on its own', async () => {
      const host = testHost(db(), { perSecond: 1, burst: 2 });
      const status = async () => (await host.post([shade()])).status;
      expect([await status(), await status(), await status()]).toEqual([200, 200, 429]);
      host.clock.now += 1000;
      expect(await status()).toBe(200);
      expect((await host.post([shade()])).headers.get('retry-after')).toBe('1');
    });

    it('names allowed origins to a browser that asks first, and no other', async () => {
      const ask = (origin: string) =>
        testHost(db()).app.request('/v1/events', { method: 'OPTIONS', headers: { Origin: origin } });
      const yes = await ask(ORIGIN);
      expect(yes.headers.get('access-control-allow-origin')).toBe(ORIGIN);
      expect(yes.headers.get('access-control-allow-headers')).toContain('idempotency-key');
      expect((await ask('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
    });
  });
});
