import { type CarmineEvent, createEventFactory, shadeMatchedData } from '@carmine/crm';
import type { TryOnState } from '@carmine/session';
import { matchFoundation } from '@carmine/shades';
import { demoCatalogue } from '@carmine/shades/demo';
import { describe, expect, test } from 'vitest';
import {
  addToBag,
  checkOut,
  declare,
  handOver,
  openCase,
  rate,
  receive,
  requestOwnData,
  viewShade,
} from '../../demo/storefront/src/actions.ts';
import { alternatives } from '../../demo/storefront/src/crm/alternatives.ts';
import {
  complaintData,
  EMPTY_COMPLAINT,
  newCaseId,
  STATED,
} from '../../demo/storefront/src/crm/complaint.ts';
import { afterState } from '../../demo/storefront/src/crm/tried.ts';
import { productOf, shadeBySku } from '../../demo/storefront/src/products.ts';
import { testShop } from './shop-desk.ts';

const make = createEventFactory({ source: 'https://shop.example/', sessionId: 'mirror-1' });
const match = matchFoundation({ lab: [57, 13, 17], cov: [4, 0, 0, 0, 2, 0, 0, 0, 2] }, [...demoCatalogue], {
  reading: { confidence: 'high', date: '2026-11-20T09:30:00Z' },
});
const best = match.matches[0]!.sku;
const applied = (sku: string) => {
  const { color } = shadeBySku(sku)!;
  const product = productOf(sku)!.kind;
  const data = { sku, product, hex: color.hex.toLowerCase(), coverage: 0.6, intensity: 1 };
  return make('shade.applied', data, { subject: sku }) as CarmineEvent;
};
const seen = { match, light: { confidence: 'medium', cause: 'dark' }, report: null } as unknown as TryOnState;

/** A customer who was matched and tries the first shade. */
const tryingOn = () => {
  const shop = testShop('en');
  shop.store.set({ mirror: { ...seen, match: null } as TryOnState });
  receive(shop.store, make('shade.matched', shadeMatchedData(match as never)) as CarmineEvent);
  shop.store.set({ mirror: seen });
  receive(shop.store, applied(best));
  return shop;
};

