import { robustSd } from '../pixels/statistics.ts';
import type { ConditionMap } from './condition.ts';
import { marksOf } from './marks.ts';
import { areaMean, differenceAt, FACE, type Finding, NOTHING_SEEN, overPlaces, soft } from './places.ts';

/** OD per unit ln(blood), the length of the blood vector (tables/chromophores.ts): puts both maps in one unit. */
const BLOOD_OD = 0.49;
/** Widths of the band, mm: about 4 to 20 mm from crest to crest. */
const BAND = { fine: 1.6, broad: 6 } as const;

/** How far pigment counts, by lightness: blue light tells it, and deep skin returns next to none, so that what of the surface is left is taken for
 *  pigment (docs/decisions/0251). In full from L* 66 up, nothing at 24. */
const SHOWN = { none: 24, all: 66, power: 0.4 } as const;

/** Unevenness of tone, % : SD of pigment and blood in the 4-20 mm band, as optical density x 100 (skin.md 6), between the marks
 *  that have measures of their own. Shade has its own axis and does not count. */
export const evenness = (map: ConditionMap): Finding => {
  const { matte } = marksOf(map);
  const share = (map.lightness - SHOWN.none) / (SHOWN.all - SHOWN.none);
  const shown = Math.min(1, Math.max(0, share)) ** SHOWN.power;
  // Robust: a strand of hair is not unevenness. Every third texel: the band holds nothing finer.
  const spread = (list: Int32Array, plane: 'mel' | 'hb'): number =>
    robustSd(differenceAt([soft(map, plane, BAND.fine), soft(map, plane, BAND.broad)], list, 3));
  const parts = (list: Int32Array): { pigment: number; blood: number } => ({
    pigment: 100 * shown * spread(list, 'mel'),
    blood: 100 * BLOOD_OD * spread(list, 'hb'),
  });
  const told = overPlaces(map, FACE, { mask: matte, value: () => 0 }).map((p) => ({
    ...p,
    ...parts(p.texels),
  }));
  if (!told.length) return NOTHING_SEEN;
  const places = told.map(({ id, texels, pigment, blood }) => ({
    id,
    texels,
    value: Math.hypot(pigment, blood),
  }));
  const mean = (k: 'pigment' | 'blood'): number => areaMean(told.map((p) => ({ ...p, value: p[k] })));
  return {
    value: areaMean(places),
    places,
    parts: [
      { id: 'pigment', value: mean('pigment'), unit: '%' },
      { id: 'blood', value: mean('blood'), unit: '%' },
    ],
    smallest: null,
  };
};
