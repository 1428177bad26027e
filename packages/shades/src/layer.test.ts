import { describe, expect, it } from 'vitest';
import { parseCatalogue } from './catalogue/parse.ts';
import type { Shade } from './catalogue/shade.ts';
import { layerOf } from './layer.ts';

const shade = (type: string, fields: object): Shade =>
  parseCatalogue([
    {
      schema: 'shade/1',
      sku: 'S-1',
      brand: 'B',
      line: 'L',
      name: 'N',
      color: { hex: '#AA5544', trust: 'T1' },
      coverage: { cr: 0.4 },
      type,
      ...fields,
    },
  ]).shades[0]!;

const film = { color: '#aa5544', coverage: 0.4 };
const pans = [
  { zone: 'lid', hex: '#B98468', finish: 'shimmer' },
  { zone: 'outer', hex: '#7d4a3e', finish: 'matte', cr: 0.7 },
];

describe('layerOf', () => {
  it.each<[string, object, object]>([
    ['foundation', { finish: 'dewy' }, { product: 'foundation', finish: 'dewy', ...film }],
    ['contour', { areas: ['jaw'] }, { product: 'contour', areas: ['jaw'], ...film }],
    ['mascara', { length: 1.4 }, { product: 'mascara', length: 1.4, ...film }],
    [
      'eyeliner',
      { finish: 'gloss', width: 1, wing: 5, lower: false },
      { product: 'eyeliner', finish: 'gloss', width: 1, wing: 5, lower: false, ...film },
    ],
    [
      'lip',
      { finish: 'satin', family: 'rose', second: { style: 'two-tone', hex: '#D27A86' } },
      { product: 'lipstick', finish: 'satin', second: { style: 'two-tone', color: '#d27a86' }, ...film },
    ],
    [
      'eyeshadow',
      { pans },
      {
        product: 'eyeshadow',
        zones: [
          { zone: 'lid', color: '#b98468', finish: 'shimmer', coverage: 0.4 },
          { zone: 'outer', color: '#7d4a3e', finish: 'matte', coverage: 0.7 },
        ],
      },
    ],
  ])('%s %j', (type, fields, layer) => {
    expect(layerOf(shade(type, fields))).toEqual(layer);
  });

  it('lets the options win, and leaves out what they say null to', () => {
    const duo = shade('lip', { finish: 'satin', second: { style: 'ombre', hex: '#d27a86' } });
    const layer = layerOf(duo, { finish: 'vinyl', coverage: 0.9, intensity: 0.5, second: null });
    expect(layer).toEqual({ product: 'lipstick', ...film, finish: 'vinyl', coverage: 0.9, intensity: 0.5 });
  });

  it('gives a finish or coverage to every pan', () => {
    const { zones } = layerOf(shade('eyeshadow', { pans }), { finish: 'metallic', coverage: 0.2 });
    expect(zones?.map((z) => [z.finish, z.coverage])).toEqual([
      ['metallic', 0.2],
      ['metallic', 0.2],
    ]);
  });

  it('passes a field of another product on, to be refused by name', () => {
    expect(layerOf(shade('foundation', { finish: 'matte' }), { wing: 3 })).toMatchObject({ wing: 3 });
  });
});
