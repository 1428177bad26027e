import type { FaceLight } from '@carmine/face';
import type { LightHint } from '../types.ts';
import { LIGHT_Y, LIGHT_Z } from './constants.ts';

/**
 * Per-channel factor from linear picture light to albedo times shading: 1 / (exposure * illuminant). What the hint leaves open is the face's own
 * light as far as it is told, else white and well exposed.
 */
export const lightScale = (hint: LightHint | undefined, told?: FaceLight): [number, number, number] => {
  const exposure = clamp(
    hint?.exposure ?? past(believed(told?.exposure, told?.exposureConfidence)),
    0.02,
    50,
  );
  const white = (k: 0 | 1 | 2): number =>
    clamp(hint?.illuminant?.[k] ?? believed(told?.illuminant[k], told?.illuminantConfidence), 0.05, 20);
  return [1 / (exposure * white(0)), 1 / (exposure * white(1)), 1 / (exposure * white(2))];
};

/** A told value below this confidence is a guess, and counts less and less. */
const SURE = 0.15;
/** Exposures nearer to 1 than this are taken for 1, stops: within the reading's error, and a steady neutral is worth more. */
const EXPOSURE_REST = 0.2;

/** A told value as it stands: it is already drawn towards 1 by its own uncertainty (decision 0125). */
const believed = (value = 1, confidence = 0): number => value ** Math.min(1, Math.max(0, confidence / SURE));

/** An exposure past the rest round 1. */
const past = (exposure: number): number => {
  const stops = Math.log2(exposure);
  return 2 ** (Math.sign(stops) * Math.max(0, Math.abs(stops) - EXPOSURE_REST));
};

/** Unit vector to the dominant light: x to the picture's right, y up, z to the viewer. `slope`: Stats.lightX, for what the face does not tell. */
export const lightDirection = (slope: number, told?: FaceLight): [number, number, number] => {
  const own = unit(slope, LIGHT_Y, LIGHT_Z);
  const c = Math.min(1, Math.max(0, told?.directionConfidence ?? 0));
  if (!told || !(c > 0)) return own;
  const mixed = own.map((v, k) => v + (told.direction[k]! - v) * c) as [number, number, number];
  return unit(...mixed);
};

const unit = (x: number, y: number, z: number): [number, number, number] => {
  const length = Math.hypot(x, y, z) || 1;
  return [x / length, y / length, z / length];
};

const clamp = (v: number, lo: number, hi: number): number =>
  Number.isFinite(v) ? Math.min(hi, Math.max(lo, v)) : 1;
