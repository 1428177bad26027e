import type { RegionId } from '@carmine/face';
import { maskedBlur } from '../pixels/blur.ts';
import { quantileSorted } from '../pixels/statistics.ts';
import { vectorsAt } from './chromophores.ts';
import { type ConditionMap, foldsOf } from './condition.ts';
import type { Finding } from './measure.ts';

/** Chin, jaw and temples grow hair, whose roots look like spots. */
const FIELD: readonly RegionId[] = [
  'forehead',
  'cheek-upper-left',
  'cheek-upper-right',
  'cheek-lower-left',
  'cheek-lower-right',
  'nose',
];
/** Widths of spots, mm (Gaussian sigma): diameters of about 1.5 to 6 mm. */
const SIGMAS_MM = [0.5, 0.9, 1.6] as const;
/** Least contrast that is seen, melanin OD. */
const CONTRAST = 0.06;
/** A spot that is this strong at its core is kept apart: it may be a mole, which is never scored. OD, times the length of
 *  the melanin vector where that is over 1: the same pigment makes more contrast on deep skin. */
const APART = 0.75;
const AREA_MM2 = { min: 0.6, max: 80 } as const;

/** One spot: its area, mean contrast, and whether it is kept apart. */
export interface Spot {
  readonly texels: readonly number[];
  readonly areaMm2: number;
  readonly contrast: number;
  readonly apart: boolean;
}

/** Visible spots, % of the area of forehead, cheeks and nose: darker in pigment than the skin around, 0.5-6 mm wide. */
export const spots = (map: ConditionMap): Finding => {
  const [all, folds] = foldsOf(map, FIELD, map.ok);
  if (all.length < 2000) return { value: Number.NaN, folds: [] };
  const covered = new Uint8Array(map.ok.length);
  for (const spot of findSpots(map, all)) if (!spot.apart) for (const i of spot.texels) covered[i] = 1;
  const share = (list: readonly number[]): number =>
    list.length ? (100 * list.reduce((s, i) => s + covered[i]!, 0)) / list.length : Number.NaN;
  return { value: share(all), folds: folds.map(share) };
};

/** Spots in the texels of `field`: largest of three difference-of-Gaussian responses, hysteresis at 3 and 2 robust SD. */
export const findSpots = (map: ConditionMap, field: readonly number[]): Spot[] => {
  const response = blobResponse(map);
  const sample = Float64Array.from(field.filter((_, k) => k % 7 === 0).map((i) => response[i]!)).sort();
  // The calm side only, so that many spots do not hide each other.
  const sigma = quantileSorted(sample, 0.5) - quantileSorted(sample, 0.16);
  const high = Math.max(CONTRAST, 3 * sigma);
  const low = Math.max(0.6 * CONTRAST, 2 * sigma);
  const open = new Uint8Array(map.ok.length);
  for (const i of field) if (response[i]! > low) open[i] = 1;
  const spots: Spot[] = [];
  for (const i of field)
    if (open[i] === 1 && response[i]! > high) {
      const spot = describe(map, flood(open, i, map.size), response);
      if (spot) spots.push(spot);
    }
  return spots;
};

const blobResponse = (map: ConditionMap): Float32Array => {
  const best = new Float32Array(map.ok.length).fill(-1);
  for (const mm of SIGMAS_MM) {
    const at = (k: number): Float32Array =>
      maskedBlur(map.mel, map.ok, { size: map.size, sigma: Math.max(0.7, mm * k * map.perMm) });
    const [fine, around] = [at(0.6), at(2)];
    for (let i = 0; i < best.length; i++) if (map.ok[i]) best[i] = Math.max(best[i]!, fine[i]! - around[i]!);
  }
  return best;
};

/** Connected open texels from `start`, marked 2. */
const flood = (open: Uint8Array, start: number, size: number): number[] => {
  const found = [start];
  open[start] = 2;
  for (let k = 0; k < found.length; k++)
    for (const j of [found[k]! - 1, found[k]! + 1, found[k]! - size, found[k]! + size])
      if (open[j] === 1) {
        open[j] = 2;
        found.push(j);
      }
  return found;
};

/** A blob as a spot, or null when it is too small, too large, or long and thin (a hair, a line). */
const describe = (map: ConditionMap, texels: readonly number[], response: Float32Array): Spot | null => {
  const areaMm2 = texels.length / map.perMm ** 2;
  if (areaMm2 < AREA_MM2.min || areaMm2 > AREA_MM2.max) return null;
  const xs = texels.map((i) => i % map.size);
  const ys = texels.map((i) => Math.floor(i / map.size));
  const extent = Math.max(...xs) - Math.min(...xs) + 1;
  const height = Math.max(...ys) - Math.min(...ys) + 1;
  const long = Math.max(extent, height);
  if (texels.length < 0.22 * long * long) return null;
  const contrast = texels.reduce((s, i) => s + response[i]!, 0) / texels.length;
  const core = quantileSorted(Float64Array.from(texels, (i) => response[i]!).sort(), 0.9);
  const apart = core > APART * Math.max(1, Math.hypot(...vectorsAt(map.lightness)[0]));
  return { texels, areaMm2, contrast, apart };
};
