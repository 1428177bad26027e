import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, inject, it } from 'vitest';
import { addAudit, checkAudit } from '../audit/log.ts';
import { putStaff } from '../auth/staff.ts';
import type { WireDataMap } from '../contract.ts';
import type { Database } from '../db/database.ts';
import { codes, type TestHost, testHost } from '../testing/client.ts';
import { postgresBin } from '../testing/postgres.ts';
import { ADMIN_TOKEN, consentData, DAY, NOON, sample, shade, testConfig } from '../testing/samples.ts';
import { emptyStore, onBothStores, openOwnPostgres } from '../testing/stores.ts';
import { allowedOf } from './consents.ts';
import { type Link, learnLinks, personOf } from './identities.ts';
import { type Edge, kindOf, type Node, nodeOf, personsOf, valueIn } from './merge.ts';
import { erasePerson } from './rights.ts';
import { OTHER_TABLES, PERSON_TABLES } from './tables.ts';

const { secret } = testConfig.senders;
const by = { actor: 'tests', now: NOON + DAY, secret };

/** Every row of every table as text. */
const dump = async (db: Database): Promise<string> => {
  const tables = await db.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
  );
  const rows = [];
  for (const { name } of tables)
    rows.push(...(await db.query<{ row: string }>(`select t::text as row from ${name} t`)));
  return rows.map((r) => r.row).join('\n');
};

const reading: WireDataMap['skin.scored'] = {
  model: { id: 'colournet', sha256: 'ab' },
  gates: [],
  skin: null,
  measures: [],
  consent: { required: ['skin_analysis', 'crm_share'], heldBy: 'host' },
};

/** A customer with a try-on, a reading, an order and a complaint, known under three kinds of identifier. */
const busyCustomer = async (host: TestHost, n: number): Promise<void> => {
  const actor = { anonId: `anon-marker-${n}`, customerRef: `customer-marker-${n}` };
  const session = `session-marker-${n}`;
  const from = { source: 'urn:shop:web', session };
  const answer = await host.sendAsServer([
    sample('consent.updated', consentData(actor), from),
    shade('CL-12', { ...from, actor: { anonId: actor.anonId } }),
    sample('skin.scored', reading, from),
    sample(
      'shade.matched',
      {
        matches: [],
        abstained: true,
        reason: `reason-marker-${n}`,
        skin: { lab: [58, 12, 16], r90: 4, confidence: 'low', undertone: 'neutral' },
      },
      from,
    ),
    sample(
      'order.completed',
      {
        actor,
        orderRef: `order-marker-${n}`,
        items: [{ sku: 'CL-12', quantity: 1, price: 239 }],
        currency: 'CNY',
        total: 239,
        channel: 'online',
      },
      from,
    ),
    sample('privacy.erasure.requested', { actor, requestId: `request-marker-${n}`, scope: 'all' }, from),
    sample(
      'complaint.opened',
      {
        actor,
        caseId: `case-marker-${n}`,
        kind: 'shade-mismatch',
        tags: [],
        sku: 'BS-180N',
        tryonSession: session,
        stated: 'too-warm',
        severity: 'normal',
        channel: 'online',
      },
      from,
    ),
  ]);
  expect(new Set(codes(answer))).toEqual(new Set(['accepted']));
  await host.work();
};

