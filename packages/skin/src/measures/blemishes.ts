import type { ConditionMap } from './condition.ts';
import { BLEMISH_MM, BLEMISHES, countRange, marksOf, smallestTold, weightOf } from './marks.ts';
import { areaMean, BARE, type Finding, NOTHING_SEEN, overPlaces } from './places.ts';
import { share } from './spots.ts';

/** Response at its core at which a red mark counts in full, ln units. */
const FULL = 0.5;

/** Visible blemishes, % of the area of forehead, cheeks, nose and chin: red marks of 2-8 mm, each weighed by how strongly it
 *  shows, and their number with its interval. */
export const blemishes = (map: ConditionMap): Finding => {
  const marks = marksOf(map);
  const weight = weightOf(map, marks.blemishes, { least: BLEMISH_MM, none: BLEMISHES.contrast, full: FULL });
  const places = overPlaces(map, BARE, { mask: marks.clear, value: (list) => share(list, weight) });
  if (!places.length) return NOTHING_SEEN;
  const count = marks.blemishes.filter((b) => b.diameter >= BLEMISH_MM).length;
  return {
    value: areaMean(places),
    places,
    parts: [{ id: 'count', value: count, unit: '', range: countRange(count) }],
    smallest: Math.max(smallestTold(map, 'blemish'), BLEMISH_MM),
  };
};
