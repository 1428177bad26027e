import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { nameIn } from '../../console/src/texts/index.ts';
import type { WireDataMap, WireName } from '../contract.ts';
import { type TestHost, testHost } from '../testing/client.ts';
import { ADMIN_TOKEN, consentData, DAY, sample, shade } from '../testing/samples.ts';
import { onBothStores } from '../testing/stores.ts';
import type { MonthlyReport } from './figures.ts';
import { groupsOf } from './groups.ts';
import { reportHtml } from './html.ts';
import { lastMonth, monthOf } from './month.ts';
import { REPORT_LOCALES, REPORT_TEXTS } from './texts.ts';

const HOUR = 3_600_000;
/** 2026-10-05 10:00 in Shanghai. */
const START = Date.parse('2026-10-05T10:00:00+08:00');
const MADE = Date.parse('2026-11-03T09:00:00+08:00');
const SECRET_TEXT = 'Frau-Zhang-13800138000';

const folders: string[] = [];
const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'carmine-report-'));
  folders.push(made);
  return made;
};
afterAll(() => {
  for (const f of folders) rmSync(f, { recursive: true });
});

const of =
  (n: number) =>
  <K extends WireName>(name: K, data: WireDataMap[K], at: number) =>
    sample(name, data, { source: 'urn:shop:web', session: `visit-${n}`, at, id: `${name}-${n}-${at}` });

/** Forty visits of twenty customers: all try a shade, every second is matched, every fourth buys, every eighth complains; two pilots. */
const october = (): Record<string, unknown>[] =>
  Array.from({ length: 40 }, (_, n) => {
    const at = START + n * 6 * HOUR;
    const tell = of(n);
    const actor = { customerRef: `K-${1000 + (n % 20)}` };
    const sku = n % 3 ? 'BS-180N' : 'BS-120W';
    const confidence = (['high', 'medium', 'low'] as const)[n % 3]!;
    const buys = n % 4 === 0;
    return [
      tell('consent.updated', consentData(actor), at - 1000),
      tell(
        'experiment.exposed',
        { experimentId: 'reasons-open', variant: n % 2 ? 'open' : 'shut', unit: 'session' },
        at,
      ),
      ...(n < 34
        ? [
            tell(
              'experiment.exposed',
              { experimentId: 'lost-arm', variant: n < 30 ? 'a' : 'b', unit: 'session' },
              at,
            ),
          ]
        : []),
      shade(sku, { source: 'urn:shop:web', session: `visit-${n}`, at: at + 1000, actor, id: `try-${n}` }),
      ...(n % 2 === 0
        ? [
            tell(
              'shade.matched',
              {
                actor,
                matches: [{ sku, dE00: 1.4, pWithin2: 0.7, pBest: 0.6, direction: 'closest', reasons: [] }],
                abstained: n % 10 === 8,
                skin: { lab: [60, 12, 16], r90: 4, confidence, undertone: 'neutral' },
              },
              at + 500,
            ),
          ]
        : []),
      ...(buys
        ? [
            tell('product.added', { actor, sku, quantity: 1, price: 239, currency: 'CNY' }, at + HOUR),
            tell(
              'order.completed',
              {
                actor,
                orderRef: `W-${n}`,
                items: [{ sku, quantity: 1, price: 239 }],
                currency: 'CNY',
                total: 239,
                channel: 'online',
              },
              at + 2 * HOUR,
            ),
          ]
        : []),
      ...(n % 4 === 2 || n % 8 === 0
        ? [
            tell(
              'complaint.opened',
              {
                actor,
                caseId: `S-${n}`,
                kind: 'shade-mismatch',
                tags: [],
                sku,
                severity: 'normal',
                channel: 'online',
              },
              at + 5 * HOUR,
            ),
          ]
        : []),
    ];
  }).flat();

const step = async (host: TestHost, id: string, to: string, body: unknown): Promise<void> => {
  const response = await host.app.request(`/v1/cases/${id}/${to}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${ADMIN_TOKEN}` },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await response.text());
};

