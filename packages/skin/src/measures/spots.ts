import type { ConditionMap } from './condition.ts';
import { countRange, marksOf, SPOT_MM, smallestTold, weightOf } from './marks.ts';
import { areaMean, CALM, type Finding, NOTHING_SEEN, overPlaces } from './places.ts';

/** Response at its core from which a spot counts, and at which it counts in full, OD. Fainter ones are found and told as a number, but how many
 *  of them a picture keeps is its packing's doing, and not the same on light and on deep skin (docs/decisions/0440). */
const FAINT = 0.15;
const FULL = 0.3;

/** Visible spots, % of the area of forehead, cheeks and nose: patches of pigment from 2 mm up, each weighed by how strongly
 *  it shows. Smaller ones (freckles) are told as a part where the picture resolves them. Moles are masked out. */
export const spots = (map: ConditionMap): Finding => {
  const marks = marksOf(map);
  const weight = weightOf(map, marks.spots, { least: SPOT_MM, none: FAINT, full: FULL });
  const places = overPlaces(map, CALM, { mask: marks.clear, value: (list) => share(list, weight) });
  if (!places.length) return NOTHING_SEEN;
  const count = marks.spots.filter((s) => s.diameter >= SPOT_MM).length;
  const smallest = smallestTold(map, 'spot');
  const fine = marks.spots.filter((s) => s.diameter < SPOT_MM).length;
  return {
    value: areaMean(places),
    places,
    parts: [
      { id: 'count', value: count, unit: '', range: countRange(count) },
      ...(smallest < 0.75 * SPOT_MM
        ? [{ id: 'freckles', value: fine, unit: '', range: countRange(fine) }]
        : []),
    ],
    smallest: Math.max(smallest, 0.8),
  };
};

/** Mean of a weight, %. */
export const share = (list: Int32Array, weight: Float32Array): number => {
  let sum = 0;
  for (const i of list) sum += weight[i]!;
  return (100 * sum) / list.length;
};
