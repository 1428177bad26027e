import { quantile } from '../pixels/statistics.ts';
import type { ConditionMap } from './condition.ts';
import { marksOf } from './marks.ts';
import { areaMean, FACE, type Finding, NOTHING_SEEN, overPlaces, seenIn, soft } from './places.ts';

/** Blood differences below this (ln units, 10 %) are the ordinary mottle of skin. */
const DEAD_BAND = 0.1;
/** Most that a texel counts: blood beyond twice the calm skin's is a mark or an error. */
const MOST = 0.8;
/** Width that looks past mottle and red marks, mm: what is finer is unevenness (evenness.ts), and would be told twice. */
const BROAD_MM = 8;
/** Local: blood above that of the skin 8 mm around by more than this. */
const LOCAL = { fine: 1.2, around: 8, above: 0.2 } as const;

/** Visible redness, % : mean share of blood beyond the face's own calm quarter, over forehead, cheeks, nose, chin and jaw, red
 *  marks left out. Within-person: the absolute redness of a photograph is mostly its white balance (skin.md 0.1, 0.11). Its part
 *  `local` is the % of skin redder than the skin around it. */
export const redness = (map: ConditionMap): Finding => {
  const { matte } = marksOf(map);
  const broad = soft(map, 'hb', BROAD_MM, map.matte);
  const told = overPlaces(map, FACE, { mask: matte, value: () => 0 });
  if (!told.length) return NOTHING_SEEN;
  // What a mark or gloss hides is told from the skin around it, or an oily cheek would take its flush out of the mean.
  const seen = told.flatMap(({ id }) => {
    const texels = seenIn(map, id, map.ok);
    return texels ? [{ id, texels }] : [];
  });
  const sample: number[] = [];
  for (const { texels } of seen) for (let k = 0; k < texels.length; k += 3) sample.push(broad[texels[k]!]!);
  const calm = quantile(sample, 0.25);
  const excess = (list: Int32Array): number => {
    let sum = 0;
    for (const i of list) sum += Math.min(MOST, Math.max(0, broad[i]! - calm - DEAD_BAND));
    return (100 * sum) / list.length;
  };
  const places = seen.map((p) => ({ ...p, value: excess(p.texels) }));
  const fine = soft(map, 'hb', LOCAL.fine, map.matte);
  const around = soft(map, 'hb', LOCAL.around, map.matte);
  const local = overPlaces(map, FACE, {
    mask: map.matte,
    value: (list) => {
      let sum = 0;
      for (const i of list) if (fine[i]! - around[i]! > LOCAL.above) sum++;
      return (100 * sum) / list.length;
    },
  });
  return {
    value: areaMean(places),
    places,
    parts: [{ id: 'local', value: areaMean(local), unit: '%' }],
    smallest: null,
  };
};
