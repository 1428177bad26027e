import { type Look, PRODUCT_KINDS, type ProductKind, parseLook } from '@carmine/makeup';
import { expect, test } from 'vitest';
import { CATEGORIES, categoryOf, OFFERED } from './categories.ts';
import { CONTROLS, type Control } from './controls.ts';

const parses = (product: ProductKind, fields: object): boolean => {
  try {
    const base =
      product === 'eyeshadow' ? { zones: [{ zone: 'lid', color: '#aa8877' }] } : { color: '#aa5544' };
    const finish = product === 'lipstick' || product === 'foundation' ? { finish: 'matte' } : {};
    parseLook({ version: 1, layers: [{ product, ...base, ...finish, ...fields }] } as unknown as Look);
    return true;
  } catch {
    return false;
  }
};

const rows = PRODUCT_KINDS.flatMap((p) => CONTROLS[p].map((c): [ProductKind, Control] => [p, c]));

test.each(rows)('%s: every value of %j is one a layer may have', (product, control) => {
  const values =
    control.kind === 'choice'
      ? control.values
      : control.kind === 'range'
        ? [control.min, control.fallback, control.max]
        : [true, false];
  for (const value of values) expect(parses(product, { [control.field]: value }), String(value)).toBe(true);
  // The ends are the layer's own: a step past them is refused.
  if (control.kind === 'range')
    for (const past of [control.min - control.step, control.max + control.step])
      expect(parses(product, { [control.field]: past })).toBe(false);
});

test('every product has one category', () => {
  expect([...OFFERED].sort()).toEqual([...PRODUCT_KINDS].sort());
  for (const product of PRODUCT_KINDS) expect(CATEGORIES[categoryOf(product)]).toContain(product);
});