/** Closes all but three cases, each after as many hours as its number, confirms most, takes ratings. */
const workOnCases = async (host: TestHost, ids: readonly string[]): Promise<void> => {
  for (const [i, id] of ids.slice(0, -3).entries()) {
    const n = Number(id.slice(2));
    host.clock.now = START + n * 6 * HOUR + 5 * HOUR + (i + 1) * HOUR;
    const followUpAt = new Date(host.clock.now + 3 * DAY).toISOString();
    const cause = i < 7 ? 'light' : i === 7 ? SECRET_TEXT : 'oxidation';
    await step(host, id, 'close', {
      outcome: i % 6 ? 'exchanged' : 'refunded',
      owner: 'desk-lin',
      cause,
      followUpAt,
    });
    if (i % 3) await step(host, id, 'verify', { happy: true });
    await host.sendAsServer([
      of(n)(
        'csat.rated',
        {
          actor: { customerRef: `K-${1000 + (n % 20)}` },
          rating: 3 + (i % 3),
          caseId: id,
          channel: 'online',
        },
        host.clock.now,
      ),
    ]);
  }
};

const get = (host: TestHost, path: string, token = ADMIN_TOKEN): Promise<Response> =>
  Promise.resolve(host.app.request(path, { headers: token ? { Authorization: `Bearer ${token}` } : {} }));

onBothStores((db) => {
  const shop = async (config: { reports?: string } = {}): Promise<TestHost> => {
    const host = testHost(db(), config);
    host.clock.now = START + 11 * DAY;
    await host.letAdminIn();
    for (const events = october(); events.length; ) await host.sendAsServer(events.splice(0, 20));
    await host.work();
    const cases = await db().query<{ id: string }>(`select id from cases order by opened_at`);
    await workOnCases(
      host,
      cases.map((c) => c.id),
    );
    host.clock.now = START + 11 * DAY;
    await host.work();
    host.clock.now = MADE;
    return host;
  };

  it('says of a month what happened in it, the same in every language (snapshots)', async () => {
    const host = await shop();
    const report = (await (await get(host, '/v1/reports/2026-10')).json()) as MonthlyReport;
    expect(report).toMatchObject({
      month: '2026-10',
      from: '2026-09-30T16:00:00.000Z',
      until: '2026-10-31T16:00:00.000Z',
      whole: true,
      funnel: { tried: 40, cart: 10, bought: 10 },
      complaints: { opened: 15, closed: 12, verified: 8, rated: 12, meanRating: 4, medianHours: 6.5 },
      matches: { sessions: 20 },
    });
    expect(report.complaints.causes).toEqual({ rows: [{ name: 'light', n: 7 }], small: 5 });
    const pilots = Object.fromEntries(report.pilots.map((p) => [p.id, p.mismatch]));
    expect(pilots).toEqual({ 'reasons-open': false });
    for (const lang of REPORT_LOCALES) {
      const response = await get(host, `/v1/reports/2026-10?format=html&lang=${lang}`);
      expect(response.headers.get('content-disposition')).toBe(
        `attachment; filename="carmine-2026-10.${lang}.html"`,
      );
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
      await expect(await response.text()).toMatchFileSnapshot(`snapshots/2026-10.${lang}.html`);
    }
  });

  it('names nobody: no customer, session, case, order, member of staff, nor what somebody typed', async () => {
    const host = await shop();
    const files = await Promise.all(
      ['', ...REPORT_LOCALES.map((l) => `?format=html&lang=${l}`)].map(async (q) =>
        (await get(host, `/v1/reports/2026-10${q}`)).text(),
      ),
    );
    const secrets = ['K-10', 'visit-', 'S-1', 'W-', 'desk-lin', SECRET_TEXT, 'Zhang', 'BS-180N'];
    for (const file of files) for (const secret of secrets) expect(file).not.toContain(secret);
    for (const file of files.slice(1)) expect(file).not.toMatch(/<script|<img|https?:/);
  });

  it('is the month of the shop: a minute before its first midnight is another one', async () => {
    const host = testHost(db());
    await host.letAdminIn();
    const edge = Date.parse('2026-10-01T00:00:00+08:00');
    host.clock.now = edge + DAY;
    await host.sendAsServer([
      shade('A-1', { source: 'urn:shop:web', session: 's-before', at: edge - 60_000 }),
      shade('A-1', { source: 'urn:shop:web', session: 's-after', at: edge + 60_000 }),
    ]);
    await host.work();
    const tried = async (month: string): Promise<number> =>
      ((await (await get(host, `/v1/reports/${month}`)).json()) as MonthlyReport).funnel?.tried ?? 0;
    expect([await tried('2026-09'), await tried('2026-10')]).toEqual([1, 1]);
    expect(((await (await get(host, '/v1/reports/2026-10')).json()) as MonthlyReport).whole).toBe(false);
  });

  it('is for those who read figures, and for months that have begun', async () => {
    const host = testHost(db());
    await host.letAdminIn();
    for (const role of ['agent', 'analyst', 'operator', 'privacy'])
      await host.app.request(`/v1/staff/${role}`, {
        method: 'PUT',
        headers: { Authorization: `Bearer ${ADMIN_TOKEN}` },
        body: JSON.stringify({ role, token: `a-token-of-the-tests-for-${role}` }),
      });
    const status = async (who: string): Promise<number> =>
      (await get(host, '/v1/reports/2026-10', who && `a-token-of-the-tests-for-${who}`)).status;
    expect(await Promise.all(['', 'agent', 'privacy', 'analyst', 'operator'].map(status))).toEqual([
      401, 403, 403, 200, 200,
    ]);
    for (const bad of [
      '2026-13',
      '2026-1',
      'x',
      '1999-01',
      '2026-10-01',
      '2026-12',
      '2026-10?format=pdf',
      '2026-10?lang=fr',
    ])
      expect((await get(host, `/v1/reports/${bad}`)).status, bad).toBe(422);
  });

  it('is written once, the day after its month, in three languages and as figures; an empty month too', async () => {
    const reports = join(folder(), 'reports');
    const host = testHost(db(), { reports });
    host.clock.now = Date.parse('2026-11-01T00:05:00+08:00');
    expect(await host.report()).toHaveLength(4);
    expect(readdirSync(reports).sort()).toEqual([
      '2026-10.en.html',
      '2026-10.json',
      '2026-10.zh-CN.html',
      '2026-10.zh-TW.html',
    ]);
    expect(JSON.parse(readFileSync(join(reports, '2026-10.json'), 'utf8'))).toMatchObject({
      month: '2026-10',
      funnel: null,
    });
    expect(readFileSync(join(reports, '2026-10.zh-TW.html'), 'utf8')).toContain('2026年10月');
    host.clock.now += DAY;
    expect(await host.report()).toEqual([]);
    host.clock.now = Date.parse('2026-12-01T00:05:00+08:00');
    expect(await host.report()).toHaveLength(4);
    expect(await testHost(db()).report()).toEqual([]);
    expect(existsSync(join(reports, '2026-11.json'))).toBe(true);
  });
});

