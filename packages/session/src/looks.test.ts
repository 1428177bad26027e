import { parseLook } from '@carmine/makeup';
import { demoCatalogue } from '@carmine/shades/demo';
import { describe, expect, it } from 'vitest';
import { findShade, shadeLayer, wear, withIntensity, without } from './looks.ts';

const lip = demoCatalogue.find((s) => s.type === 'lip')!;
const otherLip = demoCatalogue.filter((s) => s.type === 'lip')[1]!;
const foundation = demoCatalogue.find((s) => s.type === 'foundation')!;
const bare = { version: 1, layers: [] } as const;

describe('findShade', () => {
  it('finds by sku and names the sku it does not know', () => {
    expect(findShade(demoCatalogue, lip.sku)).toBe(lip);
    expect(() => findShade(demoCatalogue, 'nope')).toThrow(
      expect.objectContaining({ code: 'shade-unknown', details: { sku: 'nope' } }),
    );
  });
});

describe('shadeLayer', () => {
  it.each([
    [lip, 'lipstick'],
    [foundation, 'foundation'],
  ] as const)('takes colour, finish and coverage from the shade', (shade, product) => {
    expect(shadeLayer(shade)).toEqual({
      product,
      color: shade.color.hex,
      finish: shade.finish,
      coverage: shade.coverage.cr,
    });
  });

  it('lets the options win', () => {
    expect(shadeLayer(lip, { finish: 'gloss', coverage: 0.3, intensity: 0.5 })).toMatchObject({
      finish: 'gloss',
      coverage: 0.3,
      intensity: 0.5,
    });
  });

  it.each(demoCatalogue.map((s) => [s.sku, s] as const))('%s makes a layer parseLook takes', (_, shade) => {
    const layer = shadeLayer(shade, { intensity: 0.5 });
    expect(parseLook({ version: 1, layers: [layer] }).layers).toEqual([layer]);
  });
});

describe('changes of a look', () => {
  const both = wear(wear(bare, shadeLayer(foundation)), shadeLayer(lip, { intensity: 0.4 }));

  it('a shade replaces its product only and keeps the amount chosen before', () => {
    const next = wear(both, shadeLayer(otherLip));
    expect(next.layers.map((l) => l.product)).toEqual(['foundation', 'lipstick']);
    expect(next.layers[1]).toMatchObject({ color: otherLip.color.hex, intensity: 0.4 });
    expect(wear(both, shadeLayer(otherLip, { intensity: 1 })).layers[1]!.intensity).toBe(1);
  });

  it('changes no look it was given', () => {
    const before = JSON.stringify(both);
    withIntensity(both, 'lipstick', 0.1);
    without(both, 'lipstick');
    expect(JSON.stringify(both)).toBe(before);
  });

  it.each([
    ['lipstick', ['foundation']],
    ['foundation', ['lipstick']],
    [undefined, []],
  ] as const)('without(%s)', (product, left) => {
    expect(without(both, product).layers.map((l) => l.product)).toEqual(left);
  });

  it.each([-0.01, 1.01, Number.NaN, '1' as unknown as number])('refuses intensity %s', (value) => {
    expect(() => withIntensity(both, 'lipstick', value)).toThrow(
      expect.objectContaining({ code: 'invalid-argument' }),
    );
  });

  it('refuses the amount of a product that is not worn', () => {
    expect(() => withIntensity(bare, 'lipstick', 0.5)).toThrow(/no lipstick is worn/);
  });
});
