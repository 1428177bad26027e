import { describe, expect, it } from 'vitest';
import type { WireDataMap } from '../contract.ts';
import { type TestHost, testHost } from '../testing/client.ts';
import { ADMIN_TOKEN, consentData, DAY, NOON, sample, withdrawalData } from '../testing/samples.ts';
import { onBothStores } from '../testing/stores.ts';
import { type Counts, type DriftWeek, driftOf, mondayOf, stability } from './drift.ts';

const from = { source: 'urn:shop:web' };
type Labels = WireDataMap['chat.classified']['labels'];

const chat = (who: string, at: number, labels: Partial<Labels> = {}, id?: string) =>
  sample(
    'chat.classified',
    {
      actor: { customerRef: who },
      chatId: `chat-${who}`,
      labels: { polarity: 'negative', intent: 'delivery', confidence: 0.9, ...labels },
      model: 'chat-1',
    },
    { ...from, session: `chat-of-${who}`, at, ...(id ? { id } : {}) },
  );

const complaint = (who: string, caseId: string, at: number) =>
  sample(
    'complaint.opened',
    {
      actor: { customerRef: who },
      caseId,
      kind: 'delivery',
      tags: [],
      severity: 'normal',
      channel: 'online',
    },
    { ...from, session: `web-${who}`, at },
  );

