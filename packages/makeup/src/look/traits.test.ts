import { expect, test } from 'vitest';
import { PRODUCT_KINDS, productSpec } from '../layers/index.ts';
import type { LookLayer } from '../types.ts';
import { parseLook } from './look.ts';
import { coloursOf, finishOf, PRODUCT_FINISHES } from './traits.ts';

const NAMES = [...new Set(Object.values(PRODUCT_FINISHES).flat())];

test.each(PRODUCT_KINDS.filter((p) => p !== 'eyeshadow'))(
  '%s offers exactly the finishes a layer may have',
  (product) => {
    const { finish } = productSpec(product).fields;
    const taken = finish ? NAMES.filter((name) => !('problem' in finish.read(name))) : [];
    expect([...PRODUCT_FINISHES[product]].sort()).toEqual(taken.sort());
  },
);

test('eyeshadow offers the finishes of its zones', () => {
  const takes = (finish: string): boolean => {
    try {
      const zones = [{ zone: 'lid', color: '#aa8877', finish }];
      parseLook({ version: 1, layers: [{ product: 'eyeshadow', zones }] });
      return true;
    } catch {
      return false;
    }
  };
  expect(NAMES.filter(takes).sort()).toEqual([...PRODUCT_FINISHES.eyeshadow].sort());
});

const shadow: LookLayer = {
  product: 'eyeshadow',
  zones: [
    { zone: 'lid', color: '#111111' },
    { zone: 'crease', color: '#222222' },
  ],
};

test.each<[LookLayer, string | null, string[]]>([
  [{ product: 'blush', color: '#aa5555' }, 'satin', ['#aa5555']],
  [{ product: 'blush', color: '#aa5555', finish: 'matte' }, 'matte', ['#aa5555']],
  [{ product: 'contour', color: '#7a5a48' }, null, ['#7a5a48']],
  [shadow, null, ['#111111', '#222222']],
  [
    {
      product: 'lipstick',
      color: '#9b1c31',
      finish: 'vinyl',
      second: { style: 'ombre', color: '#d27a86' },
    },
    'vinyl',
    ['#9b1c31', '#d27a86'],
  ],
])('finish and colours of %j', (layer, finish, colours) => {
  expect(finishOf(layer)).toBe(finish);
  expect(coloursOf(layer)).toEqual(colours);
});
