import { type FaqEntry, openFaq, parseKnowledge } from '@carmine/crm/faq';
import { expect, it } from 'vitest';
import { CAUSES } from '../cases/words.ts';
import type { WireDataMap } from '../contract.ts';
import type { Database } from '../db/database.ts';
import { personOf } from '../people/identities.ts';
import { erasePerson } from '../people/rights.ts';
import { type TestHost, testHost } from '../testing/client.ts';
import {
  ADMIN_TOKEN,
  consentData,
  DAY,
  NOON,
  sample,
  testConfig,
  withdrawalData,
} from '../testing/samples.ts';
import { onBothStores } from '../testing/stores.ts';
import { expire, RETENTION } from '../work/retention.ts';
import { CAUSE_CASES, CAUSE_DAYS } from './causes.ts';
import type { Gap } from './gaps.ts';
import type { KnowledgeDesk } from './routes.ts';

const { secret } = testConfig.senders;
const from = { source: 'urn:shop:web' };

const hostWith = async (db: Database): Promise<TestHost> => {
  const host = testHost(db);
  await host.letAdminIn();
  await host.layStarter();
  return host;
};

const staff = async (host: TestHost, method: string, path: string, body?: unknown) => {
  const response = await host.app.request(path, {
    method,
    headers: { Authorization: `Bearer ${ADMIN_TOKEN}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

const desk = async (host: TestHost, state = 'open'): Promise<KnowledgeDesk> =>
  (await staff(host, 'GET', `/v1/knowledge/desk?state=${state}`)).body as unknown as KnowledgeDesk;
const gapsOf = async (host: TestHost, state = 'open'): Promise<readonly Gap[]> =>
  (await desk(host, state)).gaps;

const asked = (question: string, more: { n: number; at?: number; locale?: string; ref?: string }) =>
  sample(
    'faq.escalated',
    {
      actor: { customerRef: more.ref ?? `C-${more.n}` },
      to: 'person',
      faqId: 'shade-gift',
      locale: more.locale ?? 'zh-CN',
      question,
    },
    { ...from, id: `ask-${more.n}`, session: `web-${more.n}`, at: more.at ?? NOON - 1000 * more.n },
  );

const complaint = (n: number, at: number) =>
  sample(
    'complaint.opened',
    {
      actor: { customerRef: `C-${n}` },
      caseId: `S-${n}`,
      kind: 'shade-mismatch',
      tags: [],
      sku: n % 2 ? 'BS-180N' : 'BS-210W',
      severity: 'normal',
      channel: 'online',
    } satisfies WireDataMap['complaint.opened'],
    { ...from, session: `web-${n}`, at },
  );

const entry: FaqEntry = {
  id: 'gift-engraving',
  intent: 'order',
  about: ['gift'],
  questions: {
    'zh-CN': ['口红可以刻字吗'],
    'zh-TW': ['唇膏可以刻字嗎'],
    en: ['Can a lipstick be engraved?'],
  },
  answer: { 'zh-CN': '可以。', 'zh-TW': '可以。', en: 'Yes.' },
};

/** A complaint, taken in and closed with a cause. */
const closed = async (host: TestHost, n: number, cause?: string): Promise<void> => {
  await host.sendAsServer([complaint(n, host.clock.now - 3_600_000)]);
  await host.work();
  const followUpAt = new Date(host.clock.now + 7 * DAY).toISOString();
  const done = await staff(host, 'POST', `/v1/cases/S-${n}/close`, {
    outcome: 'exchanged',
    owner: 'desk-3',
    followUpAt,
    ...(cause ? { cause } : {}),
  });
  expect(done.status).toBe(200);
};

const everything = async (db: Database): Promise<string> => {
  const tables = await db.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
  );
  const rows: string[] = [];
  for (const { name } of tables)
    for (const { row } of await db.query<{ row: string }>(`select t::text as row from ${name} t`))
      rows.push(row);
  return rows.join('\n');
};

onBothStores((db) => {
  it('a question that was sent on waits in the queue; alike ones count together, the same event once', async () => {
    const host = await hostWith(db());
    const events = [
      asked('口红可以刻字吗', { n: 1 }),
      asked('口紅能不能刻字？', { n: 2, locale: 'zh-TW' }),
      asked('可以开专票吗', { n: 3 }),
      // Of a body: waits in no queue.
      asked('涂了嘴唇肿了怎么办', { n: 4 }),
    ];
    await host.sendAsServer(events);
    await host.work();
    await host.sendAsServer(events);
    await host.work();
    const gaps = await gapsOf(host);
    expect(gaps.map((g) => [g.kind, g.count, g.nearest, g.state])).toEqual([
      ['asked', 2, 'shade-gift', 'open'],
      ['asked', 1, 'shade-gift', 'open'],
    ]);
    expect(gaps[0]!.questions.map((q) => q.text).sort()).toEqual(
      ['口紅能不能刻字？', '口红可以刻字吗'].sort(),
    );
    expect(gaps[1]!.questions).toEqual([{ text: '可以开专票吗', locale: 'zh-CN', n: 1 }]);
  });

  it('an entry closes what it answers, the retrieval finds it, and what is asked again in vain opens it again', async () => {
    const host = await hostWith(db());
    await host.sendAsServer([asked('口红可以刻字吗', { n: 1 })]);
    await host.work();
    const [gap] = await gapsOf(host);
    await staff(host, 'PUT', '/v1/knowledge/entry/gift-engraving', { version: 0, body: entry });
    const done = await staff(host, 'POST', '/v1/knowledge/entry/gift-engraving/publish', {
      version: 1,
      gap: gap!.id,
    });
    expect(done).toEqual({ status: 200, body: { release: 2 } });
    expect(await gapsOf(host)).toEqual([]);
    expect(await gapsOf(host, 'answered')).toMatchObject([
      { id: gap!.id, entry_id: 'gift-engraving', count: 1 },
    ]);
    const book = parseKnowledge(await (await host.app.request('/v1/knowledge')).json());
    expect(openFaq(book).ask('请问口红能刻字吗')).toMatchObject({
      kind: 'answer',
      entry: { id: 'gift-engraving' },
    });
    expect((await staff(host, 'POST', `/v1/gaps/${gap!.id}/dismiss`, {})).status).toBe(409);
    await host.sendAsServer([asked('口红可以刻字吗', { n: 5, at: NOON + 1000 })]);
    await host.work();
    expect(await gapsOf(host)).toMatchObject([{ id: gap!.id, count: 2 }]);
  });

  it('what this shop does not answer is dismissed, and stays so', async () => {
    const host = await hostWith(db());
    await host.sendAsServer([asked('今天股票怎么样', { n: 1 })]);
    await host.work();
    const [gap] = await gapsOf(host);
    expect((await staff(host, 'POST', `/v1/gaps/${gap!.id}/dismiss`, {})).status).toBe(200);
    await host.sendAsServer([asked('今天股票怎么样', { n: 2 })]);
    await host.work();
    expect(await gapsOf(host)).toEqual([]);
    expect(await gapsOf(host, 'dismissed')).toMatchObject([{ count: 2 }]);
    expect((await staff(host, 'POST', '/v1/gaps/nothing/dismiss', {})).status).toBe(422);
    expect(await db().query(`select actor, action from audit where action like 'gap.%'`)).toEqual([
      { actor: 'admin', action: 'gap.dismissed' },
    ]);
  });

  it('closed cases that keep having the same cause are a gap, which an answer closes, and which opens again when they go on', async () => {
    const host = await hostWith(db());
    for (let n = 1; n < CAUSE_CASES; n++) await closed(host, n, 'oxidation');
    expect(await gapsOf(host)).toEqual([]);
    await closed(host, CAUSE_CASES, 'oxidation');
    const [gap] = await gapsOf(host);
    expect(gap).toMatchObject({
      kind: 'cause',
      cause: 'oxidation',
      count: CAUSE_CASES,
      skus: ['BS-180N', 'BS-210W'],
    });
    // The same gap, one case more.
    await closed(host, 4, 'oxidation');
    expect(await gapsOf(host)).toMatchObject([{ id: gap!.id, count: CAUSE_CASES + 1 }]);

    const { items } = await desk(host);
    const known = items.find((i) => i.id === 'wear-oxidise')!;
    const body = known.body as FaqEntry;
    const better = {
      ...body,
      questions: { ...body.questions, 'zh-CN': [...body.questions['zh-CN'], '为什么我那支下午颜色就变了'] },
    };
    const path = '/v1/knowledge/entry/wear-oxidise';
    expect((await staff(host, 'PUT', path, { version: 1, body: better })).status).toBe(200);
    host.clock.now += 1000;
    expect((await staff(host, 'POST', `${path}/publish`, { version: 2, gap: gap!.id })).status).toBe(200);
    expect(await gapsOf(host)).toEqual([]);
    const book = parseKnowledge(await (await host.app.request('/v1/knowledge')).json());
    expect(openFaq(book).ask('为什么我那支下午颜色就变了')).toMatchObject({
      kind: 'answer',
      entry: { id: 'wear-oxidise' },
    });

    host.clock.now += DAY;
    for (let n = 5; n < 5 + CAUSE_CASES - 1; n++) await closed(host, n, 'oxidation');
    expect(await gapsOf(host)).toEqual([]);
    await closed(host, 9, 'oxidation');
    expect(await gapsOf(host)).toMatchObject([{ id: gap!.id, state: 'open' }]);
  });

  it('counts no open case, no old one, no free text and no "other"', async () => {
    const host = await hostWith(db());
    for (let n = 1; n <= CAUSE_CASES; n++) await closed(host, n, 'other');
    for (let n = 11; n <= 10 + CAUSE_CASES; n++) await closed(host, n, 'her cat 13812345678'.slice(0, 7));
    for (let n = 21; n <= 20 + CAUSE_CASES; n++) await closed(host, n);
    for (let n = 31; n < 30 + CAUSE_CASES; n++) await closed(host, n, 'light');
    await host.sendAsServer([complaint(40, NOON)]);
    await host.work();
    expect(await gapsOf(host)).toEqual([]);
    host.clock.now += (CAUSE_DAYS + 1) * DAY;
    await closed(host, 41, 'light');
    expect(await gapsOf(host)).toEqual([]);
    expect(CAUSES).toContain('light');
  });

  it('who takes chat_analysis back leaves no word and no gap behind', async () => {
    const host = await hostWith(db());
    const actor = { customerRef: 'C-1' };
    await host.sendAsServer([
      sample('consent.updated', consentData(actor), { ...from, session: 'web-1', at: NOON - DAY }),
      asked('口红可以刻字吗 marker-words', { n: 1, ref: 'C-1' }),
    ]);
    await host.work();
    expect(await gapsOf(host)).toHaveLength(1);
    await host.sendAsServer([
      sample('consent.withdrawn', withdrawalData(actor, ['chat_analysis']), {
        ...from,
        session: 'web-1',
        at: NOON + 1,
      }),
    ]);
    await host.work();
    expect(await db().query('select 1 from gaps')).toEqual([]);
    expect(await everything(db())).not.toContain('marker-words');
  });

  it('an erasure and the end of its time take a question away; what others asked too stays', async () => {
    const host = await hostWith(db());
    await host.sendAsServer([
      asked('口红可以刻字吗', { n: 1, ref: 'C-1' }),
      asked('口红可不可以刻字', { n: 2, ref: 'C-2' }),
      asked('marker-only 的问题', { n: 3, ref: 'C-1' }),
    ]);
    await host.work();
    expect(await gapsOf(host)).toHaveLength(2);
    const person = (await personOf(db(), 'customer', 'C-1'))!;
    await erasePerson(db(), person, { actor: 'tests', now: NOON, secret });
    expect(await gapsOf(host)).toMatchObject([{ count: 1, questions: [{ text: '口红可不可以刻字' }] }]);
    expect(await everything(db())).not.toContain('marker-only');
    await expire(db(), { now: NOON + (RETENTION.events.personal + 1) * DAY, secret });
    expect(await db().query('select 1 from gaps')).toEqual([]);
  });

  it('tells what was answered, what came near, and what a person was wanted for', async () => {
    const host = await hostWith(db());
    const told = <K extends 'faq.answered' | 'faq.abstained'>(name: K, data: WireDataMap[K], n: number) =>
      sample(name, data, { ...from, id: `u-${n}`, at: NOON - n });
    await host.sendAsServer([
      told('faq.answered', { faqId: 'wear-oxidise', margin: 3 }, 1),
      told('faq.answered', { faqId: 'wear-oxidise', margin: 2 }, 2),
      told('faq.abstained', { nearest: 'wear-oxidise', margin: 0.1 }, 3),
      told('faq.abstained', { margin: 0 }, 4),
      asked('为什么', { n: 9 }),
    ]);
    await host.work();
    expect((await desk(host)).usage).toEqual([
      { id: 'shade-gift', answered: 0, abstained: 0, escalated: 1 },
      { id: 'wear-oxidise', answered: 2, abstained: 1, escalated: 0 },
    ]);
  });
});
