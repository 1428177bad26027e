import type { ConditionMap } from './condition.ts';
import { areaMean, FACE, type Finding, NOTHING_SEEN, overPlaces } from './places.ts';

/** Gloss of more than this share of a white surface is seen as shine on light skin (skin.md 6), and half of it on skin that
 *  returns almost nothing itself: gloss is seen against the skin it lies on. */
const SHINE = { light: 0.08, deep: 0.04, lightness: [30, 65] } as const;

/** Shine in this photo, % of the skin's area. It is the light's doing as much as the skin's. Its part `t-zone` is the ratio of
 *  forehead, nose and chin to the cheeks. */
export const shine = (map: ConditionMap): Finding => {
  const [low, high] = SHINE.lightness;
  const t = Math.min(1, Math.max(0, (map.lightness - low) / (high - low)));
  const limit = SHINE.deep + t * (SHINE.light - SHINE.deep);
  const share = (list: Int32Array): number => {
    let sum = 0;
    // Soft threshold: half at the limit, so that the value moves with small changes.
    for (const i of list) sum += Math.min(1, Math.max(0, map.shine[i]! / limit - 0.5));
    return (100 * sum) / list.length;
  };
  const places = overPlaces(map, FACE, { mask: map.seen, value: share });
  if (!places.length) return NOTHING_SEEN;
  const cheeks = areaMean(places.filter((p) => p.id.startsWith('cheek')));
  const zone = areaMean(places.filter((p) => p.id === 'forehead' || p.id === 'nose' || p.id === 'chin'));
  const ratio = (zone + 1) / (cheeks + 1);
  return {
    value: areaMean(places),
    places,
    parts: Number.isFinite(ratio) ? [{ id: 't-zone', value: ratio, unit: 'x' }] : [],
    smallest: null,
  };
};
