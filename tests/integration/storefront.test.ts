import { sdkErrorData } from '@carmine/crm';
import type { WireEvent } from '@carmine/crm/contract';
import accepted from '@carmine/crm/fixtures/accepted.json' with { type: 'json' };
import { CarmineError } from '@carmine/errors';
import type { TryOnState } from '@carmine/session';
import { demoCatalogue } from '@carmine/shades/demo';
import { describe, expect, test } from 'vitest';
import { kindOf, LOG_KINDS, plainLine, shortType } from '../../demo/storefront/src/crm/log.ts';
import { hrefFor, localeFromUrl } from '../../demo/storefront/src/language.ts';
import { depthOf, LOOKS, lookFor, priceOf } from '../../demo/storefront/src/looks.ts';
import {
  countOf,
  money,
  PRODUCTS,
  productOf,
  shadeName,
  shadesOf,
} from '../../demo/storefront/src/products.ts';
import { FIRST_SHADE } from '../../demo/storefront/src/store.ts';
import { en } from '../../demo/storefront/src/texts/en.ts';
import { zhCN } from '../../demo/storefront/src/texts/zh-CN.ts';
import { zhTW } from '../../demo/storefront/src/texts/zh-TW.ts';
import { testShop } from './shop-desk.ts';

const LOCALES = ['zh-CN', 'zh-TW', 'en'] as const;
const BANNED =
  /诊断|診斷|疾病|治疗|治療|痤疮|痤瘡|病|症|药|藥|美白|痘|\b(diagnos|disease|acne|treatment|lesion|whiten|flawless)/i;

describe('texts', () => {
  test.each([
    ['zh-CN', zhCN],
    ['zh-TW', zhTW],
    ['en', en],
  ])('%s is complete and says nothing medical', (_, texts) => {
    expect(Object.keys(texts).sort()).toEqual(Object.keys(en).sort());
    expect(Object.entries(texts).filter(([, t]) => t.trim() === '' || BANNED.test(t))).toEqual([]);
  });
});

describe('counter', () => {
  test('every shade of the catalogue belongs to a product on sale, and has a name in each language', () => {
    for (const shade of demoCatalogue) {
      expect(productOf(shade.sku)?.line).toBe(shade.line);
      for (const locale of LOCALES) expect(shadeName(shade.sku, locale)).toMatch(/\S/);
    }
    for (const p of PRODUCTS) expect(shadesOf(p).length, p.id).toBeGreaterThanOrEqual(4);
    expect(new Set(PRODUCTS.map((p) => p.kind)).size).toBe(12);
    expect([countOf('foundation'), countOf('lipstick')]).toEqual([80, 36]);
    expect(productOf(FIRST_SHADE)?.kind).toBe('lipstick');
  });

  test.each([
    [198, 'zh-CN', '¥198'],
    [1380, 'zh-TW', 'NT$1,380'],
    [44, 'en', '$44'],
  ] as const)('%s in %s is %s', (amount, locale, text) => {
    expect(money(amount, locale)).toBe(text);
  });

  test('the bag counts, changes and forgets', () => {
    const store = testShop('en').store;
    store.addToBag('CL-01');
    store.addToBag('CL-01');
    store.addToBag('CL-02');
    store.setQuantity('CL-02', 3);
    store.setQuantity('CL-01', 0);
    expect(store.shop.bag).toEqual([{ sku: 'CL-02', quantity: 3 }]);
  });

  test('a shade chosen anywhere is chosen for its product and worn', () => {
    const store = testShop('en').store;
    const sku = shadesOf(PRODUCTS[2]!)[6]!.sku;
    store.choose(sku);
    expect(store.shop).toMatchObject({ product: PRODUCTS[2]!.id, worn: sku });
    expect(store.shop.chosen[PRODUCTS[2]!.id]).toBe(sku);
    store.choose('unknown');
    expect(store.shop.worn).toBe(sku);
  });
});

describe('looks', () => {
  const reading = (L: number) => ({ report: { skin: { lab: [L, 12, 18] } } }) as unknown as TryOnState;
  const known = (L: number) => ({ mirror: reading(L), chosen: {} });

  test.each(LOOKS.map((l) => [l.id, l] as const))(
    '%s is on sale at every depth, a product once',
    (_, look) => {
      for (const L of [75, 55, 30]) {
        const worn = lookFor(look, known(L));
        const products = worn.map(({ sku }) => productOf(sku));
        expect(products).not.toContain(undefined);
        expect(new Set(products.map((p) => p!.kind)).size).toBe(worn.length);
        expect(priceOf(worn, 'en')).toBe(products.reduce((sum, p) => sum + p!.price.en, 0));
      }
    },
  );

  test('the depth follows the reading, else the foundation, else the middle', () => {
    expect([75, 55, 30].map((L) => depthOf(known(L)))).toEqual(['light', 'medium', 'deep']);
    const deepest = shadesOf(PRODUCTS.find((p) => p.id === 'bare-silk')!).at(-1)!.sku;
    expect(depthOf({ mirror: null, chosen: { 'bare-silk': deepest } })).toBe('deep');
    expect(depthOf({ mirror: null, chosen: {} })).toBe('medium');
  });

  test('the customer’s own foundation goes under it, a doubtful match does not', () => {
    const look = LOOKS[0]!;
    expect(lookFor(look, { mirror: null, chosen: { 'bare-silk': 'BS-180N' } })[0]).toEqual({
      sku: 'BS-180N',
    });
    const match = { abstained: true, matches: [{ sku: 'BS-180N' }] };
    const doubtful = { ...reading(55), match } as unknown as TryOnState;
    expect(lookFor(look, { mirror: doubtful, chosen: {} })).toHaveLength(look.slots.length);
    const sure = { ...doubtful, match: { ...match, abstained: false } } as unknown as TryOnState;
    expect(lookFor(look, { mirror: sure, chosen: {} })[0]).toEqual({ sku: 'BS-180N' });
  });
});

