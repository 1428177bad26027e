import { maskedBlur } from '../pixels/blur.ts';
import { robustSd } from '../pixels/statistics.ts';
import type { ConditionMap } from './condition.ts';
import { foldsOf } from './condition.ts';
import type { Finding } from './measure.ts';
import { FACE_FIELD } from './redness.ts';

/** OD per unit ln(blood), the length of the blood vector (tables/chromophores.ts): puts both maps in one unit. */
const BLOOD_OD = 0.49;

/** Unevenness of tone, % : SD of pigment and blood in the 4-20 mm band, as optical density x 100 (skin.md 6).
 *  Shade has its own axis and does not count. */
export const evenness = (map: ConditionMap): Finding => {
  const band = (values: Float32Array): Float32Array => {
    const fine = maskedBlur(values, map.ok, { size: map.size, sigma: 2 * map.perMm });
    const broad = maskedBlur(values, map.ok, { size: map.size, sigma: 8 * map.perMm });
    return fine.map((v, i) => v - broad[i]!);
  };
  const mel = band(map.mel);
  const hb = band(map.hb);
  const [all, folds] = foldsOf(map, FACE_FIELD, map.ok);
  if (all.length < 400) return { value: Number.NaN, folds: [] };
  const spread = (list: readonly number[]): number => {
    if (list.length < 50) return Number.NaN;
    // Robust: a strand of hair or one blemish is not unevenness.
    const of = (values: Float32Array): number => robustSd(list.map((i) => values[i]!));
    return 100 * Math.hypot(of(mel), BLOOD_OD * of(hb));
  };
  return { value: spread(all), folds: folds.map(spread) };
};