describe('from the mirror to the case', () => {
  test('a complaint carries what was said and what the mirror knew', async () => {
    const { store, told } = tryingOn();
    store.desk.consent.update({ camera_process: 'granted' }, { method: 'host' });
    store.set({ complaint: { ...EMPTY_COMPLAINT, sku: best, stated: 'too-warm', noticed: ['oxidises'] } });
    openCase(store);
    const [data] = told('complaint.opened');
    expect(data).toEqual({
      caseId: expect.stringMatching(/^S\d{6}-\d{4}-\d{4}$/),
      kind: 'shade-mismatch',
      tags: ['undertone', 'oxidises'],
      sku: best,
      tryonSession: 'mirror-1',
      predicted: {
        dE00: Math.round(match.matches[0]!.dE00 * 100) / 100,
        pWithin2: Math.round(match.matches[0]!.pWithin2 * 100) / 100,
        confidence: match.abstained ? 'abstain' : match.skin.confidence,
      },
      stated: 'too-warm',
      light: { confidence: 'medium', cause: 'dark' },
      severity: 'normal',
      channel: 'online',
    });
    expect(told('recommendation.rejected')).toMatchObject([{ sku: best, reason: 'wrong-shade' }]);
    await handOver(store);
    expect(store.shop.filed).toMatchObject({ id: data!.caseId, where: 'shop' });
    rate(store, 4);
    rate(store, 1);
    expect(told('csat.rated')).toEqual([{ rating: 4, caseId: data!.caseId, sku: best, channel: 'online' }]);
  });

  test('without the customer’s yes nothing of the try-on goes along, unless it is ticked', () => {
    const form = { ...EMPTY_COMPLAINT, sku: best, stated: 'too-dark' as const };
    const facts = (attach: boolean | null) => {
      const { store, told } = tryingOn();
      store.set({ complaint: { ...form, attach } });
      openCase(store);
      return Object.keys(told('complaint.opened')[0]!);
    };
    for (const attach of [null, false]) {
      const keys = facts(attach);
      for (const key of ['tryonSession', 'predicted', 'light']) expect(keys).not.toContain(key);
      expect(keys).toContain('sku');
    }
    expect(facts(true)).toContain('predicted');
  });

  test('while the shop cannot be reached the case waits, and says so', async () => {
    const { store, sent } = tryingOn();
    sent.reached = false;
    store.set({ complaint: { ...EMPTY_COMPLAINT, sku: best, stated: 'too-dark' } });
    openCase(store);
    await handOver(store);
    expect(store.shop.filed?.where).toBe('waiting');
    sent.reached = true;
    await handOver(store);
    expect(store.shop.filed?.where).toBe('shop');
  });

  test('a case that waits is with the shop when its queue has run empty', async () => {
    const { store, sent, state } = tryingOn();
    sent.reached = false;
    store.set({ complaint: { ...EMPTY_COMPLAINT, sku: best, stated: 'too-dark' } });
    openCase(store);
    state('open', 0);
    expect(store.shop.filed?.where).toBe('sending');
    await handOver(store);
    state('away', 3);
    expect(store.shop.filed?.where).toBe('waiting');
    state('open', 0);
    expect(store.shop).toMatchObject({ filed: { where: 'shop' }, crm: { way: 'open', waiting: 0 } });
  });

  test('nothing chosen is no complaint', () => {
    const { store, told } = tryingOn();
    openCase(store);
    store.set({ complaint: { ...EMPTY_COMPLAINT, sku: best } });
    openCase(store);
    expect(told('complaint.opened')).toEqual([]);
    expect(store.shop.filed).toBeNull();
  });

  test.each([
    ['effect', 'normal'],
    ['irritation', 'high'],
    ['damaged', 'normal'],
  ] as const)('%s is a matter of its own: severity %s, no word on the shade', (kind, severity) => {
    const data = complaintData(
      'S1',
      { ...EMPTY_COMPLAINT, sku: 'CL-12', stated: 'other', kind },
      { tried: undefined, attach: true },
    );
    expect(data).toEqual({ caseId: 'S1', kind, tags: [], sku: 'CL-12', severity, channel: 'online' });
  });

  test('case numbers name the day and hardly ever meet', () => {
    expect(newCaseId(new Date('2026-11-21T10:00:00Z'), () => 0.0421)).toBe('S261121-0421-0421');
    const many = new Set(Array.from({ length: 1000 }, () => newCaseId(new Date(0))));
    expect(many.size).toBe(1000);
  });
});

describe('what was tried', () => {
  test('a light and a match that come later belong to it; nothing new is the same list', () => {
    const { store } = testShop();
    receive(store, applied(best));
    const { tried } = store.shop;
    expect(tried).toMatchObject([{ sku: best, session: 'mirror-1', light: null, predicted: null }]);
    const later = afterState(tried, seen);
    expect(later[0]).toMatchObject({
      light: { confidence: 'medium', cause: 'dark' },
      predicted: { confidence: expect.any(String) },
    });
    expect(afterState(later, seen)).toBe(later);
    expect(afterState(later, null)).toBe(later);
  });

  test('the newest is first, each shade once, at most twelve', () => {
    const { store } = testShop();
    const skus = demoCatalogue.slice(0, 14).map((s) => s.sku);
    for (const sku of [...skus, skus[13]!, skus[5]!]) receive(store, applied(sku));
    expect(store.shop.tried.map((t) => t.sku).slice(0, 2)).toEqual([skus[5], skus[13]]);
    expect(store.shop.tried).toHaveLength(12);
  });
});

