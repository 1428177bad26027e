import { robustSd } from '../pixels/statistics.ts';
import { bySurface } from './chromophores.ts';
import type { ConditionMap } from './condition.ts';
import { marksOf } from './marks.ts';
import { areaMean, differenceAt, FACE, type Finding, NOTHING_SEEN, overPlaces, soft } from './places.ts';

/** OD per unit ln(blood), the length of the blood vector (tables/chromophores.ts): puts both maps in one unit. */
const BLOOD_OD = 0.49;
/** Widths of the band, mm: about 4 to 20 mm from crest to crest. */
const BAND = { fine: 1.6, broad: 6 } as const;

/** What is left of the surface in that band once its mean is taken off, as a share of white, standard deviation: on rendered heads of every
 *  tone what neither pigment nor blood explains is this much light, whatever the skin returns (docs/decisions/0296). */
const SURFACE = 0.001;
/** An unevenness is never told smaller than this share of what is read. */
const LEAST = 0.25;

/** Unevenness of tone, % : SD of pigment and blood in the 4-20 mm band, as optical density x 100 (skin.md 6), between the marks
 *  that have measures of their own. Shade has its own axis and does not count. */
export const evenness = (map: ConditionMap): Finding => {
  const { matte } = marksOf(map);
  const { projection, own } = map;
  // Through the same texels: what a blur lends from a mark or a sheen would be read beside it.
  const blurred = (plane: 'mel' | 'hb', mm: number): Float32Array => soft(map, plane, mm, matte);
  // Robust: a strand of hair is not unevenness. Every third texel: the band holds nothing finer.
  const spread = (list: Int32Array, plane: 'mel' | 'hb'): number => {
    const read = robustSd(differenceAt([blurred(plane, BAND.fine), blurred(plane, BAND.broad)], list, 3));
    const surface = SURFACE * bySurface(projection[plane], own);
    return Math.sqrt(Math.max(read ** 2 - surface ** 2, (LEAST * read) ** 2));
  };
  const parts = (list: Int32Array): { pigment: number; blood: number } => ({
    pigment: 100 * spread(list, 'mel'),
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
