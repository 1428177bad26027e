import { deltaE2000, type Lab, linearToLab } from '@carmine/color';
import { median } from '../pixels/statistics.ts';
import { vectorsAt } from './chromophores.ts';
import { type ConditionMap, foldsOf } from './condition.ts';
import type { Finding } from './measure.ts';

/** Under-eye contrast, dE00 between the skin under the eyes and the upper cheeks, both under the same light. The smooth
 *  slope of the light from forehead to chin is taken out; a shadow of the tear trough beyond it counts half. */
export const darkCircles = (map: ConditionMap): Finding => {
  const sides = (['left', 'right'] as const).map((side) => contrast(map, side));
  const found = sides.filter(Number.isFinite);
  if (!found.length) return { value: Number.NaN, folds: [] };
  return { value: found.reduce((s, v) => s + v, 0) / found.length, folds: found };
};

const SHADOW_SHARE = 0.5;

const contrast = (map: ConditionMap, side: 'left' | 'right'): number => {
  const [under] = foldsOf(map, [`under-eye-${side}`], map.ok);
  const [cheek] = foldsOf(map, [`cheek-upper-${side}`], map.ok);
  if (under.length < 30 || cheek.length < 30) return Number.NaN;
  const middle = (values: Float32Array, list: readonly number[]): number =>
    median(list.map((i) => values[i]!));
  const diff = (values: Float32Array): number => middle(values, under) - middle(values, cheek);
  const shade = SHADOW_SHARE * Math.min(0, diff(map.shade));
  const colour = (mel: number, hb: number, light: number): Lab => labOf(map, { mel, hb, light });
  const [m, h, s] = [middle(map.mel, cheek), middle(map.hb, cheek), middle(map.shade, cheek)];
  return deltaE2000(colour(m, h, s), colour(m + diff(map.mel), h + diff(map.hb), s + shade));
};

/** Melanin OD, ln(blood) and ln(shade) back to CIELAB. */
const labOf = (
  map: ConditionMap,
  at: { readonly mel: number; readonly hb: number; readonly light: number },
): Lab => {
  const [melVector, hb] = vectorsAt(map.lightness);
  const length = Math.hypot(...melVector);
  const channel = (k: 0 | 1 | 2): number =>
    Math.exp(-((melVector[k] / length) * at.mel + hb[k] * at.hb) + at.light);
  return linearToLab([channel(0), channel(1), channel(2)]);
};
