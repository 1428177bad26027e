import { mean } from '../pixels/statistics.ts';
import type { PlaceId } from '../types.ts';
import type { ConditionMap } from './condition.ts';
import { marksOf } from './marks.ts';
import { areaMean, type Finding, NOTHING_SEEN, overPlaces, soft } from './places.ts';

const FIELD: readonly PlaceId[] = ['nose', 'cheek-left', 'cheek-right'];
/** Widths of the band, mm: grain of the skin of about 0.7 to 2.5 mm. */
const BAND = { fine: 0.3, broad: 0.9 } as const;
/** Deeper than this is a hair, a rim or a nostril, OD. */
const MOST = 0.25;
/** px of the picture per mm from which single pores could be told (skin.md 5.5): below it the words are "visible texture". */
export const PORES_PX_PER_MM = 9;

/** Visible texture of nose and cheeks, % : SD of the skin's fine darkness, OD x 100, with the camera's noise taken off. Noise is
 *  what red and green do not share: pits of the skin are dark in both. */
export const pores = (map: ConditionMap): Finding => {
  const { cover } = marksOf(map);
  const [red, green] = [band(map, 'dark'), band(map, 'green')];
  const open = map.ok.map((v, i) => (v && !cover[i] ? 1 : 0));
  const places = overPlaces(map, FIELD, { mask: open, value: (list) => texture(list, red, green) });
  if (!places.length) return NOTHING_SEEN;
  return { value: areaMean(places), places, parts: [], smallest: Math.max(0.7, 2 / map.pxPerMm) };
};

const band = (map: ConditionMap, plane: 'dark' | 'green'): Float32Array => {
  const [fine, broad] = [soft(map, plane, BAND.fine), soft(map, plane, BAND.broad)];
  return fine.map((v, i) => Math.max(-MOST, Math.min(MOST, v - broad[i]!)));
};

/** Covariance of the two channels' bands, as an SD in %. */
const texture = (list: Int32Array, red: Float32Array, green: Float32Array): number => {
  const [r, g] = [red, green].map((plane) => mean(Float64Array.from(list, (i) => plane[i]!))) as [
    number,
    number,
  ];
  let shared = 0;
  for (const i of list) shared += (red[i]! - r) * (green[i]! - g);
  return 100 * Math.sqrt(Math.max(0, shared / list.length));
};
