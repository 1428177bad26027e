import { normalCdf } from './normal.ts';
import type { ColorPosterior } from './posterior.ts';

/** The ten swatches of the Monk Skin Tone Scale, MST 1..10 (Monk 2019, skintone.google). For display: skin is NOT matched to the nearest swatch. */
export const MONK_SWATCHES = [
  '#f6ede4',
  '#f3e7db',
  '#f7ead0',
  '#eadaba',
  '#d7bd96',
  '#a07e56',
  '#825c43',
  '#604134',
  '#3a312a',
  '#292420',
] as const;

/** ITA in degrees between MST 1|2, 2|3, ... 9|10 (skin.md 2, provisional: to be re-fitted on rated photographs). */
export const MONK_ITA_CUTS = [58, 50, 41, 28, 10, -10, -30, -48, -62] as const;

/** Skin always has b* above this; it keeps the angle single-valued at the edge of a wide posterior. */
const B_MIN = 0.5;
const NODES = 161;
const SPAN = 5;
const S_MIN = 1e-6;

/** P(ITA > cut) for L*, b* jointly normal: exact in L* given b*, trapezoid over b* (+-5 sd, 161 nodes). */
const probabilityAbove = (cut: number, { lab, cov }: ColorPosterior): number => {
  const tan = Math.tan((cut * Math.PI) / 180);
  const [vL, cLb, vb] = [cov[0] ?? 0, cov[2] ?? 0, cov[8] ?? 0];
  const sb = Math.sqrt(Math.max(0, vb));
  const slope = vb > 0 ? cLb / vb : 0;
  const sL = Math.max(S_MIN, Math.sqrt(Math.max(0, vL - slope * cLb)));
  const above = (z: number): number => {
    const b = Math.max(B_MIN, lab[2] + sb * z);
    return normalCdf((lab[0] + slope * sb * z - 50 - b * tan) / sL);
  };
  if (sb < S_MIN) return above(0);
  let [sum, weights] = [0, 0];
  for (let i = 0; i < NODES; i++) {
    const z = (i / (NODES - 1)) * 2 * SPAN - SPAN;
    const w = Math.exp((-z * z) / 2);
    sum += w * above(z);
    weights += w;
  }
  return sum / weights;
};

/**
 * Probability of MST 1..10 (10 numbers, sum 1) for a skin colour known as a posterior (Lab D65, diffuse only):
 * ordinal cuts on ITA, integrated over the posterior (skin.md 2; nearest swatch would put 97 % of measured people in MST 5-6).
 * It holds the uncertainty of the colour, not that of human raters (who agree exactly in 39 % of cases).
 */
export const monkProbabilities = (lab: ColorPosterior['lab'], cov: readonly number[]): readonly number[] => {
  const above = MONK_ITA_CUTS.map((cut) => probabilityAbove(cut, { lab, cov }));
  const edges = [0, ...above, 1];
  return edges.slice(1).map((upper, i) => Math.max(0, upper - (edges[i] ?? 0)));
};

/** Expected MST, 1..10, of a probability list: an ordinal mean for display. */
export const monkMean = (p: readonly number[]): number => p.reduce((sum, v, i) => sum + v * (i + 1), 0);
