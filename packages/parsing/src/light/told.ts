import type { FaceLight } from '@carmine/face';
import type { Shading } from './direction.ts';
import { illuminantOf } from './locus.ts';
import type { Belief } from './posterior.ts';

/** What is told of a light, as logarithms and variances: what is steadied over time. */
export interface Told {
  /** ln exposure; ln(r/g), ln(b/g) of the illuminant. */
  readonly exposure: number;
  readonly red: number;
  readonly blue: number;
  readonly illuminantConfidence: number;
  readonly exposureConfidence: number;
}

/** An illuminant's confidence is the chance that it is off by less than this angle in linear RGB, radians (5 degrees). */
const ANGLE = (5 * Math.PI) / 180;
/** An exposure's: by less than this, ln (a quarter stop). */
const QUARTER_STOP = 0.25 * Math.LN2;
/** What no likeness to the model's faces guards against: cameras' tone curves, make-up, paint on the lids. */
const DOUBT = 0.92;

/** Chance that a two-dimensional Gaussian error of the chroma stays within ANGLE. */
export const illuminantConfidence = (b: Belief): number => {
  const [r, blue] = [Math.exp(b.red), Math.exp(b.blue)];
  const variance = (r * r * b.redVariance + blue * blue * b.blueVariance) / (r * r + 1 + blue * blue);
  return DOUBT * (1 - 0.7 * b.coloured) * (1 - Math.exp(-(ANGLE * ANGLE) / variance));
};

/** Chance that a Gaussian error of ln exposure stays within a quarter stop; logistic form of the normal's, error < .01. */
export const exposureConfidence = (b: Belief): number => {
  const z = QUARTER_STOP / Math.sqrt(b.exposureVariance);
  return DOUBT * (2 / (1 + Math.exp(-1.5976 * z - 0.07056 * z ** 3)) - 1);
};

/** Belief that a lamp stands there: how alone its direction fits, how much of the shading it explains, and whether there is a lamp at all. */
export const directionConfidence = (s: Shading): number =>
  DOUBT * s.sure * Math.min(1, s.explained / 0.9) ** 2 * Math.min(1, (1 - s.ambient) / 0.25);

/** Nothing is told: white, well exposed, from the front, with confidence 0. */
export const DARK: FaceLight = {
  illuminant: [1, 1, 1],
  illuminantConfidence: 0,
  exposure: 1,
  exposureConfidence: 0,
  direction: [0, 0, 1],
  directionConfidence: 0,
  ambient: 1,
  noise: 0,
};

export const faceLight = (told: Told, shading: Shading, noise: number): FaceLight => ({
  illuminant: illuminantOf(told.red, told.blue) as [number, number, number],
  illuminantConfidence: told.illuminantConfidence,
  exposure: Math.exp(told.exposure),
  exposureConfidence: told.exposureConfidence,
  direction: [shading.x, shading.y, shading.z],
  directionConfidence: directionConfidence(shading),
  ambient: shading.ambient,
  noise,
});
