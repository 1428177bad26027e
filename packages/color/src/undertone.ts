import { labToLch } from './lab.ts';
import { posteriorSamples } from './posterior.ts';
import { faceLocus, type Locus, skinLocus } from './skin-locus.ts';
import type { Lab } from './types.ts';

/** Undertone classes: hue relative to the skin locus at the same lightness, never the hue alone (skin.md 0.8 and 2). */
export const UNDERTONES = ['cool', 'neutral', 'warm', 'olive'] as const;
export type Undertone = (typeof UNDERTONES)[number];

/** Half width of the neutral band, degrees of h_ab (skin.md 2). */
export const NEUTRAL_BAND = 4;
/** Olive: warm hue with a* more than this below the locus (skin.md 2). */
export const OLIVE_A_DROP = 2;

/** Hue of the colour minus the locus hue at its L*, degrees -180..180; > 0 is yellower than typical skin of that lightness. */
export const hueOffset = (lab: Lab, locus: Locus = skinLocus): number => {
  const d = labToLch(lab)[2] - locus(lab[0]).hue;
  return ((d + 540) % 360) - 180;
};

/** Undertone of one exact colour: cool below -4 deg, warm above +4 deg, olive = warm and a* < a0(L*) - 2, else neutral.
 *  Products are made and named on `skinLocus`, the default; pass `faceLocus` for the skin of a face. */
export const undertone = (lab: Lab, locus: Locus = skinLocus): Undertone => {
  const dh = hueOffset(lab, locus);
  if (dh < -NEUTRAL_BAND) return 'cool';
  if (dh <= NEUTRAL_BAND) return 'neutral';
  return lab[1] < locus(lab[0]).a - OLIVE_A_DROP ? 'olive' : 'warm';
};

const SAMPLES = 512;

/** Share of the posterior N(lab, cov) of a FACE in each undertone class (against `faceLocus` unless told otherwise), sum 1,
 *  over 512 fixed low-discrepancy samples (steps of 1/512). */
export const undertoneProbabilities = (
  lab: Lab,
  cov: readonly number[],
  locus: Locus = faceLocus,
): Readonly<Record<Undertone, number>> => {
  const p = { cool: 0, neutral: 0, warm: 0, olive: 0 };
  const points = posteriorSamples({ lab, cov }, SAMPLES);
  for (const x of points) p[undertone(x, locus)] += 1 / points.length;
  return p;
};

/** The most probable class; ties go to the earlier of cool, neutral, warm, olive except that neutral wins any tie. */
export const likelyUndertone = (p: Readonly<Record<Undertone, number>>): Undertone =>
  UNDERTONES.reduce<Undertone>((best, k) => (p[k] > p[best] ? k : best), 'neutral');
