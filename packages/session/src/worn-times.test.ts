import type { Look, ProductKind } from '@carmine/makeup';
import { describe, expect, it } from 'vitest';
import { comparedShades, WornTimes } from './worn-times.ts';

const look = (...products: ProductKind[]): Look =>
  ({ version: 1, layers: products.map((product) => ({ product, color: '#aa0000' })) }) as unknown as Look;

const worn = () => {
  const clock = { now: 1000 };
  const times = new WornTimes(() => clock.now);
  times.applied('lipstick', 'CL-12');
  times.applied('blush', 'PR-05');
  clock.now += 1500;
  return { clock, times };
};

describe('shades that are off again', () => {
  it.each([
    [
      'replaced',
      look('lipstick', 'blush'),
      new Map([
        ['lipstick', 'CL-20'],
        ['blush', 'PR-05'],
      ]),
      ['CL-12'],
    ],
    ['replaced', look('lipstick', 'blush'), new Map([['blush', 'PR-05']]), ['CL-12']],
    ['taken-off', look('blush'), new Map([['blush', 'PR-05']]), ['CL-12']],
    ['cleared', look(), new Map(), ['CL-12', 'PR-05']],
  ] as const)('%s (%#)', (reason, next, skus, gone) => {
    const { times } = worn();
    const told = times.changed(next, skus as ReadonlyMap<ProductKind, string>);
    expect(told.map(({ sku }) => sku)).toEqual(gone);
    expect(told.every((t) => t.reason === reason && t.dwellMs === 1500)).toBe(true);
    expect(times.changed(next, skus as ReadonlyMap<ProductKind, string>)).toEqual([]);
  });

  it('another amount of the same shade is nothing, and the time goes on', () => {
    const { times, clock } = worn();
    const skus = new Map<ProductKind, string>([
      ['lipstick', 'CL-12'],
      ['blush', 'PR-05'],
    ]);
    times.applied('lipstick', 'CL-12');
    expect(times.changed(look('lipstick', 'blush'), skus)).toEqual([]);
    clock.now += 500;
    expect(times.changed(look('blush'), skus)[0]?.dwellMs).toBe(2000);
  });
});

describe('shades side by side', () => {
  it('are told product by product, where they differ and are known', () => {
    const a = { lipstick: 'CL-12', blush: 'PR-05' };
    expect(comparedShades([a, { lipstick: 'CL-20', blush: 'PR-05' }, {}])).toEqual([
      {
        shades: [
          { sku: 'CL-12', product: 'lipstick' },
          { sku: 'CL-20', product: 'lipstick' },
        ],
      },
    ]);
    expect(comparedShades([a, {}])).toEqual([]);
    const many = ['1', '2', '3', '4', '5'].map((sku) => ({ lipstick: sku }));
    expect(comparedShades(many)[0]?.shades).toHaveLength(4);
  });
});
