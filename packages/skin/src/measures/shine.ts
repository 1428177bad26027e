import type { ConditionMap } from './condition.ts';
import { areaMean, FACE, type Finding, NOTHING_SEEN, overPlaces } from './places.ts';

/** Gloss of this share of a white surface is shine: it is light of the lamp, not of the skin. skin.md 6 has .08, which the blur of a picture brings
 *  down on small highlights. Half of that on deep skin, as before, read one oil as more there (docs/decisions/0296). */
const SHINE = 0.06;
/** Share of what pale skin passes for that no shine is told of (docs/decisions/0330): nothing on deep skin, a third of the limit on light skin. */
const PALE = 0.5;

/** Shine in this photo, % of the skin's area. It is the light's doing as much as the skin's. Its part `t-zone` is the ratio of
 *  forehead, nose and chin to the cheeks. */
export const shine = (map: ConditionMap): Finding => {
  const share = (list: Int32Array): number => {
    let sum = 0;
    const pale = PALE * map.shineError;
    // Soft threshold: half at the limit, so that the value moves with small changes.
    for (const i of list) sum += Math.min(1, Math.max(0, (map.shine[i]! - pale) / SHINE - 0.5));
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
