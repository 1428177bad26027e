import { expect, it } from 'vitest';
import { checkAudit } from '../audit/log.ts';
import type { WireDataMap } from '../contract.ts';
import { personOf } from '../people/identities.ts';
import { type TestHost, testHost } from '../testing/client.ts';
import { ADMIN_TOKEN, consentData, DAY, NOON, sample, shade, withdrawalData } from '../testing/samples.ts';
import { emptyStore, onBothStores } from '../testing/stores.ts';
import { markAllStale } from '../value/refresh.ts';

const from = { source: 'urn:shop:web' };
const actor = { customerRef: 'C-1' };

const matched = (at: number) =>
  sample(
    'shade.matched',
    {
      matches: [
        {
          sku: 'BS-180N',
          dE00: 1.6,
          pWithin2: 0.7,
          pBest: 0.5,
          direction: 'closest',
          reasons: [{ key: 'undertone.same', values: { dE: 0.3 } }],
        },
      ],
      abstained: false,
      skin: { lab: [58, 12, 16], r90: 4, confidence: 'medium', undertone: 'neutral' },
    },
    { ...from, session: 'mirror-1', at },
  );

const reading = (at: number) =>
  sample(
    'skin.scored',
    {
      model: { id: 'colournet', sha256: 'ab' },
      gates: [
        { id: 'mixed-light', level: 'warn', value: 0.07, hint: 'turn-to-light' },
        { id: 'pose', level: 'pass', value: 1, hint: '' },
      ],
      skin: null,
      measures: [],
      consent: { required: ['skin_analysis', 'crm_share'], heldBy: 'host' },
    },
    { ...from, session: 'mirror-1', at },
  );

const complaint = (at: number, more: Partial<WireDataMap['complaint.opened']> = {}) =>
  sample(
    'complaint.opened',
    {
      actor,
      caseId: 'S-1',
      kind: 'shade-mismatch',
      tags: ['undertone'],
      sku: 'BS-180N',
      tryonSession: 'mirror-1',
      stated: 'too-warm',
      severity: 'normal',
      channel: 'online',
      ...more,
    },
    { ...from, session: 'web-1', at },
  );

const consentAll = (at = NOON - DAY, state: 'granted' | 'denied' = 'granted') =>
  sample('consent.updated', consentData(actor, state), { ...from, session: 'web-1', at });

const order = (ref: string, at: number, total = 239) =>
  sample(
    'order.completed',
    {
      actor,
      orderRef: ref,
      items: [{ sku: 'CL-12', quantity: 1, price: total }],
      currency: 'CNY',
      total,
      channel: 'online',
    },
    { ...from, session: 'web-1', at },
  );

