import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMonths, DAY_MS, dayOf, hourOf, startOfDay } from './calendar.ts';
import { churnFlags } from './churn.ts';
import { stageOf } from './lifecycle.ts';
import { ltvOf, retentionOf } from './ltv.ts';
import { rfmOf } from './rfm.ts';
import { TAG_RULES, type TagFacts, tagsOf } from './tags.ts';
import { TIER_SERVICE, TIER_SETTINGS, TIERS, tierAfter } from './tiers.ts';

/** A moment by the clock of Shanghai. */
const at = (text: string): number => Date.parse(`${text}${text.length > 10 ? '' : 'T12:00:00'}+08:00`);
const NOW = at('2026-11-20');
const moments = fc.integer({ min: at('2020-01-01'), max: NOW });

describe('calendar of Shanghai', () => {
  it.each([
    ['2026-01-31', '2026-04-30'],
    ['2026-11-30', '2027-02-28'],
    ['2027-11-30', '2028-02-29'],
    ['2026-08-20', '2026-11-20'],
    ['2026-12-31', '2027-03-31'],
  ])('%s and three months is %s', (from, to) => {
    expect(addMonths(dayOf(at(from)), 3)).toBe(dayOf(at(to)));
  });

  it('counts the day there, not in UTC', () => {
    expect(dayOf(at('2026-11-20T00:00:00'))).toBe(dayOf(at('2026-11-20T23:59:59')));
    expect(dayOf(at('2026-11-20T00:00:00'))).toBe(dayOf(at('2026-11-19T23:59:59')) + 1);
    expect(startOfDay(dayOf(NOW))).toBe(at('2026-11-20T00:00:00'));
    expect([hourOf(at('2026-11-20T21:59:59')), hourOf(at('2026-11-20T00:00:00'))]).toEqual([21, 0]);
  });
});

describe('churn flags', () => {
  it.each([
    ['day 90', 90, false],
    ['day 91', 91, true],
  ])('last purchase: %s', (_, days, raised) => {
    const flags = churnFlags({ lastInteraction: NOW, lastPurchase: NOW - days * DAY_MS }, NOW);
    expect(flags.noPurchase !== null).toBe(raised);
    expect(flags.noInteraction).toBeNull();
  });

  it.each([
    ['2026-01-31', '2026-04-29T23:59:59', false],
    ['2026-01-31', '2026-04-30T00:00:00', true],
    ['2027-11-30', '2028-02-28T23:59:59', false],
    ['2027-11-30', '2028-02-29T00:00:00', true],
  ])('no interaction since %s, on %s', (last, now, raised) => {
    const flags = churnFlags({ lastInteraction: at(last), lastPurchase: null }, at(now));
    expect(flags.noInteraction !== null).toBe(raised);
    if (raised) expect(flags.noInteraction).toBe(startOfDay(dayOf(at(now))));
  });

  it('a later event never raises a flag, and time never lowers one', () => {
    fc.assert(
      fc.property(moments, moments, fc.nat(200), (a, b, days) => {
        const [early, late] = [Math.min(a, b), Math.max(a, b)];
        const flags = (last: number, now: number) =>
          churnFlags({ lastInteraction: last, lastPurchase: last }, now).severity;
        expect(flags(late, NOW)).toBeLessThanOrEqual(flags(early, NOW));
        expect(flags(early, NOW + days * DAY_MS)).toBeGreaterThanOrEqual(flags(early, NOW));
      }),
    );
  });

  it('says nothing of who never bought', () => {
    expect(churnFlags({ lastInteraction: null, lastPurchase: null }, NOW)).toEqual({
      noInteraction: null,
      noPurchase: null,
      severity: 0,
    });
  });
});

describe('recency, frequency, money', () => {
  const facts = fc
    .array(fc.record({ recency: fc.nat(400), frequency: fc.nat(30), money: fc.nat(1_000_000) }), {
      minLength: 1,
      maxLength: 60,
    })
    .map((list) => list.map((x, i) => ({ person: `p${i}`, ...x })));

  it('hand-worked: five customers', () => {
    const scores = rfmOf(
      [10, 20, 30, 40, 50].map((v, i) => ({ person: `p${i}`, recency: v, frequency: v, money: 7 })),
    );
    expect([...scores.values()].map(({ r, f, m }) => `${r}${f}${m}`)).toEqual([
      '511',
      '421',
      '331',
      '241',
      '151',
    ]);
  });

  it('is monotone, gives equals the same, and does not care for order', () => {
    fc.assert(
      fc.property(facts, (list) => {
        const scores = rfmOf(list);
        expect(rfmOf([...list].reverse()).get('p0')).toEqual(scores.get('p0'));
        for (const a of list)
          for (const b of list) {
            const [x, y] = [scores.get(a.person)!, scores.get(b.person)!];
            if (a.money >= b.money) expect(x.m).toBeGreaterThanOrEqual(y.m);
            if (a.frequency >= b.frequency) expect(x.f).toBeGreaterThanOrEqual(y.f);
            if (a.recency <= b.recency) expect(x.r).toBeGreaterThanOrEqual(y.r);
          }
      }),
      { numRuns: 50 },
    );
  });
});

