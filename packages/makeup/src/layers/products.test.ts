import { describe, expect, test } from 'vitest';
import { parseLook } from '../look/look.ts';
import type { LookLayer, ProductKind } from '../types.ts';
import type { Film } from './film.ts';
import { filmsOf, PRODUCT_KINDS } from './index.ts';

const color = '#8a4a3c';
/** One plain layer of each product. */
const PLAIN: Readonly<Record<ProductKind, LookLayer>> = {
  foundation: { product: 'foundation', color, finish: 'natural' },
  concealer: { product: 'concealer', color },
  contour: { product: 'contour', color },
  bronzer: { product: 'bronzer', color },
  blush: { product: 'blush', color },
  highlighter: { product: 'highlighter', color },
  eyeshadow: { product: 'eyeshadow', zones: [{ zone: 'lid', color }] },
  brow: { product: 'brow', color },
  eyeliner: { product: 'eyeliner', color },
  mascara: { product: 'mascara', color },
  'lip-liner': { product: 'lip-liner', color },
  lipstick: { product: 'lipstick', color, finish: 'satin' },
};
const LAYERS = PRODUCT_KINDS.map((kind) => [kind, PLAIN[kind]] as const);
const keyOf = ({ place }: Film): string =>
  place.on === 'stroke'
    ? place.stroke.key
    : place.on === 'skin'
      ? (place.shape?.key ?? 'all')
      : JSON.stringify(place.shape);
const parsed = (layer: object): LookLayer => parseLook({ version: 1, layers: [layer] }).layers[0]!;

describe.each(LAYERS)('%s', (kind, layer) => {
  test('is read as it is, and comes down to films of its own', () => {
    const films = filmsOf([parsed(layer)]);
    expect(films.length).toBeGreaterThan(0);
    for (const film of films) expect(film).toMatchObject({ product: kind, color });
  });

  test('intensity is the share of the film, 0 leaves it out', () => {
    const at = (intensity: number) => filmsOf([{ ...layer, intensity } as LookLayer]).map((f) => f.intensity);
    expect(at(0)).toEqual([]);
    expect(at(0.25)).toEqual(at(1).map(() => 0.25));
    expect(at(1)).toEqual(at(1).map(() => 1));
  });

  test('more intensity never hides less', () => {
    const evening = (intensity: number) =>
      filmsOf([{ ...layer, intensity } as LookLayer]).reduce(
        (sum, f) => sum + (f.evening ?? 0) + (f.lift ?? 0),
        0,
      );
    expect(evening(0.8)).toBeGreaterThanOrEqual(evening(0.4));
  });

  test('evens nothing unless it is foundation or concealer', () => {
    const even = filmsOf([layer]).some((f) => (f.evening ?? 0) > 0 || (f.lift ?? 0) > 0);
    expect(even).toBe(kind === 'foundation' || kind === 'concealer');
  });
});

describe('coverage', () => {
  test.each(LAYERS.filter(([kind]) => kind !== 'eyeshadow'))(
    'of %s is the contrast ratio of its film',
    (kind, layer) => {
      const cover = (coverage: number) =>
        most(filmsOf([{ ...layer, coverage } as LookLayer]).map((f) => f.coverage));
      if (kind === 'brow') expect(cover(0.3)).toBeLessThan(cover(0.5));
      else expect(cover(0.3)).toBe(0.3);
    },
  );

  test('and of each zone of shadow its own', () => {
    const films = filmsOf([
      {
        product: 'eyeshadow',
        intensity: 0.5,
        zones: [
          { zone: 'outer', color: '#101010', coverage: 0.8, intensity: 0.5 },
          { zone: 'lid', color: '#d0b090' },
        ],
      },
    ]);
    // The lid's colour goes on first, whatever the order.
    expect(films.map((f) => [keyOf(f), f.coverage, f.intensity])).toEqual([
      ['eyeshadow lid', 0.35, 0.5],
      ['eyeshadow outer', 0.8, 0.25],
    ]);
  });

  test.each([
    // Decision 0111: powders as they are blended out.
    ['blush', 0.04, 0.08],
    ['contour', 0.04, 0.08],
    ['bronzer', 0.04, 0.08],
    ['highlighter', 0.03, 0.06],
    ['concealer', 0.7, 0.9],
    ['eyeliner', 0.95, 0.98],
    ['brow', 0.35, 0.8],
  ] as const)('%s has its own when it is given none', (kind, lo, hi) => {
    const cover = most(filmsOf([PLAIN[kind]]).map((f) => f.coverage));
    expect(cover).toBeGreaterThanOrEqual(lo);
    expect(cover).toBeLessThanOrEqual(hi);
  });
});

describe('options change what they name', () => {
  const OPTIONS: readonly (readonly [ProductKind, object, object])[] = [
    ['blush', { placement: 'apple' }, { placement: 'lifted' }],
    ['contour', { areas: ['nose'] }, { areas: ['jaw'] }],
    ['highlighter', { areas: ['nose'] }, { areas: ['cupid', 'nose'] }],
    ['concealer', { areas: ['under-eye'] }, { areas: ['spots'] }],
    ['eyeliner', { width: 1 }, { width: 2 }],
    ['eyeliner', { wing: 0 }, { wing: 6 }],
    ['eyeliner', { lower: false }, { lower: true }],
    ['mascara', { length: 1 }, { length: 1.5 }],
    ['mascara', { volume: 1 }, { volume: 2 }],
    ['mascara', { lower: false }, { lower: true }],
    ['lip-liner', { width: 1 }, { width: 3 }],
    ['brow', { style: 'powder' }, { style: 'hair' }],
  ];
  test.each(OPTIONS)('%s: %j is laid elsewhere than %j', (kind, a, b) => {
    const keys = (option: object) => filmsOf([{ ...PLAIN[kind], ...option } as LookLayer]).map(keyOf);
    expect(keys(a)).not.toEqual(keys(b));
    expect(keys(a)).toEqual(keys(a));
  });

  test('areas mean the same in any order', () => {
    const keys = (areas: readonly ('nose' | 'jaw')[]) =>
      filmsOf([{ product: 'contour', color, areas }]).map(keyOf);
    expect(keys(['nose', 'jaw'])).toEqual(keys(['jaw', 'nose']));
  });

  test.each([
    ['blush', ['matte', 'satin', 'shimmer']],
    ['bronzer', ['matte', 'satin', 'shimmer']],
  ] as const)('%s gleams more from finish to finish', (kind, finishes) => {
    const gleam = finishes.map(
      (finish) => filmsOf([{ ...PLAIN[kind], finish } as LookLayer])[0]!.pearl?.strength ?? 0,
    );
    expect(gleam).toEqual([...gleam].sort((a, b) => a - b));
    expect(new Set(gleam).size).toBe(gleam.length);
  });

  test('shadow gleams more from matte to metallic', () => {
    const gleam = (['matte', 'satin', 'shimmer', 'metallic'] as const).map(
      (finish) =>
        filmsOf([{ product: 'eyeshadow', zones: [{ zone: 'lid', color, finish }] }])[0]!.pearl?.strength ?? 0,
    );
    expect(gleam).toEqual([...gleam].sort((a, b) => a - b));
    expect(new Set(gleam).size).toBe(4);
  });

  test('two-tone and ombre lay two films', () => {
    for (const style of ['ombre', 'two-tone'] as const) {
      const films = filmsOf([{ ...PLAIN.lipstick, second: { style, color: '#ff0000' } } as LookLayer]);
      expect(films.map((f) => f.color)).toEqual([color, '#ff0000']);
    }
  });
});

const most = (values: readonly number[]): number => Math.max(...values);
