import {
  deltaE2000,
  filmOver,
  hexToLab,
  hexToLinear,
  type Lab,
  labToLinear,
  linearToLab,
  productFilm,
} from '@carmine/color';
import { describe, expect, it } from 'vitest';
import { parseCatalogue } from './catalogue/parse.ts';
import type { Shade } from './catalogue/shade.ts';
import { demoCatalogue } from './demo/index.ts';
import { wornMasstone } from './film.ts';
import { layerOf } from './layer.ts';
import { rankLipsticks } from './lips/rank.ts';
import { matchFoundation } from './match/foundation.ts';

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

/** What a renderer makes of a layer: its colour as masstone, its coverage as contrast ratio, over a substrate. */
const drawn = (layer: { readonly color?: string; readonly coverage?: number }, under: Lab): Lab =>
  linearToLab(filmOver(productFilm(hexToLinear(layer.color!), layer.coverage!), labToLinear(under)));
/** Rounding to 8 bits, and the gamut for the most vivid lips. */
const ROUNDED = 0.6;

describe('the mirror shows exactly what was matched', () => {
  const oxidation = { dL: -1.5, da: 0.5, db: 0.8, minutes: 20 };
  const settling = demoCatalogue.map((s) => ({ ...s, oxidation }));

  it.each(['foundation', 'concealer'] as const)(
    '%s: the drawn layer is the predicted colour, settled',
    (type) => {
      for (const L of [35, 50, 65, 75]) {
        const skin = { lab: [L, 11, 15] as Lab, cov: [1, 0, 0, 0, 1, 0, 0, 0, 1] };
        for (const shades of [demoCatalogue, settling])
          for (const match of matchFoundation(skin, shades, { type, top: 6 }).matches) {
            const shade = shades.find((s) => s.sku === match.sku)!;
            const layer = layerOf(shade);
            expect(deltaE2000(hexToLab(layer.color!), wornMasstone(shade)), match.sku).toBeLessThan(ROUNDED);
            expect(deltaE2000(drawn(layer, skin.lab), match.worn.lab), match.sku).toBeLessThan(ROUNDED);
            expect(layer).toMatchObject({
              finish: (shade as { finish: string }).finish,
              coverage: shade.coverage.cr,
            });
          }
      }
    },
  );

  it("lips: the same, on the wearer's own lip", () => {
    const lipLab = hexToLab('#8e5a55');
    for (const match of rankLipsticks({ lipLab }, demoCatalogue, { goal: 'contrast', top: 24 })) {
      const layer = layerOf(demoCatalogue.find((s) => s.sku === match.sku)!);
      expect(deltaE2000(drawn(layer, lipLab), match.worn.lab), match.sku).toBeLessThan(ROUNDED);
    }
  });

  it('shows the bottle only when asked to', () => {
    const settled = settling[5]!;
    expect(layerOf(settled, { fresh: true })).toEqual(layerOf(demoCatalogue[5]!));
    expect(hexToLab(layerOf(settled).color!)[0]).toBeCloseTo(settled.color.lab[0] - 1.5, 0);
    expect(layerOf(settled)).not.toHaveProperty('fresh');
  });
});
