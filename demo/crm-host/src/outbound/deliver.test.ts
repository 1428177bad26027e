import { expect, it } from 'vitest';
import { personOf } from '../people/identities.ts';
import { erasePerson } from '../people/rights.ts';
import { actor, consented, HOOK, hostWith, receiver } from '../testing/receiver.ts';
import { DAY, NOON, sample, shade, testConfig, withdrawalData } from '../testing/samples.ts';
import { onBothStores } from '../testing/stores.ts';

onBothStores((db) => {
  it('sends each event once, signed, when all goes well', async () => {
    const r = receiver();
    const host = hostWith(db(), r);
    const events = [
      consented({ personalization: 'denied' }),
      shade('CL-1', { actor }),
      shade('CL-2', { actor }),
    ];
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
    await host.send([consented({ personalization: 'denied' }), shade('CL-1', { actor })]);
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
    await host.send([consented({ personalization: 'denied' }), shade('CL-1', { actor })]);
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
    await host.send([consented({ personalization: 'denied' }), shade('CL-1', { actor }), reading, only]);
    await host.work();
    const waiting = () =>
      db().query('select destination, e.type from deliveries d join events e using (source, id) order by 1');
    expect(await waiting()).toEqual([
      { destination: 'hook', type: 'shade.applied' },
      { destination: 'vendor', type: 'shade.applied' },
    ]);
    await host.send([
      sample('consent.withdrawn', withdrawalData(actor, ['crm_share'], 'widget'), {
        version: 2,
        at: NOON + 1,
      }),
    ]);
    await host.work();
    await host.deliver();
    expect(r.seen).toEqual([]);
    expect(await waiting()).toEqual([]);
    const other = { anonId: 'anon-2' };
    await host.send([
      {
        ...consented({ personalization: 'denied' }),
        sessionid: 's-9',
        data: { ...(consented({ personalization: 'denied' }).data as object), actor: other },
      },
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