describe('customer value', () => {
  const settings = { lifetimeYears: 4, retention: 0.5 };
  const order = (when: string, total: number, refunded = 0) => ({ at: at(when), total, refunded });

  it('hand-worked: two years, four orders, one given back, one in part', () => {
    // Kept: 300 + 500 + (400 - 100) = 1 100 over 3 orders; 2 years: 1.5 a year.
    const orders = [
      order('2024-11-20', 30_000),
      order('2025-05-01', 50_000),
      order('2026-01-01', 40_000, 10_000),
      order('2026-02-01', 9_900, 9_900),
    ];
    const ltv = ltvOf(orders, settings, NOW);
    expect(ltv.averageOrder).toBeCloseTo(110_000 / 3, 6);
    expect(ltv.frequency).toBeCloseTo(1.5, 2);
    expect(ltv.countedOnce).toBeCloseTo((110_000 / 3) * ltv.frequency * 4, 6);
    expect(ltv.asStated).toBeCloseTo(ltv.countedOnce * 0.5, 6);
  });

  it('grows with spend, falls with refunds, and never sees the future', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ at: moments, total: fc.integer({ min: 1, max: 1e6 }) }), {
          minLength: 1,
          maxLength: 12,
        }),
        fc.nat(100),
        (list, share) => {
          const orders = list.map((o) => ({ ...o, refunded: 0 }));
          const value = (x: typeof orders) => ltvOf(x, settings, NOW).countedOnce;
          expect(
            value([{ ...orders[0]!, total: orders[0]!.total + 100 }, ...orders.slice(1)]),
          ).toBeGreaterThan(value(orders));
          const refunded = orders.map((o) => ({ ...o, refunded: Math.floor((o.total * share) / 101) }));
          expect(value(refunded)).toBeLessThanOrEqual(value(orders) + 1e-6);
          expect(value([...orders, { at: NOW + 1, total: 1e6, refunded: 0 }])).toBe(value(orders));
        },
      ),
    );
  });

  it('is nothing for who bought nothing', () => {
    expect(ltvOf([], settings, NOW)).toMatchObject({
      averageOrder: 0,
      frequency: 0,
      asStated: 0,
      countedOnce: 0,
    });
  });

  it('counts who came back', () => {
    const orders = [
      { person: 'a', at: at('2025-06-01') },
      { person: 'a', at: at('2026-06-01') },
      { person: 'b', at: at('2025-06-01') },
      { person: 'c', at: at('2026-06-01') },
    ];
    expect(retentionOf(orders, NOW)).toBe(0.5);
    expect(retentionOf([], NOW)).toBe(0);
  });
});

describe('tiers', () => {
  const spend = fc.nat(3_000_000);
  const tier = fc.constantFrom(...TIERS);
  const rank = (t: (typeof TIERS)[number]) => TIERS.indexOf(t);

  it.each([
    [null, 199_999, 'basic'],
    [null, 200_000, 'gold'],
    ['gold', 160_000, 'gold'],
    ['gold', 159_999, 'basic'],
    ['diamond', 1_600_000, 'diamond'],
    ['diamond', 1_599_999, 'platinum'],
    ['diamond', 0, 'basic'],
    ['platinum', 2_000_000, 'diamond'],
  ] as const)('from %s with %d: %s', (current, net, expected) => {
    expect(tierAfter(current, net, TIER_SETTINGS)).toBe(expected);
  });

  it('more spend never gives less, and looking twice changes nothing', () => {
    fc.assert(
      fc.property(tier, spend, spend, (current, a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const after = tierAfter(current, low, TIER_SETTINGS);
        expect(rank(tierAfter(current, high, TIER_SETTINGS))).toBeGreaterThanOrEqual(rank(after));
        expect(tierAfter(after, low, TIER_SETTINGS)).toBe(after);
      }),
    );
  });

  it('does not go up and down with spends that stay between keeping and reaching', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 160_000, max: 199_999 })), (spends) => {
        let now: (typeof TIERS)[number] = 'gold';
        for (const s of spends) now = tierAfter(now, s, TIER_SETTINGS);
        expect(now).toBe('gold');
      }),
    );
  });

  it('is blind to prices: what a tier changes has no room for one', () => {
    for (const service of Object.values(TIER_SERVICE))
      expect(Object.keys(service).sort()).toEqual(['answerHours', 'earlyLooks', 'ownAdviser']);
    expect(JSON.stringify(TIER_SERVICE)).not.toMatch(/price|discount|coupon|rebate|fee|percent/i);
  });
});