test.each([
  ['https://shop.example/', 'zh-CN'],
  ['https://shop.example/?lang=zh-TW', 'zh-TW'],
  ['https://shop.example/?lang=en&x=1#log', 'en'],
] as const)('%s speaks %s and says so again', (href, locale) => {
  expect(localeFromUrl(href)).toBe(locale);
  expect(localeFromUrl(hrefFor(href, locale))).toBe(locale);
});

const event = (type: string, data: object) =>
  ({
    specversion: '1.0',
    id: type,
    source: 'https://shop.example/',
    type,
    time: '2026-11-21T10:00:00Z',
    datacontenttype: 'application/json',
    dataschema: 'urn:x',
    data,
  }) as unknown as WireEvent;

const skin = { lab: [62, 12, 19], undertone: { label: 'warm', p: {} }, confidence: 'medium' };

describe('the log', () => {
  test.each([
    ['com.carmine.shade.applied.v1', { sku: 'CL-12' }, 'shade', /12/],
    ['com.carmine.shade.matched.v1', { matches: [{ sku: 'CL-12' }], abstained: false }, 'shade', /1.*12/],
    ['com.carmine.shade.matched.v1', { matches: [], abstained: true }, 'shade', /下颌|下顎|jaw/],
    ['com.carmine.skin.scored.v1', { skin }, 'skin', /暖调|暖調|Warm/],
    ['com.carmine.skin.scored.v1', { skin: null }, 'skin', /提示|tips/],
    ['com.carmine.session.started.v1', { source: 'head' }, 'session', /模特|Model/],
    ['com.carmine.session.ended.v1', { source: 'head' }, 'session', /结束|結束|ended/],
    ['com.carmine.session.state.v1', { phase: 'live', face: 'found' }, 'session', /实时|即時|live/],
    ['com.carmine.sdk.error.v1', { code: 'camera-denied' }, 'error', /权限|權限|not allowed/],
    ['com.carmine.shade.removed.v1', { sku: 'CL-12', dwellMs: 8100 }, 'shade', /12.*8/],
    ['com.carmine.camera.denied.v1', { reason: 'refused' }, 'session', /拒绝|拒絕|refused/],
    ['com.carmine.perf.sampled.v1', { interval: { p50: 33 } }, 'session', /33/],
    ['com.carmine.product.added.v1', { sku: 'CL-12' }, 'case', /12/],
    [
      'com.carmine.complaint.opened.v1',
      { caseId: 'S1', sku: 'CL-12', stated: 'too-dark' },
      'case',
      /S1.*12.*(偏深|dark)/,
    ],
    ['com.carmine.complaint.opened.v1', { caseId: 'S1', kind: 'damaged' }, 'case', /破损|破損|broken/],
    ['com.carmine.recommendation.rejected.v1', { sku: 'CL-12' }, 'case', /12/],
    ['com.carmine.consent.withdrawn.v1', {}, 'consent', /收回|took/],
    ['com.carmine.unheard.of.v1', {}, 'case', /unheard\.of/],
  ] as const)('%s %o is told in words', (type, data, kind, words) => {
    expect(kindOf(type)).toBe(kind);
    expect(LOG_KINDS).toContain(kind);
    for (const locale of LOCALES) {
      const line = plainLine(event(type, data), locale);
      expect(line).toMatch(words);
      expect(line).not.toMatch(/\{|undefined/);
    }
  });

  test('the mirror’s own payloads are understood', () => {
    const data = sdkErrorData(new CarmineError('no-face'));
    expect(plainLine(event('com.carmine.sdk.error.v1', data), 'en')).toContain('No face');
  });

  test('keeps the newest 200', () => {
    const { store, desk } = testShop('en');
    for (let i = 0; i < 250; i++) desk.emit('product.viewed', { sku: `S-${i}` });
    expect(store.shop.log).toHaveLength(200);
    expect(store.shop.log[0]!.data).toEqual({ sku: 'S-249' });
    expect(shortType('com.carmine.shade.applied.v1')).toBe('shade.applied');
  });

  test('knows a sentence for every type that this page sends', () => {
    const others = /^(chat|environment|experiment)/;
    const fixtures = accepted.fixtures
      .filter(({ code }) => code === null)
      .map((f) => f.event as unknown as WireEvent);
    const names = new Set(fixtures.map((e) => shortType(e.type)).filter((name) => !others.test(name)));
    expect(names.size).toBeGreaterThan(25);
    for (const locale of LOCALES)
      for (const e of fixtures)
        if (names.has(shortType(e.type))) {
          const line = plainLine(e, locale);
          expect(line, e.type).not.toBe(shortType(e.type));
          expect(line, e.type).not.toMatch(/\{|undefined|NaN/);
        }
  });
});