onBothStores((db) => {
  it('makes the same persons of links in any order and portions as the pure rule', async () => {
    const node = fc
      .tuple(fc.constantFrom('customer', 'crm', 'anon', 'session'), fc.integer({ min: 0, max: 3 }))
      .map(([k, n]) => nodeOf(k, `v${n}`));
    const links = fc.array(
      fc.tuple(node, node).filter(([a, b]) => a !== b),
      { minLength: 1, maxLength: 10 },
    );
    await fc.assert(
      fc.asyncProperty(links, async (list) => {
        await emptyStore(db());
        for (const [a, b] of list)
          await db().transaction((sql) => learnLinks(sql, [{ a, b, evidence: 'test' } satisfies Link]));
        const expected = personsOf([], list as unknown as Edge[]);
        const found = new Map<Node, string>();
        for (const n of expected.keys())
          found.set(n, (await personOf(db(), kindOf(n), valueIn(n))) ?? 'nobody');
        for (const a of expected.keys())
          for (const b of expected.keys())
            expect(found.get(a) === found.get(b)).toBe(expected.get(a) === expected.get(b));
      }),
      { numRuns: 12 },
    );
  });

  it('lists every table as one that keeps a person or one that does not', async () => {
    const tables = await db().query<{ name: string }>(
      `select relname as name from pg_class where relkind in ('r', 'p') and not relispartition and relnamespace = 'public'::regnamespace`,
    );
    const listed = [...PERSON_TABLES.map((t) => t.table), ...OTHER_TABLES];
    expect(tables.map((t) => t.name).sort()).toEqual([...listed].sort());
  });

  it('erases a person from every table, and keeps out what comes late', async () => {
    const host = testHost(db());
    await busyCustomer(host, 1);
    await busyCustomer(host, 2);
    const person = (await personOf(db(), 'anon', 'anon-marker-1'))!;
    expect(await personOf(db(), 'session', 'session-marker-1')).toBe(person);
    const [{ ref }] = (await db().query<{ ref: string }>(
      'select audit_ref::text as ref from persons where id = $1',
      [person],
    )) as [{ ref: string }];
    const before = await dump(db());
    for (const marker of ['anon', 'customer', 'session', 'order', 'reason', 'request', 'case'])
      expect(before).toContain(`${marker}-marker-1`);
    const erased = await erasePerson(db(), person, by);
    expect(erased?.rows).toBeGreaterThan(10);
    const after = await dump(db());
    expect(after).not.toContain('marker-1');
    expect(after).not.toContain(person);
    for (const marker of ['anon', 'customer', 'session', 'order', 'reason', 'request'])
      expect(after).toContain(`${marker}-marker-2`);
    expect(after).toContain(ref);
    host.clock.now = NOON + DAY + 1000;
    const late = shade('CL-1', { source: 'urn:shop:web', session: 'session-marker-1', at: NOON + 1 });
    const later = shade('CL-1', {
      source: 'urn:shop:web',
      session: 'session-marker-9',
      at: NOON + DAY + 1000,
      actor: { anonId: 'anon-marker-1' },
    });
    expect(codes(await host.sendAsServer([late, later]))).toEqual(['erased', 'accepted']);
  });

  it('exports everything it would erase', async () => {
    const host = testHost(db());
    await host.letAdminIn();
    await busyCustomer(host, 1);
    const ask = (path: string, method = 'POST', token = ADMIN_TOKEN) =>
      host.app.request(`/v1/people/customer/customer-marker-1${path}`, {
        method,
        headers: { Authorization: `Bearer ${token}` },
      });
    const { tables } = (await (await ask('/export')).json()) as { tables: Record<string, unknown[]> };
    const rows = Object.values(tables).reduce((n, t) => n + t.length, 0);
    const erased = (await (await ask('', 'DELETE')).json()) as { rows: number };
    expect(rows).toBe(erased.rows);
    expect((await ask('/export')).status).toBe(404);
    expect(await checkAudit(db(), secret)).toMatchObject({ ok: true, entries: 2 });
  });

  it('lets each role do its own work only', async () => {
    const host = testHost(db());
    await busyCustomer(host, 1);
    await putStaff(db(), { name: 'desk-3', role: 'agent' }, 'token-of-the-service-desk');
    const ask = async (path: string, method: string, token: string) =>
      (await host.app.request(path, { method, headers: { Authorization: `Bearer ${token}` } })).status;
    const who = '/v1/people/customer/customer-marker-1';
    expect(await ask(who, 'GET', 'token-of-the-service-desk')).toBe(200);
    expect(await ask(who, 'DELETE', 'token-of-the-service-desk')).toBe(403);
    expect(await ask(`${who}/export`, 'POST', 'token-of-the-service-desk')).toBe(403);
    expect(await ask('/v1/audit/check', 'GET', 'token-of-the-service-desk')).toBe(403);
    expect(await ask(who, 'GET', 'nobody-s-token-at-all-here')).toBe(401);
  });

  it('deletes what rests on a purpose that is taken back, in every session of the person', async () => {
    const host = testHost(db());
    await busyCustomer(host, 1);
    await host.sendAsServer([
      sample(
        'skin.scored',
        { ...reading, model: { id: 'other-session', sha256: 'ab' } },
        { source: 'urn:shop:web', session: 'session-marker-1b' },
      ),
      shade('CL-14', {
        source: 'urn:shop:web',
        session: 'session-marker-1b',
        actor: { anonId: 'anon-marker-1' },
      }),
    ]);
    await host.work();
    const { purposes: _all, ...record } = consentData({ customerRef: 'customer-marker-1' });
    const withdrawn = sample(
      'consent.withdrawn',
      { ...record, version: 2, purposes: ['skin_analysis', 'personalization'] },
      { source: 'urn:shop:web', session: 'session-marker-1c', at: NOON + 1000 },
    );
    expect(codes(await host.sendAsServer([withdrawn]))).toEqual(['accepted']);
    await host.work();
    expect(await db().query(`select id from events where type = 'skin.scored'`)).toEqual([]);
    expect(await db().query(`select count(*)::int as n from events where type = 'shade.applied'`)).toEqual([
      { n: 2 },
    ]);
    const person = (await personOf(db(), 'customer', 'customer-marker-1'))!;
    expect([...(await allowedOf(db(), person))].sort()).toEqual(
      ['analytics', 'camera_process', 'chat_analysis', 'crm_share', 'location_coarse', 'marketing'].sort(),
    );
  });

  it('forgets the browser when sharing is taken back', async () => {
    const host = testHost(db());
    const actor = { anonId: 'anon-marker-7' };
    await host.send([
      sample('consent.updated', consentData(actor)),
      shade('CL-12', { actor }),
      sample('skin.scored', reading),
    ]);
    await host.work();
    const { purposes: _all, ...record } = consentData(actor);
    await host.send([
      sample(
        'consent.withdrawn',
        { ...record, version: 2, purposes: ['crm_share'] },
        { version: 2, at: NOON + 1 },
      ),
    ]);
    await host.work();
    const text = await dump(db());
    expect(text).not.toContain('anon-marker-7');
    expect(text).not.toContain('skin.scored');
    expect(text).toContain('CL-12');
    expect(codes(await host.send([shade('CL-13', { actor, at: NOON - 5 })]))).toEqual(['consent-missing']);
  });

  it('takes the later word on a purpose, however the words arrive', async () => {
    const { purposes: _all, ...record } = consentData({ customerRef: 'C' });
    const given = sample('consent.updated', consentData({ customerRef: 'C' }), {
      source: 'urn:shop:web',
      at: NOON + 2000,
    });
    const taken = sample(
      'consent.withdrawn',
      { ...record, version: 2, purposes: ['marketing'] },
      { source: 'urn:shop:web', at: NOON + 1000, session: 's2' },
    );
    for (const order of [
      [given, taken],
      [taken, given],
    ]) {
      await emptyStore(db());
      const host = testHost(db());
      for (const event of order) {
        await host.sendAsServer([event]);
        await host.work();
      }
      const person = (await personOf(db(), 'customer', 'C'))!;
      expect(await allowedOf(db(), person)).toContain('marketing');
    }
  });

  it('keeps a log that cannot be changed unseen', async () => {
    for (let i = 1; i <= 5; i++)
      await db().transaction((sql) =>
        addAudit(sql, secret, {
          at: NOON + i,
          actor: 'a',
          action: 'case.close',
          target: `case-${i}`,
          detail: { n: i },
        }),
      );
    const whole = await checkAudit(db(), secret);
    expect(whole).toMatchObject({ ok: true, entries: 5 });
    const head = whole.ok ? whole.head : undefined;
    for (const change of [
      "update audit set actor = 'b' where n = 3",
      'delete from audit where n = 5',
      'truncate audit',
    ])
      await expect(db().query(change)).rejects.toThrow('append-only');
    const tampered = async (change: string, noted = head) => {
      let found: unknown;
      await db()
        .transaction(async (sql) => {
          await sql.query('set local session_replication_role = replica');
          await sql.query(change);
          found = await checkAudit(sql, secret, noted);
          throw new Error('undo');
        })
        .catch(() => undefined);
      return found;
    };
    expect(await tampered(`update audit set actor = 'b' where n = 3`)).toEqual({ ok: false, brokenAt: 3 });
    expect(await tampered(`update audit set at = at + interval '1 ms' where n = 2`)).toEqual({
      ok: false,
      brokenAt: 2,
    });
    expect(await tampered('delete from audit where n = 2')).toEqual({ ok: false, brokenAt: 2 });
    expect(await tampered('delete from audit where n = 5')).toEqual({ ok: false, brokenAt: 5 });
    expect(await checkAudit(db(), 'another secret of thirty-two letters')).toEqual({
      ok: false,
      brokenAt: 1,
    });
  });
});

describe.skipIf(!inject('postgresUrl'))('a dump of PostgreSQL itself', () => {
  it('holds nothing of an erased person', async () => {
    const { db, url } = await openOwnPostgres();
    const host = testHost(db);
    await busyCustomer(host, 1);
    const person = (await personOf(db, 'customer', 'customer-marker-1'))!;
    const pgDump = () =>
      spawnSync(`${postgresBin()}/pg_dump`, ['--data-only', url], { encoding: 'utf8' }).stdout;
    expect(pgDump()).toContain('marker-1');
    await erasePerson(db, person, by);
    expect(pgDump()).not.toContain('marker-1');
    expect(pgDump()).toContain('person.erase');
    await db.close();
  });
});
