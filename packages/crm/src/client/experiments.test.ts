import { describe, expect, it } from 'vitest';
import { exposures, variantOf } from './experiments.ts';
import type { Crm } from './types.ts';

const AB = { id: 'mirror-first', variants: ['a', 'b'], unit: 'browser' } as const;
const ids = Array.from({ length: 20_000 }, (_, i) => `unit-${i}`);

/** Pearson's statistic of counts that should be equal. */
const chi2 = (counts: readonly number[]): number => {
  const mean = counts.reduce((a, b) => a + b) / counts.length;
  return counts.reduce((sum, n) => sum + (n - mean) ** 2 / mean, 0);
};
const countBy = (keys: readonly string[]): number[] => {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts.values()];
};

describe('variants', () => {
  it('are the same for good', () => {
    expect(
      ids
        .slice(0, 8)
        .map((id) => variantOf(AB, id))
        .join(''),
    ).toBe(
      ids
        .slice(0, 8)
        .map((id) => variantOf({ ...AB }, id))
        .join(''),
    );
    // Written down: another release must not move anybody.
    expect(['unit-0', 'unit-1', 'unit-2', '顾客-7'].map((id) => variantOf(AB, id))).toMatchInlineSnapshot(`
      [
        "a",
        "b",
        "a",
        "b",
      ]
    `);
  });

  it.each([2, 3, 5])('%i of them are as likely as each other (p > 0.001)', (n) => {
    const variants = Array.from({ length: n }, (_, i) => `v${i}`);
    const counts = countBy(ids.map((id) => variantOf({ ...AB, variants }, id)));
    expect(counts).toHaveLength(n);
    // Upper 0.001 points of chi-square with 1, 2 and 4 degrees of freedom.
    expect(chi2(counts)).toBeLessThan({ 2: 10.83, 3: 13.82, 5: 18.47 }[n]!);
  });

  it('of two experiments know nothing of each other', () => {
    const pairs = ids.map((id) => variantOf(AB, id) + variantOf({ ...AB, id: 'other' }, id));
    expect(chi2(countBy(pairs))).toBeLessThan(16.27);
  });

  it('A/A: of 400 comparisons at 5 % about 5 % alarm', () => {
    const alarms = Array.from({ length: 400 }, (_, k) => {
      const counts = countBy(ids.slice(0, 2000).map((id) => variantOf({ ...AB, id: `aa-${k}` }, id)));
      return chi2(counts) > 3.841;
    }).filter(Boolean).length;
    // 20 expected; three standard deviations of a binomial of 400 at 0.05 are 13.
    expect(alarms).toBeGreaterThan(7);
    expect(alarms).toBeLessThan(33);
  });
});

it('an exposure is told once, and only when it may be', () => {
  const told: unknown[] = [];
  let allowed = false;
  const emit = ((name: string, data: unknown) => {
    if (allowed) told.push([name, data]);
    return { taken: allowed };
  }) as Crm['emit'];
  const variant = exposures({ emit });
  const first = variant(AB, 'unit-1');
  expect(told).toEqual([]);
  allowed = true;
  for (let i = 0; i < 3; i++) expect(variant(AB, 'unit-1')).toBe(first);
  variant(AB, 'unit-2');
  expect(told).toHaveLength(2);
  expect(told[0]).toEqual([
    'experiment.exposed',
    { experimentId: 'mirror-first', variant: first, unit: 'browser' },
  ]);
});
