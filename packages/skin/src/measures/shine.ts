import type { ConditionMap } from './condition.ts';
import { foldsOf } from './condition.ts';
import type { Finding } from './measure.ts';
import { FACE_FIELD } from './redness.ts';

/** Gloss of more than this share of a white surface is seen as shine (skin.md 6). */
const SHINE = 0.08;

/** Shine in this photo, % of the skin's area. It is the light's doing as much as the skin's. */
export const shine = (map: ConditionMap): Finding => {
  const [all, folds] = foldsOf(map, FACE_FIELD, map.seen);
  if (all.length < 400) return { value: Number.NaN, folds: [] };
  const share = (list: readonly number[]): number => {
    let sum = 0;
    // Soft threshold: half at SHINE, so that the value moves with small changes.
    for (const i of list) sum += Math.min(1, Math.max(0, map.gloss[i]! / SHINE - 0.5));
    return list.length ? (100 * sum) / list.length : Number.NaN;
  };
  return { value: share(all), folds: folds.map(share) };
};
