import type { RegionId } from '@carmine/face';
import { maskedBlur } from '../pixels/blur.ts';
import { quantile } from '../pixels/statistics.ts';
import { SKIN_REGIONS } from '../token-regions.ts';
import { type ConditionMap, foldsOf } from './condition.ts';
import type { Finding } from './measure.ts';

/** Under-eyes have their own measure; temples are hair as often as skin. */
export const FACE_FIELD: readonly RegionId[] = SKIN_REGIONS.filter(
  (id) => !id.startsWith('under-eye') && !id.startsWith('temple'),
);
/** Blood differences below this (ln units, 16 %) are the ordinary mottle of skin. */
const DEAD_BAND = 0.15;

/** Visible redness, % : mean share of blood beyond the face's own calm quarter, over forehead, cheeks, nose, chin and jaw.
 *  Within-person: the absolute redness of a photograph is mostly its white balance (skin.md 0.1, 0.11). */
export const redness = (map: ConditionMap): Finding => {
  const soft = maskedBlur(map.hb, map.ok, { size: map.size, sigma: Math.max(0.8, 1.2 * map.perMm) });
  const [all, folds] = foldsOf(map, FACE_FIELD, map.ok);
  if (all.length < 400) return { value: Number.NaN, folds: [] };
  const calm = quantile(
    all.map((i) => soft[i]!),
    0.25,
  );
  const excess = (list: readonly number[]): number => {
    let sum = 0;
    for (const i of list) sum += Math.min(0.8, Math.max(0, soft[i]! - calm - DEAD_BAND));
    return list.length ? (100 * sum) / list.length : Number.NaN;
  };
  return { value: excess(all), folds: folds.map(excess) };
};
