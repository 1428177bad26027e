import {
  deltaE2000,
  likelyUndertone,
  posteriorSamples,
  type Undertone,
  undertoneProbabilities,
} from '@carmine/color';
import { CarmineError } from '@carmine/errors';
import type { Confidence, SkinReading } from './types.ts';

/** What follows from a reading alone. */
export interface ReadingFacts {
  /** dE00 radius around the mean that holds 90 % of the posterior. */
  readonly r90: number;
  readonly confidence: Confidence;
  readonly tone: Undertone;
  /** Probability of `tone`. */
  readonly pTone: number;
}

/** Bounds of r90 for high, medium, low (skin.md 5.4). */
const BOUNDS = [3.5, 5.5, 8] as const;

/** high up to 3.5 dE00, medium 5.5, low 8, else abstain. */
export const confidenceOf = (r90: number): Confidence =>
  r90 <= BOUNDS[0] ? 'high' : r90 <= BOUNDS[1] ? 'medium' : r90 <= BOUNDS[2] ? 'low' : 'abstain';

/** Throws `invalid-argument` when Lab or covariance are not usable numbers. */
export const checkReading = ({ lab, cov }: SkinReading): void => {
  const ok =
    Array.isArray(lab) && lab.length === 3 && lab.every(Number.isFinite) && lab[0] >= 0 && lab[0] <= 100;
  if (!ok) {
    throw new CarmineError('invalid-argument', {
      message: `Skin colour must be three numbers L* (0..100), a*, b*; got ${JSON.stringify(lab)}.`,
      details: { field: 'lab' },
    });
  }
  if (
    !Array.isArray(cov) ||
    cov.length !== 9 ||
    !cov.every(Number.isFinite) ||
    cov[0]! < 0 ||
    cov[4]! < 0 ||
    cov[8]! < 0
  ) {
    throw new CarmineError('invalid-argument', {
      message: 'Skin covariance must be 9 finite numbers, row-major, with variances >= 0.',
      details: { field: 'cov' },
    });
  }
};

/** r90, confidence and undertone of a reading. */
export const readingFacts = (skin: SkinReading): ReadingFacts => {
  const distances = posteriorSamples(skin, 256)
    .map((x) => deltaE2000(x, skin.lab))
    .sort((a, b) => a - b);
  const r90 = distances[Math.floor(distances.length * 0.9)] ?? 0;
  const p = undertoneProbabilities(skin.lab, skin.cov);
  const tone = likelyUndertone(p);
  return { r90, confidence: confidenceOf(r90), tone, pTone: p[tone] };
};
