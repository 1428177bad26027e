import { describe, expect, it } from 'vitest';
import { labelOf, prepareCondition } from '../measures/condition.ts';
import { type FlatSkin, syntheticSkin } from '../testing/synthetic-skin.ts';
import { type SkinMapId, skinMaps } from './skin-maps.ts';

const TONES = [
  [70, 10, 14],
  [38, 14, 20],
] as const;

const mapsOf = (recipe: FlatSkin) => {
  const { map, labels } = syntheticSkin({ size: 256, ...recipe });
  const { maps } = skinMaps(prepareCondition(map, labels, { lab: recipe.lab, pxPerMm: 2 })!);
  return { labels, values: (id: SkinMapId) => maps.find((m) => m.id === id)!.values };
};

const seen = (values: Float32Array): Float32Array => values.filter((v) => !Number.isNaN(v)).sort();
const mean = (values: Float32Array, labels: Uint8Array, label: number): number => {
  const own = values.filter((v, i) => labels[i] === label && !Number.isNaN(v));
  return own.reduce((a, b) => a + b, 0) / own.length;
};

describe.each(TONES)('skinMaps at L* %d', (...lab) => {
  it('puts the median of the face at 0 and leaves what is not skin out', () => {
    const { labels, values } = mapsOf({ lab });
    for (const id of ['melanin', 'blood'] as const) {
      const list = seen(values(id));
      expect(list[list.length >> 1]).toBeCloseTo(0, 3);
      for (let i = 0; i < labels.length; i++) if (!labels[i]) expect(values(id)[i]).toBeNaN();
    }
  });

  it('a flush is in the blood map, in ln, and little in melanin', () => {
    const { labels, values } = mapsOf({ lab, flush: 0.6 });
    const rise = (id: SkinMapId): number =>
      mean(values(id), labels, labelOf('nose')) - mean(values(id), labels, labelOf('chin'));
    expect(rise('blood')).toBeGreaterThan(0.3);
    expect(rise('blood')).toBeLessThan(0.8);
    expect(Math.abs(rise('melanin'))).toBeLessThan(0.15);
  });

  it('moles are in the melanin map', () => {
    const calm = seen(mapsOf({ lab }).values('melanin')).at(-1)!;
    expect(seen(mapsOf({ lab, moles: 5 }).values('melanin')).at(-1)!).toBeGreaterThan(calm + 0.2);
  });

  it('gloss is in the specular map alone, as a share of white', () => {
    const bare = seen(mapsOf({ lab }).values('specular'));
    const oily = seen(mapsOf({ lab, oil: 0.2, oilArea: 0.6 }).values('specular'));
    expect(bare[Math.floor(bare.length * 0.95)]).toBeLessThan(0.03);
    expect(oily[Math.floor(oily.length * 0.98)]).toBeGreaterThan(0.05);
    expect(oily.at(-1)).toBeLessThanOrEqual(1);
  });
});
