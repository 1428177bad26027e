import { describe, expect, it } from 'vitest';
import type { WireDataMap, WireName } from '../../contract.ts';
import { NOON } from '../../testing/samples.ts';
import type { OutEvent, Packed } from '../adapter.ts';
import { cutBytes, wecom, wecomToken } from './wecom.ts';

const CORP = { corpId: 'ww1', corpSecret: 'secret', url: 'https://qyapi.weixin.qq.com' };
const TAGS = { 'tier.gold': 'et-gold', 'tier.basic': 'et-basic', 'churn.no-purchase': 'et-churn' };

/**
 * A WeCom that holds to what its pages say: gettoken and its 7200 s (path/91039), mark_tag with at least one list, tags that exist, a customer
 * who is a contact of the member, 3000 tags at most (path/92697), five calls at a time and a limit a minute (path/90312), texts of 2048 bytes
 * (path/90236), return codes (path/90313).
 */
const fakeWecom = () => {
  const state = { now: NOON, tokens: 0, issued: 0, ended: false, perMinute: 1000, busy: false };
  const marked = new Map<string, Set<string>>();
  const texts: string[] = [];
  let calls: number[] = [];
  let open = 0;
  const tagIds = new Set([...Object.values(TAGS), ...Array.from({ length: 3001 }, (_, i) => `et-${i}`)]);

  const tokenError = (url: URL): number => {
    const token = url.searchParams.get('access_token');
    if (token !== `t${state.tokens}` || state.ended) return 40_014;
    return state.now >= state.issued + 7_200_000 ? 42_001 : 0;
  };
  const mark = (body: Record<string, unknown>): number => {
    const add = (body.add_tag ?? []) as string[];
    const remove = (body.remove_tag ?? []) as string[];
    if (body.userid !== 'adviser') return 40_003;
    if (!/^wm[\w-]+$/.test(String(body.external_userid))) return 40_096;
    if (body.external_userid === 'wm-stranger') return 84_061;
    if (add.length + remove.length === 0) return 40_058;
    if ([...add, ...remove].some((t) => !tagIds.has(t))) return 40_068;
    const own = marked.get(String(body.external_userid)) ?? new Set<string>();
    if (new Set([...own, ...add]).size > 3000) return 41_049;
    for (const t of remove) own.delete(t);
    for (const t of add) own.add(t);
    marked.set(String(body.external_userid), own);
    return 0;
  };
  const say = (body: Record<string, unknown>): number => {
    const { content = '' } = (body.text ?? {}) as { content?: string };
    if (body.msgtype !== 'text' || !Number.isInteger(body.agentid) || !body.touser) return 40_008;
    if (Buffer.byteLength(content) > 2048 || content.includes('\ufffd')) return 40_058;
    texts.push(content);
    return 0;
  };
  const answer = (url: URL, method: string, body: Record<string, unknown>): Record<string, unknown> => {
    if (url.pathname === '/cgi-bin/gettoken') {
      const known =
        url.searchParams.get('corpid') === 'ww1' && url.searchParams.get('corpsecret') === 'secret';
      if (method !== 'GET' || !known) return { errcode: 40_001 };
      state.tokens++;
      state.issued = state.now;
      state.ended = false;
      return { errcode: 0, errmsg: 'ok', access_token: `t${state.tokens}`, expires_in: 7200 };
    }
    if (state.busy) return { errcode: -1 };
    calls = [...calls.filter((at) => at > state.now - 60_000), state.now];
    if (calls.length > state.perMinute) return { errcode: 45_009 };
    const wrong = tokenError(url);
    if (wrong) return { errcode: wrong };
    return { errcode: url.pathname === '/cgi-bin/externalcontact/mark_tag' ? mark(body) : say(body) };
  };
  const send = (async (address: string, init: RequestInit) => {
    open++;
    const url = new URL(address);
    const told =
      open > 5
        ? { errcode: 45_033 }
        : answer(url, String(init.method), init.body ? JSON.parse(String(init.body)) : {});
    await Promise.resolve();
    open--;
    return Response.json(told);
  }) as typeof fetch;
  return { state, marked, texts, send };
};

const event = <K extends WireName>(
  type: K,
  data: Omit<WireDataMap[K], 'actor'>,
  customerRef: string | null = 'wm-1',
): OutEvent => ({
  id: `${type}-${customerRef}`,
  source: 'urn:carmine:crm-host',
  type,
  class: 'personal',
  at: NOON,
  session: '',
  anonId: null,
  customerRef,
  data: data as unknown as Record<string, unknown>,
  attempts: 0,
});

const concluded = { ruleId: 'tier-1', evidence: ['O-1'], asOf: new Date(NOON).toISOString() };
const tier = (from: 'basic' | null, to: 'gold' | 'platinum', who?: string | null): OutEvent =>
  event('tier.changed', { ...concluded, from, to }, who);
