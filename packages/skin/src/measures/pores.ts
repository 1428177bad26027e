import { mean } from '../pixels/statistics.ts';
import type { PlaceId } from '../types.ts';
import type { ConditionMap } from './condition.ts';
import { marksOf } from './marks.ts';
import { areaMean, differenceAt, type Finding, NOTHING_SEEN, overPlaces, soft } from './places.ts';

const FIELD: readonly PlaceId[] = ['nose', 'cheek-left', 'cheek-right'];
/** Widths of the band, mm: grain of the skin of about 0.7 to 2.5 mm. */
const BAND = { fine: 0.3, broad: 0.9 } as const;
/** Grain of the surface in that band, as a share of white, standard deviation: red and green share it too, and it shows the more the less the
 *  skin returns itself (docs/decisions/0296). */
const GRAIN = 0.0003;
/** Deeper than this is a hair, a rim or a nostril, OD. */
const MOST = 0.25;
/** px of the picture per mm from which single pores could be told (skin.md 5.5): below it the words are "visible texture". */
export const PORES_PX_PER_MM = 9;

/** Visible texture of nose and cheeks, % : SD of the skin's fine darkness, OD x 100, with the camera's noise taken off. Noise is
 *  what red and green do not share: pits of the skin are dark in both. */
export const pores = (map: ConditionMap): Finding => {
  const { open } = marksOf(map);
  const grain = GRAIN ** 2 / (map.own[0]! * map.own[1]!);
  const places = overPlaces(map, FIELD, {
    mask: open,
    value: (list) => texture(band(map, 'dark', list), band(map, 'green', list), grain),
  });
  if (!places.length) return NOTHING_SEEN;
  return { value: areaMean(places), places, parts: [], smallest: Math.max(0.7, 2 / map.pxPerMm) };
};

const band = (map: ConditionMap, plane: 'dark' | 'green', texels: Int32Array): Float64Array => {
  const values = differenceAt([soft(map, plane, BAND.fine), soft(map, plane, BAND.broad)], texels);
  for (let k = 0; k < values.length; k++) values[k] = Math.max(-MOST, Math.min(MOST, values[k]!));
  return values;
};

/** Covariance of the two channels' bands less the surface's, as an SD in %. */
const texture = (red: Float64Array, green: Float64Array, grain: number): number => {
  const [r, g] = [mean(red), mean(green)];
  let shared = 0;
  for (let k = 0; k < red.length; k++) shared += (red[k]! - r) * (green[k]! - g);
  return 100 * Math.sqrt(Math.max(0, shared / red.length - grain));
};
