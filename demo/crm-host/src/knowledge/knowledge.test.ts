import { type FaqEntry, openFaq, parseKnowledge } from '@carmine/crm/faq';
import { STARTER } from '@carmine/crm/faq-starter';
import { expect, it } from 'vitest';
import { checkAudit } from '../audit/log.ts';
import { putStaff, type Role } from '../auth/staff.ts';
import type { Database } from '../db/database.ts';
import { type TestHost, testHost } from '../testing/client.ts';
import { ADMIN_TOKEN, NOON, ORIGIN, testConfig } from '../testing/samples.ts';
import { onBothStores } from '../testing/stores.ts';
import type { KnowledgeDesk } from './routes.ts';

const TOKENS = {
  agent: 'a'.repeat(24),
  curator: 'c'.repeat(24),
  analyst: 'n'.repeat(24),
  admin: ADMIN_TOKEN,
} as const;
type Who = keyof typeof TOKENS;

const hostWith = async (db: Database): Promise<TestHost> => {
  const host = testHost(db);
  await host.letAdminIn();
  await host.layStarter();
  for (const role of ['agent', 'curator', 'analyst'] as const)
    await putStaff(db, { name: `${role}-1`, role: role as Role }, TOKENS[role]);
  return host;
};

/** As a member of staff; status and JSON. */
const as = async (host: TestHost, who: Who, method: string, path: string, body?: unknown) => {
  const response = await host.app.request(path, {
    method,
    headers: { Authorization: `Bearer ${TOKENS[who]}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

const published = async (host: TestHost, headers: Record<string, string> = {}) =>
  host.app.request('/v1/knowledge', { headers });

const engraving: FaqEntry = {
  id: 'gift-engraving',
  intent: 'order',
  about: ['gift'],
  questions: {
    'zh-CN': ['口红可以刻字吗'],
    'zh-TW': ['唇膏可以刻字嗎'],
    en: ['Can a lipstick be engraved?'],
  },
  answer: {
    'zh-CN': '可以，下单时填写。',
    'zh-TW': '可以，下單時填寫。',
    en: 'Yes, fill it in when you order.',
  },
};
const ENTRY = '/v1/knowledge/entry/gift-engraving';

onBothStores((db) => {
  it('begins with the starter, once; pages load it with an ETag, of any origin, without a token', async () => {
    const host = await hostWith(db());
    await host.layStarter();
    const first = await published(host, { Origin: ORIGIN });
    expect(first.status).toBe(200);
    expect(first.headers.get('access-control-allow-origin')).toBe('*');
    expect(first.headers.get('cache-control')).toBe('public, no-cache');
    const book = parseKnowledge(await first.json());
    expect(book.version).toBe('r1');
    const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
    expect([...book.entries].sort(byId)).toEqual([...STARTER.entries].sort(byId));
    expect([...book.concepts].sort(byId)).toEqual([...STARTER.concepts].sort(byId));
    const tag = first.headers.get('etag') ?? '';
    const again = await published(host, { 'If-None-Match': `"other", W/${tag}` });
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', tag]);
    expect((await published(host, { 'If-None-Match': '"old"' })).status).toBe(200);
  });

  it('says so while nothing is published', async () => {
    expect((await published(testHost(db()))).status).toBe(404);
  });

  it('a draft is nobody’s answer; published it is found by the retrieval; withdrawn it is gone', async () => {
    const host = await hostWith(db());
    const before = (await published(host)).headers.get('etag');
    const ask = async () =>
      openFaq(parseKnowledge(await (await published(host)).json())).ask('口紅能不能刻字？');
    expect(await as(host, 'agent', 'PUT', ENTRY, { version: 0, body: engraving })).toEqual({
      status: 200,
      body: { version: 1 },
    });
    expect((await ask()).kind).not.toBe('answer');
    expect((await as(host, 'curator', 'POST', `${ENTRY}/publish`, { version: 1 })).body).toEqual({
      release: 2,
    });
    expect(await ask()).toMatchObject({ kind: 'answer', entry: { id: 'gift-engraving' } });
    expect((await published(host)).headers.get('etag')).not.toBe(before);
    // An edit is a draft again: what is published stays until it is published too.
    const edited = { ...engraving, answer: { ...engraving.answer, en: 'Yes, free of charge.' } };
    await as(host, 'agent', 'PUT', ENTRY, { version: 1, body: edited });
    expect(await ask()).toMatchObject({ entry: { answer: { en: 'Yes, fill it in when you order.' } } });
    await as(host, 'curator', 'POST', `${ENTRY}/publish`, { version: 2 });
    expect(await ask()).toMatchObject({ entry: { answer: { en: 'Yes, free of charge.' } } });
    expect((await as(host, 'curator', 'POST', `${ENTRY}/withdraw`, { version: 2 })).body).toEqual({
      release: 4,
    });
    expect((await ask()).kind).not.toBe('answer');
    const { body } = await as(host, 'agent', 'GET', `${ENTRY}/history`);
    expect(
      (body.versions as { version: number; edited_by: string }[]).map((v) => [v.version, v.edited_by]),
    ).toEqual([
      [2, 'agent-1'],
      [1, 'agent-1'],
    ]);
  });

  it('logs each change with who made it, in the chain', async () => {
    const host = await hostWith(db());
    await as(host, 'agent', 'PUT', ENTRY, { version: 0, body: engraving });
    await as(host, 'curator', 'POST', `${ENTRY}/publish`, { version: 1 });
    await as(host, 'curator', 'POST', `${ENTRY}/withdraw`, { version: 1 });
    expect(await db().query('select actor, action, target, detail from audit order by n')).toEqual([
      { actor: 'agent-1', action: 'knowledge.save', target: 'entry.gift-engraving', detail: { version: 1 } },
      {
        actor: 'curator-1',
        action: 'knowledge.publish',
        target: 'entry.gift-engraving',
        detail: { version: 1 },
      },
      {
        actor: 'curator-1',
        action: 'knowledge.withdraw',
        target: 'entry.gift-engraving',
        detail: { version: 1 },
      },
    ]);
    expect(await checkAudit(db(), testConfig.senders.secret)).toMatchObject({ ok: true });
  });

  it('agents write, curators publish, others do neither, and nobody without a token', async () => {
    const host = await hostWith(db());
    const status = async (who: Who, method: string, path: string, body?: unknown) =>
      (await as(host, who, method, path, body)).status;
    expect(await status('analyst', 'GET', '/v1/knowledge/desk')).toBe(403);
    expect(await status('analyst', 'PUT', ENTRY, { version: 0, body: engraving })).toBe(403);
    expect(await status('agent', 'PUT', ENTRY, { version: 0, body: engraving })).toBe(200);
    expect(await status('agent', 'POST', `${ENTRY}/publish`, { version: 1 })).toBe(403);
    expect(await status('agent', 'POST', `${ENTRY}/withdraw`, { version: 1 })).toBe(403);
    expect((await host.app.request('/v1/knowledge/desk')).status).toBe(401);
    expect(await status('admin', 'POST', `${ENTRY}/publish`, { version: 1 })).toBe(200);
  });

  it('overwrites nothing that somebody else has changed meanwhile', async () => {
    const host = await hostWith(db());
    const put = (who: Who, version: number) => as(host, who, 'PUT', ENTRY, { version, body: engraving });
    expect((await put('agent', 0)).status).toBe(200);
    expect((await put('curator', 0)).status).toBe(409);
    expect((await put('curator', 1)).status).toBe(200);
    expect((await as(host, 'curator', 'POST', `${ENTRY}/publish`, { version: 1 })).status).toBe(409);
    const both = await Promise.all([put('agent', 2), put('curator', 2)]);
    expect(both.map((r) => r.status).sort()).toEqual([200, 409]);
  });

  it.each<[string, unknown, string]>([
    ['no entry at all', { version: 0, body: null }, 'Invalid type'],
    ['an unknown field', { version: 0, body: { ...engraving, html: '<script>' } }, 'html'],
    ['a language that is missing', { version: 0, body: { ...engraving, answer: { en: 'x' } } }, 'answer'],
    ['another id than the address', { version: 0, body: { ...engraving, id: 'other' } }, 'id'],
    [
      'a concept that is not known',
      { version: 0, body: { ...engraving, about: ['nowhere'] } },
      'no concept nowhere',
    ],
    [
      'a question that only a person may answer',
      { version: 0, body: { ...engraving, questions: { ...engraving.questions, 'zh-CN': ['孕妇能用吗'] } } },
      'questions.zh-CN',
    ],
    ['no version', { body: engraving }, 'version'],
  ])('refuses %s', async (_, body, why) => {
    const host = await hostWith(db());
    const answer = await as(host, 'curator', 'PUT', ENTRY, body);
    expect(answer.status).toBe(422);
    expect(answer.body.title).toContain(why);
    expect(await db().query(`select 1 from knowledge_items where id = 'gift-engraving'`)).toEqual([]);
  });

  it('publishes nothing that points to what is not published', async () => {
    const host = await hostWith(db());
    const concept = {
      id: 'engraving',
      kind: 'service',
      name: { 'zh-CN': '刻字', 'zh-TW': '刻字', en: 'Engraving' },
      terms: [],
      links: [],
    };
    await as(host, 'agent', 'PUT', '/v1/knowledge/concept/engraving', { version: 0, body: concept });
    await as(host, 'agent', 'PUT', ENTRY, { version: 0, body: { ...engraving, about: ['engraving'] } });
    const early = await as(host, 'curator', 'POST', `${ENTRY}/publish`, { version: 1 });
    expect([early.status, early.body.title]).toEqual([
      422,
      'Not published: gift-engraving: no concept engraving.',
    ]);
    expect(
      (await as(host, 'curator', 'POST', '/v1/knowledge/concept/engraving/publish', { version: 1 })).status,
    ).toBe(200);
    expect((await as(host, 'curator', 'POST', `${ENTRY}/publish`, { version: 1 })).status).toBe(200);
    expect(
      (await as(host, 'curator', 'POST', '/v1/knowledge/concept/engraving/withdraw', { version: 1 })).status,
    ).toBe(422);
    expect(
      (await as(host, 'curator', 'POST', '/v1/knowledge/entry/nobody/publish', { version: 0 })).status,
    ).toBe(404);
    expect((await as(host, 'curator', 'POST', '/v1/knowledge/people/x/publish', { version: 0 })).status).toBe(
      404,
    );
  });

  it('keeps hostile texts as they are, as text', async () => {
    const host = await hostWith(db());
    const text = `'; drop table knowledge_items; -- <img src=x onerror=alert(1)> {"a":1} \u{1F484}`;
    const hostile = { ...engraving, answer: { 'zh-CN': text, 'zh-TW': text, en: text } };
    await as(host, 'agent', 'PUT', ENTRY, { version: 0, body: hostile });
    await as(host, 'curator', 'POST', `${ENTRY}/publish`, { version: 1 });
    const book = parseKnowledge(await (await published(host)).json());
    expect(book.entries.find((e) => e.id === 'gift-engraving')?.answer.en).toBe(text);
    const { body } = await as(host, 'curator', 'GET', '/v1/knowledge/desk');
    const desk = body as unknown as KnowledgeDesk;
    expect(desk.items).toHaveLength(STARTER.entries.length + STARTER.concepts.length + 1);
    expect(desk.release).toMatchObject({
      n: 2,
      published_by: 'curator-1',
      published_at: new Date(NOON).toISOString(),
    });
  });
});