const complaint = (sku: string): OutEvent =>
  event('complaint.opened', {
    caseId: 'S-1',
    kind: 'shade-mismatch',
    tags: [],
    sku,
    stated: 'too-warm',
    severity: 'high',
    channel: 'online',
  });

const setUp = () => {
  const fake = fakeWecom();
  const token = wecomToken(CORP, fake.send, () => fake.state.now);
  const adapter = wecom(
    {
      kind: 'wecom',
      ...CORP,
      userId: 'adviser',
      tags: TAGS,
      desk: { agentId: 1_000_002, toUser: 'lin|zhou' },
    },
    token,
  );
  const post = async (p: Omit<Packed, 'events'>) => {
    const response = await fake.send(p.url, { method: 'POST', headers: p.headers, body: p.body });
    return adapter.judge(response, await response.clone().text());
  };
  const go = async (...events: OutEvent[]) => {
    const { requests, unfit } = await adapter.pack(events, fake.state.now);
    const verdicts = [];
    for (const r of requests) verdicts.push(await post(r));
    return { verdicts, unfit: unfit.map((u) => u.code) };
  };
  return { ...fake, adapter, post, go };
};

describe('WeCom', () => {
  it('marks a change of tier, and takes the old mark off', async () => {
    const w = setUp();
    w.marked.set('wm-1', new Set(['et-basic']));
    expect((await w.go(tier('basic', 'gold'))).verdicts).toEqual(['taken']);
    expect([...w.marked.get('wm-1')!]).toEqual(['et-gold']);
  });

  it('asks for a token once in two hours, and anew when WeCom has ended it early', async () => {
    const w = setUp();
    await w.go(tier(null, 'gold'));
    await w.go(tier(null, 'gold'));
    expect(w.state.tokens).toBe(1);
    w.state.now += 7_200_000;
    expect((await w.go(tier(null, 'gold'))).verdicts).toEqual(['taken']);
    expect(w.state.tokens).toBe(2);
    w.state.ended = true;
    expect((await w.go(tier(null, 'gold'))).verdicts).toEqual(['retry']);
    expect((await w.go(tier(null, 'gold'))).verdicts).toEqual(['taken']);
    expect(w.state.tokens).toBe(3);
  });

  it('comes again when it is told to wait, and gives up what is wrong', async () => {
    const w = setUp();
    w.state.busy = true;
    expect((await w.go(tier(null, 'gold'))).verdicts).toEqual(['retry']);
    w.state.busy = false;
    w.state.perMinute = 1;
    expect((await w.go(tier(null, 'gold'), tier(null, 'gold', 'wm-2'))).verdicts).toEqual(['taken', 'retry']);
    w.state.now += 60_001;
    w.state.perMinute = 100;
    expect((await w.go(tier(null, 'gold', 'wm-stranger'))).verdicts).toEqual(['refused']);
    expect((await w.go(tier(null, 'gold', 'C-1'))).verdicts).toEqual(['refused']);
    w.marked.set('wm-3', new Set(Array.from({ length: 3000 }, (_, i) => `et-${i}`)));
    expect((await w.go(tier(null, 'gold', 'wm-3'))).verdicts).toEqual(['refused']);
  });

  it('a sixth call at the same time waits', async () => {
    const w = setUp();
    const { requests } = await w.adapter.pack(
      Array.from({ length: 6 }, (_, i) => tier(null, 'gold', `wm-${i}`)),
      NOON,
    );
    const verdicts = await Promise.all(requests.map(w.post));
    expect(verdicts.filter((v) => v === 'taken')).toHaveLength(5);
    expect(verdicts.filter((v) => v === 'retry')).toHaveLength(1);
  });

  it('keeps back what it has no use for', async () => {
    const w = setUp();
    expect(await w.go(tier(null, 'platinum'), tier(null, 'gold', null))).toEqual({
      verdicts: [],
      unfit: ['no-tag', 'no-customer'],
    });
  });

  it('tells the desk of a complaint within 2048 bytes, never cutting a character', async () => {
    const w = setUp();
    expect((await w.go(complaint('CL-12'), complaint('色'.repeat(3000)))).verdicts).toEqual([
      'taken',
      'taken',
    ]);
    expect(w.texts[0]).toContain('S-1');
    expect(Buffer.byteLength(w.texts[1]!)).toBeGreaterThan(2040);
    expect(cutBytes('a色色', 5)).toBe('a色');
    expect(cutBytes('色', 3)).toBe('色');
  });

  it('takes its marks off somebody who was erased', async () => {
    const w = setUp();
    await w.go(tier(null, 'gold'));
    const requests = await w.adapter.erase!({ customerRefs: ['wm-1'], anonIds: [] }, NOON, 'id');
    expect(await Promise.all(requests.map(w.post))).toEqual(['taken']);
    expect([...w.marked.get('wm-1')!]).toEqual([]);
  });

  it('a wrong secret is told as what it is', async () => {
    const w = setUp();
    const token = wecomToken({ ...CORP, corpSecret: 'other' }, w.send);
    await expect(token.get()).rejects.toThrow('token-40001');
  });
});