describe('another shade', () => {
  const lab = (sku: string) => shadeBySku(sku)!.color.lab;
  test.each([
    ['too-dark', 0, 1],
    ['too-light', 0, -1],
    ['too-warm', 2, -1],
    ['too-cool', 2, 1],
    ['too-red', 1, -1],
  ] as const)('%s: goes the other way, in the same line', (stated, axis, sign) => {
    for (const sku of ['BS-180N', 'CL-12', 'PR-05']) {
      for (const shade of alternatives(sku, stated)) {
        expect((shade.color.lab[axis]! - lab(sku)[axis]!) * sign).toBeGreaterThanOrEqual(1);
        expect(shade.line).toBe(shadeBySku(sku)!.line);
      }
    }
    expect(alternatives('BS-180N', stated).length).toBeGreaterThan(0);
  });

  test('too grey asks for more colour; another matter for none; nobody knows a shade that is not there', () => {
    const chroma = (sku: string) => Math.hypot(lab(sku)[1]!, lab(sku)[2]!);
    const [more] = alternatives('BS-180N', 'too-grey');
    expect(chroma(more!.sku)).toBeGreaterThan(chroma('BS-180N'));
    expect(alternatives('BS-180N', 'other')).toEqual([]);
    for (const stated of STATED) expect(alternatives('unknown', stated)).toEqual([]);
  });

  test('the lightest shade has none lighter', () => {
    const line = demoCatalogue.filter((s) => s.line === shadeBySku('BS-180N')!.line);
    const lightest = line.reduce((a, b) => (a.color.lab[0] > b.color.lab[0] ? a : b));
    expect(alternatives(lightest.sku, 'too-dark')).toEqual([]);
  });
});

describe('what the shop tells beside it', () => {
  test('looked at, recommended, tried, into the bag, bought: each with where it came from', () => {
    const { store, told } = tryingOn();
    viewShade(store, 'CL-20');
    viewShade(store, 'CL-20');
    expect(told('product.viewed')).toEqual([
      { sku: 'CL-20', product: 'lipstick', line: productOf('CL-20')!.line },
    ]);
    const [shown] = told('recommendation.shown') as {
      recId: string;
      items: { sku: string; reasons: object[] }[];
    }[];
    expect(shown!.items[0]!.sku).toBe(best);
    for (const item of shown!.items) expect(item.reasons.length).toBeGreaterThan(0);
    receive(store, applied(best));
    expect(told('recommendation.opened')).toEqual([{ recId: shown!.recId, sku: best }]);
    addToBag(store, best);
    addToBag(store, 'CL-20');
    const attributedTo = { recId: shown!.recId, tryonSession: 'mirror-1' };
    expect(told('product.added')).toMatchObject([
      { sku: best, currency: 'USD', attributedTo },
      { sku: 'CL-20' },
    ]);
    expect(told('product.added')[1]).not.toHaveProperty('attributedTo');
    expect(told('recommendation.accepted')).toEqual([{ recId: shown!.recId, sku: best }]);
    checkOut(store);
    expect(told('order.completed')).toMatchObject([{ total: 44 + 29, channel: 'online', attributedTo }]);
    expect(store.shop).toMatchObject({ bag: [], orders: [{ ref: told('order.completed')[0]!.orderRef }] });
    checkOut(store);
    expect(told('order.completed')).toHaveLength(1);
  });

  test('what the customer says of themselves, and asks for', () => {
    const { store, told } = testShop();
    declare(store, 'sensitive-skin', true);
    requestOwnData(store, 'export');
    requestOwnData(store, 'erasure');
    expect(told('lifecycle.declared')).toEqual([{ stage: 'sensitive-skin', applies: true }]);
    expect(told('privacy.export.requested')).toHaveLength(1);
    expect(store.shop.asked).toEqual({
      kind: 'erasure',
      id: told('privacy.erasure.requested')[0]!.requestId,
    });
  });
});