const staff = async (host: TestHost, path: string, body?: unknown) => {
  const response = await host.app.request(path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { Authorization: `Bearer ${ADMIN_TOKEN}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

onBothStores((db) => {
  it('files one case from complaint and try-on, in whatever order they come', async () => {
    const events = [matched(NOON - 3000), reading(NOON - 2000), complaint(NOON)];
    const orders = [
      [0, 1, 2],
      [2, 1, 0],
      [2, 0, 1, 2, 0],
    ];
    const filed: unknown[] = [];
    for (const order of orders) {
      await emptyStore(db());
      const host = testHost(db());
      for (const i of order) {
        await host.sendAsServer([events[i]]);
        await host.work();
      }
      const cases = await db().query<Record<string, unknown>>('select * from cases');
      expect(cases).toHaveLength(1);
      filed.push(cases[0]);
    }
    expect(filed[0]).toMatchObject({
      id: 'S-1',
      sku: 'BS-180N',
      stated: 'too-warm',
      session_id: 'mirror-1',
      status: 'open',
      id_value: 'C-1',
      predicted: {
        confidence: 'medium',
        dE00: 1.6,
        pWithin2: 0.7,
        reasons: [{ key: 'undertone.same', values: { dE: 0.3 } }],
      },
      light: { confidence: 'low', causes: ['mixed-light'] },
    });
    expect((filed[0] as { due_at: Date }).due_at.getTime()).toBe(NOON + DAY);
    expect(filed[1]).toEqual(filed[0]);
    expect(filed[2]).toEqual(filed[0]);
    expect(await personOf(db(), 'session', 'mirror-1')).toBe(await personOf(db(), 'customer', 'C-1'));
  });

  it('closes no case without outcome, owner and follow-up', async () => {
    const host = testHost(db());
    await host.letAdminIn();
    await host.sendAsServer([complaint(NOON)]);
    await host.work();
    const followUpAt = new Date(NOON + 7 * DAY).toISOString();
    const to = (step: string, body: unknown) => staff(host, `/v1/cases/S-1/${step}`, body);
    expect((await to('close', { followUpAt })).status).toBe(422);
    expect((await to('close', { outcome: 'exchanged', followUpAt })).body.title).toContain('owner');
    expect((await to('close', { outcome: 'exchanged', owner: 'desk-3' })).status).toBe(422);
    expect(
      (await to('close', { outcome: 'exchanged', owner: 'desk-3', followUpAt: new Date(NOON).toISOString() }))
        .status,
    ).toBe(422);
    expect((await to('verify', { happy: true })).status).toBe(409);
    expect((await to('assign', { owner: 'desk-3' })).status).toBe(200);
    host.clock.now = NOON + 3 * 3_600_000;
    expect((await to('close', { outcome: 'exchanged', cause: 'light', followUpAt })).status).toBe(200);
    expect((await to('assign', { owner: 'desk-4' })).status).toBe(409);
    expect((await to('verify', { happy: false })).status).toBe(200);
    expect((await to('close', { outcome: 'refunded', followUpAt })).status).toBe(200);
    expect((await to('verify', { happy: true })).status).toBe(200);
    const { body } = await staff(host, '/v1/cases?status=verified');
    expect(body.cases).toMatchObject([{ id: 'S-1', owner: 'desk-3', outcome: 'refunded', cause: 'light' }]);
    expect(body.loop).toEqual({
      cases: 1,
      closed: 1,
      verified: 1,
      late: 0,
      medianHours: 3,
      rated: 0,
      meanRating: null,
    });
    await expect(
      db().query(`update cases set status = 'closed', outcome = null where id = 'S-1'`),
    ).rejects.toThrow();
    expect(await checkAudit(db(), 'a secret of the tests, 32 characters and more')).toMatchObject({
      ok: true,
      entries: 5,
    });
  });

  it('plans a lesson after a purchase and a call after a complaint, once, in the day, with consent', async () => {
    const night = Date.parse('2026-11-20T22:30:00+08:00');
    const host = testHost(db());
    host.clock.now = night;
    await host.sendAsServer([consentAll(), order('O-1', night - 1000), complaint(night)]);
    await host.work();
    await host.sendAsServer([order('O-1', night - 1000)]);
    await host.work();
    expect(await db().query('select scene, subject, due_at from tasks order by due_at')).toEqual([
      { scene: 'call-back', subject: 'S-1', due_at: new Date('2026-11-21T09:00:00+08:00') },
      { scene: 'tutorial', subject: 'O-1', due_at: new Date('2026-11-22T09:00:00+08:00') },
    ]);
  });

  it('plans nothing but the call for who allows nothing, and cancels what waits when consent goes', async () => {
    const host = testHost(db());
    await host.sendAsServer([consentAll(NOON - DAY, 'denied'), order('O-1', NOON), complaint(NOON)]);
    await host.work();
    expect(await db().query('select scene from tasks')).toEqual([{ scene: 'call-back' }]);
    await emptyStore(db());
    await host.sendAsServer([consentAll(), order('O-2', NOON)]);
    await host.work();
    await host.sendAsServer([
      sample('consent.withdrawn', withdrawalData(actor, ['personalization']), {
        ...from,
        session: 'web-1',
        at: NOON + 1,
      }),
    ]);
    await host.work();
    expect(await db().query('select scene, state from tasks')).toEqual([
      { scene: 'tutorial', state: 'cancelled' },
    ]);
    expect(await db().query('select * from person_state')).toEqual([]);
  });

  it('tells low stock to who was matched and has not bought', async () => {
    const host = testHost(db());
    await host.letAdminIn();
    await host.sendAsServer([consentAll(), matched(NOON - 1000), complaint(NOON - 500)]);
    await host.work();
    const put = (quantity: number) => staff(host, '/v1/stock', { sku: 'BS-180N', quantity });
    expect((await put(10)).body).toEqual({ low: false });
    expect((await put(9)).body).toEqual({ low: true });
    expect((await put(3)).body).toEqual({ low: true });
    expect(await db().query(`select scene, subject from tasks where scene = 'low-stock'`)).toEqual([
      { scene: 'low-stock', subject: 'BS-180N' },
    ]);
  });

  it('derives tier, stage, flags, value and tags, keeps their history, and lets time work', async () => {
    const host = testHost(db());
    const tries = [1, 2, 3].map((n) => shade('CL-12', { ...from, session: 'web-1', at: NOON - n, actor }));
    await host.sendAsServer([consentAll(), order('O-1', NOON - DAY, 2500), ...tries]);
    await host.work();
    const state = async () => (await db().query<Record<string, unknown>>('select * from person_state'))[0];
    expect(await state()).toMatchObject({
      tier: 'gold',
      stage: 'new',
      rfm: '111',
      ltv_once: 250_000 * 4,
      ltv_stated: 250_000 * 4 * 0.35,
      no_interaction_since: null,
      no_purchase_since: null,
    });
    const tags = async () =>
      (await db().query<{ t: string }>(`select tag || '=' || value as t from person_tags order by 1`)).map(
        (r) => r.t,
      );
    expect(await tags()).toEqual(['buyer=once', 'finish=satin', 'interest=lipstick']);
    host.clock.now = NOON + 120 * DAY;
    await markAllStale(db());
    await host.work();
    expect(await state()).toMatchObject({ tier: 'gold', stage: 'lapsed' });
    expect(await db().query(`select scene from tasks where scene = 'win-back'`)).toHaveLength(1);
    await host.sendAsServer([order('O-2', host.clock.now - 1000, 100)]);
    await host.work();
    expect(await state()).toMatchObject({ stage: 'won-back', no_purchase_since: null });
    const changes = await db().query<{ c: string }>(
      `select what || ':' || coalesce(was, '-') || '>' || coalesce(became, '-') as c from person_changes order by n`,
    );
    expect(changes.map((c) => c.c)).toEqual([
      'tier:->gold',
      'stage:->new',
      'stage:new>lapsed',
      'churn.no-interaction:->raised',
      'churn.no-purchase:->raised',
      'stage:lapsed>won-back',
      'churn.no-interaction:raised>-',
      'churn.no-purchase:raised>-',
    ]);
    host.clock.now = NOON + 500 * DAY;
    await markAllStale(db());
    await host.work();
    expect(await tags()).toEqual([]);
  });

  it('puts an event that cannot be worked on aside, and works on the others', async () => {
    const host = testHost(db());
    await host.sendAsServer([complaint(NOON), order('O-1', NOON)]);
    await db().query(`update events set data = data || '{"severity": null}' where type = 'complaint.opened'`);
    await host.work();
    expect(await db().query('select order_ref from orders')).toEqual([{ order_ref: 'O-1' }]);
    expect(await db().query('select attempts, error from event_queue')).toEqual([
      { attempts: 1, error: '23502' },
    ]);
    await db().query(
      `update events set data = data || '{"severity": "low"}' where type = 'complaint.opened'`,
    );
    await host.work();
    expect(await db().query('select id from cases')).toEqual([]);
    host.clock.now = NOON + 2000;
    await host.work();
    expect(await db().query('select id from cases')).toEqual([{ id: 'S-1' }]);
  });
});
