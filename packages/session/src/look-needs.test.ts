import { EMPTY_LOOK, type Look, PRODUCT_KINDS, type ProductKind } from '@carmine/makeup';
import { expect, test } from 'vitest';
import { LookNeeds, needsOf } from './look-needs.ts';

const of = (...products: ProductKind[]): Look => ({
  version: 1,
  layers: products.map((product) => ({ product })) as unknown as Look['layers'],
});

test('nothing worn needs nothing; eyes need no lips; all else does', () => {
  expect(needsOf([EMPTY_LOOK])).toEqual({ worn: false, lips: false });
  const eyes = PRODUCT_KINDS.filter((product) => !needsOf([of(product)]).lips);
  expect([...eyes].sort()).toEqual(['brow', 'eyeliner', 'eyeshadow', 'mascara']);
  for (const product of PRODUCT_KINDS) expect(needsOf([of(product)]).worn).toBe(true);
});

test('looks side by side need what each of them needs', () => {
  expect(needsOf([EMPTY_LOOK, of('mascara'), of('brow', 'lipstick')])).toEqual({ worn: true, lips: true });
});

test('followers hear of a change, once, and of nothing after they left', () => {
  const needs = new LookNeeds();
  const heard: boolean[] = [];
  const leave = needs.follow(() => heard.push(needs.now.lips));
  needs.wear([of('lipstick')]);
  needs.wear([of('foundation')]);
  needs.wear([of('mascara')]);
  leave();
  needs.wear([EMPTY_LOOK]);
  expect(heard).toEqual([true, false]);
  expect(needs.now.worn).toBe(false);
});
