import { expect, it } from 'vitest';
import { checkAudit } from '../audit/log.ts';
import { personOf } from '../people/identities.ts';
import { erasePerson } from '../people/rights.ts';
import { consented, HOOK, hostWith, receiver } from '../testing/receiver.ts';
import { NOON, sample, shade, testConfig } from '../testing/samples.ts';
import { onBothStores } from '../testing/stores.ts';
import { openDestinations } from './destinations.ts';
import { seal, unseal } from './sealed.ts';

const SECRET = testConfig.senders.secret;
const NAME = 'anon-of-the-erased';
const by = { actor: 'tests', now: NOON, secret: SECRET };
const DESTINATIONS = {
  hook: HOOK,
  analytics: { kind: 'ga4', measurementId: 'G-1', apiSecret: 's' },
} as const;

it('seals what only this host may read', () => {
  const sealed = seal(SECRET, NAME);
  expect(sealed).not.toContain(NAME);
  expect(unseal(SECRET, sealed)).toBe(NAME);
  expect(() => unseal('another secret of the tests, of 32', sealed)).toThrow();
  const bytes = Buffer.from(sealed, 'base64');
  bytes[bytes.length - 1]! ^= 1;
  expect(() => unseal(SECRET, bytes.toString('base64'))).toThrow();
});

onBothStores((db) => {
  it('tells every destination that can be told, until it has answered, and holds no name meanwhile', async () => {
    let answer = new Response(null, { status: 503 });
    const r = receiver(() => answer);
    const host = hostWith(db(), r, DESTINATIONS);
    const actor = { anonId: NAME };
    const consent = consented();
    await host.send([{ ...consent, data: { ...(consent.data as object), actor } }, shade('CL-1', { actor })]);
    await host.work();
    const person = await personOf(db(), 'anon', NAME);
    const erased = await erasePerson(db(), person!, by, openDestinations(DESTINATIONS, r.send));
    expect(erased!.byHand).toEqual(['analytics']);
    const rows = await db().query('select row_to_json(e)::text as all from erasures_out e');
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(NAME);
    await host.deliver();
    expect(await db().query('select state, error from erasures_out')).toEqual([
      { state: 'waiting', error: 'status-503' },
    ]);
    answer = new Response(null, { status: 204 });
    host.clock.now += 5000;
    await host.deliver();
    expect(await db().query('select 1 from erasures_out')).toEqual([]);
    const told = JSON.parse(r.got.at(-1)!.body) as { type: string; data: { actor: unknown } };
    expect(told).toMatchObject({ type: 'com.carmine.privacy.erasure.requested.v1', data: { actor } });
    expect(r.seen.every(Boolean)).toBe(true);
    expect(await checkAudit(db(), SECRET)).toMatchObject({ ok: true });
  });

  it('keeps an erasure that a destination refuses for somebody to look at', async () => {
    const r = receiver(() => new Response(null, { status: 400 }));
    const host = hostWith(db(), r);
    const consent = consented();
    await host.send([{ ...consent, data: { ...(consent.data as object), actor: { anonId: NAME } } }]);
    await host.work();
    const person = await personOf(db(), 'anon', NAME);
    await erasePerson(db(), person!, by, openDestinations({ hook: HOOK }, r.send));
    await host.deliver();
    host.clock.now += 86_400_000;
    await host.deliver();
    expect(r.seen).toHaveLength(1);
    expect(await db().query('select state, error from erasures_out')).toEqual([
      { state: 'dead', error: 'status-400' },
    ]);
  });

  it('tells what changed about a customer, once, and never what the customer declared', async () => {
    const r = receiver();
    const host = hostWith(db(), r);
    const from = { source: 'urn:shop:web', session: 'web-1' };
    const customer = { customerRef: 'C-7' };
    const consent = consented();
    const declared = sample(
      'lifecycle.declared',
      { actor: customer, stage: 'sensitive-skin', applies: true },
      from,
    );
    const order = sample(
      'order.completed',
      {
        actor: customer,
        orderRef: 'O-1',
        items: [{ sku: 'CL-1', quantity: 10, price: 250 }],
        currency: 'CNY',
        total: 2500,
        channel: 'online',
      },
      from,
    );
    await host.sendAsServer([
      {
        ...consent,
        source: from.source,
        sessionid: 'web-1',
        data: { ...(consent.data as object), actor: customer },
      },
      declared,
      order,
    ]);
    for (let i = 0; i < 3; i++) {
      await host.work();
      await host.deliver();
    }
    const bodies = r.got.map((g) => JSON.parse(g.body) as { type: string; data: Record<string, unknown> });
    const own = bodies.filter((b) => /changed|flagged/.test(b.type));
    expect(own.map((b) => [b.type.split('.').slice(2, 4).join('.'), b.data.to]).sort()).toEqual([
      ['lifecycle.changed', 'new'],
      ['tag.changed', 'once'],
      ['tier.changed', 'gold'],
    ]);
    for (const b of own) expect(b.data).toMatchObject({ actor: customer, ruleId: expect.any(String) });
    expect(JSON.stringify(bodies)).not.toContain('sensitive-skin');
  });
});
