import { expect, it } from 'vitest';
import { listCases } from '../src/cases/list.ts';
import { funnelOf } from '../src/figures/funnel.ts';
import { segmentsOf } from '../src/figures/segments.ts';
import { completenessReport } from '../src/imports/store.ts';
import { listGaps } from '../src/knowledge/gaps.ts';
import { usageOf } from '../src/knowledge/usage.ts';
import { listMatches } from '../src/matches/list.ts';
import { testHost } from '../src/testing/client.ts';
import { NOON, testConfig } from '../src/testing/samples.ts';
import { onBothStores } from '../src/testing/stores.ts';
import { seedDemo } from './seed.ts';

onBothStores((db) => {
  it('fills every page of the console, with invented people only', async () => {
    const host = testHost(db());
    const tokens = await seedDemo({
      db: db(),
      host,
      secret: testConfig.senders.secret,
      now: NOON,
      people: 50,
      visits: 90,
    });
    expect(Object.keys(tokens)).toHaveLength(5);
    const [all] = (await funnelOf(db(), { by: 'all', days: 28, now: NOON })).rows;
    expect(all!.tried).toBeGreaterThan(45);
    expect(all!.bought).toBeGreaterThan(5);
    expect(all!.cart).toBeGreaterThanOrEqual(all!.bought);
    expect(
      (await funnelOf(db(), { by: 'light', days: 28, now: NOON })).rows.map((r) => r.name).sort(),
    ).toEqual(['good', 'poor', 'unknown']);
    const statuses = await db().query<{ status: string }>('select distinct status from cases order by 1');
    expect(statuses.map((s) => s.status)).toEqual(['closed', 'open', 'verified']);
    const desk = await listCases(db(), 'open');
    for (const c of [...desk, ...(await listCases(db(), 'closed'))]) expect(c.light, c.id).not.toBeNull();
    expect(desk.some((c) => c.raised)).toBe(true);
    expect((await listMatches(db(), NOON)).length).toBeGreaterThan(5);
    const gaps = await listGaps(db(), 'open', NOON);
    expect(gaps.filter((g) => g.kind === 'asked').map((g) => g.count)).toEqual([5, 3, 2, 1]);
    expect((await usageOf(db(), NOON)).length).toBeGreaterThan(4);
    const { groups } = await segmentsOf(db(), NOON);
    expect(groups.filter((g) => g.what === 'tier').length).toBeGreaterThan(1);
    const { sources } = await completenessReport(db());
    expect(Object.values(sources).every((s) => s.share !== null && s.share < 1)).toBe(true);
    const strangers = await db().query(
      `select source from events where source not like 'urn:demo:%' and source <> 'urn:carmine:crm-host' union all
       select value from identifiers where kind = 'customer' and value not like 'demo-%'`,
    );
    expect(strangers).toEqual([]);
    // Thousands of statements, one after the other.
  }, 240_000);
});