const ask = async (host: TestHost, path: string, body?: unknown, token = ADMIN_TOKEN) => {
  const response = await host.app.request(path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { Authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, never> };
};

interface Listed {
  readonly id: string;
  readonly raised: boolean;
  readonly due_at: string;
  readonly status: string;
  readonly chat: { readonly polarity: string; readonly verdict: string | null; readonly id: string } | null;
}
const queue = async (host: TestHost, status = 'open'): Promise<Listed[]> =>
  (await ask(host, `/v1/cases?status=${status}`)).body.cases as unknown as Listed[];

const MINUTE = 60_000;

onBothStores((db) => {
  /** Two complaints, A due ten minutes before B. */
  const desk = async () => {
    const host = testHost(db());
    await host.letAdminIn();
    const consents = ['A', 'B'].map((who) =>
      sample('consent.updated', consentData({ customerRef: who }), {
        ...from,
        session: `web-${who}`,
        at: NOON - DAY,
      }),
    );
    await host.sendAsServer([
      ...consents,
      complaint('A', 'S-A', NOON - 20 * MINUTE),
      complaint('B', 'S-B', NOON - 10 * MINUTE),
    ]);
    await host.work();
    return host;
  };
  const order = async (host: TestHost): Promise<string[]> => (await queue(host)).map((c) => c.id);

  it('a sure negative label moves its case forward, says why, and changes nothing else', async () => {
    const host = await desk();
    const before = await queue(host);
    expect(before.map((c) => c.id)).toEqual(['S-A', 'S-B']);
    await host.sendAsServer([chat('B', NOON - 5 * MINUTE)]);
    await host.work();
    const after = await queue(host);
    expect(after.map((c) => [c.id, c.raised])).toEqual([
      ['S-B', true],
      ['S-A', false],
    ]);
    expect(after[0]?.chat).toMatchObject({
      polarity: 'negative',
      intent: 'delivery',
      confidence: 0.9,
      verdict: null,
    });
    for (const c of after) expect(c.due_at).toBe(before.find((b) => b.id === c.id)?.due_at);
    expect(await db().query(`select distinct status, owner, outcome from cases`)).toEqual([
      { status: 'open', owner: null, outcome: null },
    ]);
  });

  it.each([
    ['positive', { polarity: 'positive' }],
    ['neutral', { polarity: 'neutral' }],
    ['not sure', { confidence: 0.69 }],
    ['abstained', { abstained: 'mixed' }],
  ] as const)('a label that is %s moves no case, back neither', async (_, labels) => {
    const host = await desk();
    await host.sendAsServer([chat('A', NOON - 5 * MINUTE, labels), chat('B', NOON - 5 * MINUTE, labels)]);
    await host.work();
    expect(await order(host)).toEqual(['S-A', 'S-B']);
  });

  it('no label closes, refuses or assigns: a day of the angriest messages leaves the cases as they were', async () => {
    const host = await desk();
    const cases = () => db().query('select * from cases order by id');
    const before = await cases();
    await host.sendAsServer(
      Array.from({ length: 20 }, (_, i) => chat(i % 2 ? 'A' : 'B', NOON - i * MINUTE, { confidence: 1 })),
    );
    await host.work();
    expect(await cases()).toEqual(before);
    expect(await db().query(`select 1 from tasks where scene not in ('call-back')`)).toEqual([]);
  });

  it('a person decides: called wrong it moves nothing, called right it does though unsure; both are counted and logged', async () => {
    const host = await desk();
    await host.sendAsServer([chat('B', NOON - 5 * MINUTE, {}, 'label-b')]);
    await host.work();
    const verdict = { source: 'urn:shop:web', id: 'label-b' };
    expect((await ask(host, '/v1/chat/verdict', { ...verdict, verdict: 'incorrect' })).status).toBe(200);
    expect(await order(host)).toEqual(['S-A', 'S-B']);
    expect((await queue(host))[1]?.chat?.verdict).toBe('incorrect');
    expect((await ask(host, '/v1/chat/verdict', { ...verdict, verdict: 'correct' })).status).toBe(200);
    expect(await order(host)).toEqual(['S-B', 'S-A']);
    expect((await ask(host, '/v1/figures/chat')).body).toMatchObject({ judged: 1, right: { share: 1 } });
    expect(
      await db().query(`select actor, target, detail from audit where action = 'chat.judged' order by n`),
    ).toEqual([
      { actor: 'admin', target: 'chat', detail: { verdict: 'incorrect' } },
      { actor: 'admin', target: 'chat', detail: { verdict: 'correct' } },
    ]);
    expect((await ask(host, '/v1/chat/verdict', { ...verdict, id: 'none', verdict: 'correct' })).status).toBe(
      404,
    );
    expect((await ask(host, '/v1/chat/verdict', { ...verdict, verdict: 'closed' })).status).toBe(422);
  });

  it('only the desk judges: who reads figures may not, who may neither reads no label', async () => {
    const host = await desk();
    const token = 'a-token-of-an-analyst-of-tests';
    await host.app.request('/v1/staff/ana', {
      method: 'PUT',
      headers: { Authorization: `Bearer ${ADMIN_TOKEN}` },
      body: JSON.stringify({ role: 'analyst', token }),
    });
    expect((await ask(host, '/v1/chat/labels', undefined, token)).status).toBe(403);
    expect((await ask(host, '/v1/chat/verdict', {}, token)).status).toBe(403);
    expect((await ask(host, '/v1/figures/chat', undefined, token)).status).toBe(200);
  });

  it('withdrawn: label and verdict are gone, and the case stands where it stood', async () => {
    const host = await desk();
    await host.sendAsServer([chat('B', NOON - 5 * MINUTE, {}, 'label-b')]);
    await host.work();
    await ask(host, '/v1/chat/verdict', { source: 'urn:shop:web', id: 'label-b', verdict: 'correct' });
    await host.sendAsServer([
      sample('consent.withdrawn', withdrawalData({ customerRef: 'B' }, ['chat_analysis']), {
        ...from,
        session: 'web-B',
        at: NOON,
      }),
    ]);
    await host.work();
    expect(await db().query('select * from chat_verdicts')).toEqual([]);
    expect(await db().query(`select 1 from events where type = 'chat.classified'`)).toEqual([]);
    expect(await order(host)).toEqual(['S-A', 'S-B']);
  });

  it('tells a drift of the shares, by the week on a clock in the hand', async () => {
    const host = testHost(db());
    await host.letAdminIn();
    const monday = mondayOf(NOON);
    const week = (n: number, negative: number) =>
      Array.from({ length: 60 }, (_, i) =>
        chat(`c${n}-${i}`, monday - n * 7 * DAY + i * MINUTE, {
          polarity: i < negative ? 'negative' : 'neutral',
        }),
      );
    const drift = async () =>
      (await ask(host, '/v1/figures/chat')).body.drift as unknown as { alarm: boolean; psi: number }[];
    for (const n of [5, 4, 3, 2]) {
      host.clock.now = monday - (n - 1) * 7 * DAY;
      await host.sendAsServer(week(n, 12));
    }
    host.clock.now = monday;
    await host.sendAsServer(week(1, 14));
    expect(await drift()).toMatchObject([{ alarm: false, n: 60, before: 240 }]);
    host.clock.now = monday + 7 * DAY;
    await host.sendAsServer(week(0, 45));
    expect(await drift()).toMatchObject([{ alarm: true, n: 60, before: 300 }]);
  });

  it('a rating reaches its case, whichever comes first, from its own customer only, once', async () => {
    const host = await desk();
    const rated = (who: string, caseId: string, rating: number, at: number) =>
      sample(
        'csat.rated',
        { actor: { customerRef: who }, rating, caseId, channel: 'online' },
        { ...from, session: `rate-${who}`, at },
      );
    await host.sendAsServer([
      rated('C', 'S-A', 1, NOON),
      rated('A', 'S-A', 4, NOON + 1),
      rated('A', 'S-A', 1, NOON + 2),
      rated('D', 'S-D', 5, NOON),
    ]);
    await host.work();
    await host.sendAsServer([complaint('D', 'S-D', NOON - MINUTE)]);
    await host.work();
    expect(await db().query('select id, rating from cases order by id')).toEqual([
      { id: 'S-A', rating: 4 },
      { id: 'S-B', rating: null },
      { id: 'S-D', rating: 5 },
    ]);
    expect((await ask(host, '/v1/cases')).body.loop).toMatchObject({ rated: 2, meanRating: 4.5 });
  });

  it('what a customer says of a closed case goes before what they said of an open one; the desk may note it', async () => {
    const host = await desk();
    const rated = (rating: number, at: number) =>
      sample(
        'csat.rated',
        { actor: { customerRef: 'A' }, rating, caseId: 'S-A', channel: 'online' },
        { ...from, session: 'rate-A', at },
      );
    const rating = async () =>
      (await db().query<{ rating: number }>(`select rating from cases where id = 'S-A'`))[0]?.rating;
    await host.sendAsServer([rated(2, NOON)]);
    await host.work();
    host.clock.now = NOON + DAY;
    const close = { outcome: 'advised', owner: 'desk-1', followUpAt: new Date(NOON + 3 * DAY).toISOString() };
    await ask(host, '/v1/cases/S-A/close', close);
    host.clock.now = NOON + 2 * DAY;
    await host.sendAsServer([rated(4, NOON + DAY + 1), rated(1, NOON + DAY + 2)]);
    await host.work();
    expect(await rating()).toBe(4);
    expect((await ask(host, '/v1/cases/S-A/verify', { happy: true, rating: 6 })).status).toBe(422);
    expect((await ask(host, '/v1/cases/S-A/verify', { happy: true, rating: 5 })).status).toBe(200);
    expect(await rating()).toBe(5);
  });

  it('a closed case asks its customer how it was, once, in the day', async () => {
    const host = await desk();
    const close = { outcome: 'advised', owner: 'desk-1', followUpAt: new Date(NOON + 3 * DAY).toISOString() };
    await ask(host, '/v1/cases/S-A/close', close);
    await host.work();
    await ask(host, '/v1/cases/S-A/verify', { happy: false });
    await ask(host, '/v1/cases/S-A/close', close);
    await host.work();
    expect(
      await db().query(`select id_value, subject, due_at from tasks where scene = 'ask-rating'`),
    ).toEqual([{ id_value: 'A', subject: 'S-A', due_at: new Date(NOON + DAY) }]);
  });
});

describe('drift', () => {
  const counts = (negative: number, neutral: number, positive: number, abstained: number): Counts => ({
    negative,
    neutral,
    positive,
    abstained,
  });
  const week = (n: number, c: Counts, model = 'chat-1'): DriftWeek => ({
    week: `2026-10-${String(n).padStart(2, '0')}`,
    model,
    counts: c,
    right: 0,
    judged: 0,
  });
  const even = counts(20, 50, 25, 5);
  const base = [5, 12, 19].map((n) => week(n, even));

  it('is nothing between equal shares, and the same from both sides', () => {
    expect(stability(even, even)).toBe(0);
    const other = counts(50, 20, 25, 5);
    expect(stability(even, other)).toBeCloseTo(stability(other, even), 12);
    // By hand: (0.6-0.2) ln 3 + (0.2-0.6) ln (1/3), halves added being small beside 10 000.
    expect(stability(counts(6000, 2000, 1000, 1000), counts(2000, 6000, 1000, 1000))).toBeCloseTo(0.8788, 3);
  });

  it.each([
    ['more negatives', counts(60, 25, 10, 5), true],
    ['a model that falls silent', counts(5, 15, 10, 70), true],
    ['a few more', counts(26, 46, 24, 4), false],
    ['too few to say', counts(30, 2, 2, 2), false],
  ])('%s: %s', (_, now, alarm) => expect(driftOf([...base, week(26, now)])[0]?.alarm).toBe(alarm));

  it('holds a model against itself only', () => {
    const drift = driftOf([...base, week(26, counts(60, 25, 10, 5), 'chat-2')]);
    expect(drift.map((d) => [d.model, d.alarm])).toEqual([
      ['chat-1', false],
      ['chat-2', false],
    ]);
  });

  it('weeks begin on Monday at midnight in Shanghai', () => {
    expect(new Date(mondayOf(Date.parse('2026-11-22T23:59:59+08:00'))).toISOString()).toBe(
      '2026-11-15T16:00:00.000Z',
    );
    expect(new Date(mondayOf(Date.parse('2026-11-23T00:00:00+08:00'))).toISOString()).toBe(
      '2026-11-22T16:00:00.000Z',
    );
  });
});