describe('months', () => {
  it.each([
    ['2028-02', 29],
    ['2026-02', 28],
    ['2026-12', 31],
  ])('%s has %i days and begins at midnight in Shanghai', (name, days) => {
    const month = monthOf(name);
    expect(month?.days).toBe(days);
    expect(new Date(month?.from ?? 0).toISOString()).toMatch(/T16:00:00.000Z$/);
    expect((month?.until ?? 0) - (month?.from ?? 0)).toBe(days * DAY);
  });

  it.each([
    ['2026-11-01T00:00:00+08:00', '2026-10'],
    ['2026-10-31T23:59:59+08:00', '2026-09'],
    ['2027-01-15T12:00:00+08:00', '2026-12'],
  ])('at %s the last whole one is %s', (at, name) => expect(lastMonth(Date.parse(at)).name).toBe(name));
});

it('groups of fewer than five and names not on the list are told as one', () => {
  const counts = [
    { name: 'light', n: 9 },
    { name: 'photo', n: 4 },
    { name: SECRET_TEXT, n: 12 },
    { name: null, n: 3 },
  ];
  expect(groupsOf(counts, ['light', 'photo'])).toEqual({ rows: [{ name: 'light', n: 9 }], small: 19 });
});

it('every language has every text with the same places, and its own words', async () => {
  const places = (text: string): string[] => text.match(/\{\w+\}/g)?.sort() ?? [];
  for (const [key, text] of Object.entries(REPORT_TEXTS.en))
    for (const locale of REPORT_LOCALES) {
      const own = REPORT_TEXTS[locale][key as keyof typeof REPORT_TEXTS.en];
      expect(own.trim(), key).not.toBe('');
      expect(places(own), key).toEqual(places(text));
    }
  expect(nameIn('zh-CN', 'cause', 'light')).not.toBe('light');
  expect(typeof reportHtml).toBe('function');
});