describe('life cycle', () => {
  const facts = (orders: string[], last = '2026-11-19', tried: string | null = '2026-11-01') => ({
    orders: orders.map(at),
    lastTryOn: tried === null ? null : at(tried),
    lastInteraction: at(last),
  });

  it.each([
    ['visitor', facts([], '2026-11-19', null)],
    ['trial', facts([])],
    ['new', facts(['2026-10-20'])],
    ['active', facts(['2026-09-20'])],
    ['active', facts(['2026-10-20', '2026-11-01'])],
    ['lapsing', facts(['2026-08-01'])],
    ['lapsed', facts(['2026-07-01'], '2026-07-01')],
    ['won-back', facts(['2026-02-01', '2026-11-01'])],
  ] as const)('%s', (stage, f) => {
    expect(stageOf(f, NOW)).toBe(stage);
  });

  it('does not care in which order the orders became known; a late one sets it right', () => {
    fc.assert(
      fc.property(fc.array(moments, { maxLength: 8 }), moments, (orders, last) => {
        const f = { orders, lastTryOn: null, lastInteraction: last };
        expect(stageOf({ ...f, orders: [...orders].reverse() }, NOW)).toBe(stageOf(f, NOW));
        expect(['new', 'active', 'won-back']).toContain(
          stageOf({ ...f, orders: [...orders, NOW], lastInteraction: NOW }, NOW),
        );
      }),
    );
  });
});

describe('tags', () => {
  const none: TagFacts = { tried: [], matches: [], orders: [], declared: [] };
  const tries = (product: string, n: number, when = '2026-11-01') =>
    Array.from({ length: n }, (_, i) => ({ at: at(when) + i, product, sku: 'x', id: `${product}-${i}` }));

  it.each<[string, Partial<TagFacts>, [string, string][]]>([
    ['two tries are chance', { tried: tries('lipstick', 2) }, []],
    ['three are interest', { tried: tries('lipstick', 3) }, [['interest', 'lipstick']]],
    [
      'an unsure match says nothing',
      { matches: [{ at: NOW, undertone: 'warm', confidence: 'low', id: 'm' }] },
      [],
    ],
    [
      'the latest sure match counts',
      {
        matches: [
          { at: NOW, undertone: 'cool', confidence: 'high', id: 'm2' },
          { at: NOW - 1, undertone: 'warm', confidence: 'medium', id: 'm1' },
        ],
      },
      [['undertone', 'cool']],
    ],
    ['told', { declared: [{ at: NOW, stage: 'expecting', applies: true, id: 'd' }] }, [['expecting', 'yes']]],
    [
      'told and taken back',
      {
        declared: [
          { at: NOW - 1, stage: 'expecting', applies: true, id: 'd' },
          { at: NOW, stage: 'expecting', applies: false, id: 'e' },
        ],
      },
      [],
    ],
    [
      'bought twice',
      {
        orders: [
          { at: NOW - 2, net: 1, ref: 'o1' },
          { at: NOW - 1, net: 1, ref: 'o2' },
        ],
      },
      [['buyer', 'repeat']],
    ],
  ])('%s', (_, facts, expected) => {
    expect(tagsOf({ ...none, ...facts }, NOW).map((t) => [t.tag, t.value])).toEqual(expected);
  });

  it('ends when its time is over, and each names rule and evidence that is there', () => {
    const facts = { ...none, tried: tries('blush', 3, '2026-05-24') };
    const [tag] = tagsOf(facts, NOW);
    expect(tag).toMatchObject({
      ruleId: 'interest-product-1',
      evidence: ['blush-0', 'blush-1', 'blush-2'],
      source: 'observed',
    });
    expect(tagsOf(facts, tag!.expiresAt - 1)).toHaveLength(1);
    expect(tagsOf(facts, tag!.expiresAt)).toEqual([]);
  });

  it('without its evidence a tag is gone (counterfactual)', () => {
    const facts: TagFacts = { ...none, tried: tries('brow', 4), orders: [{ at: NOW - 1, net: 1, ref: 'o' }] };
    for (const tag of tagsOf(facts, NOW)) {
      const without = {
        ...facts,
        tried: facts.tried.filter((t) => !tag.evidence.includes(t.id)),
        orders: facts.orders.filter((o) => !tag.evidence.includes(o.ref)),
      };
      expect(tagsOf(without, NOW).map((t) => t.tag)).not.toContain(tag.tag);
    }
  });

  it('guesses no age, gender, origin or state of body', () => {
    const guessed = TAG_RULES.filter((r) => r.source !== 'declared').map((r) => r.tag);
    expect(guessed).toEqual(['interest', 'finish', 'undertone', 'buyer']);
  });
});
