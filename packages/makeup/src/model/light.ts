import type { FaceLight } from '@carmine/face';
import type { LightHint } from '../types.ts';
import { LIGHT_Y, LIGHT_Z } from './constants.ts';
import { smoothstep } from './smooth.ts';

/**
 * Per-channel factor from linear picture light to albedo times shading: 1 / (exposure * illuminant). What the hint leaves open is the face's own
 * light as far as it is told, else white and well exposed.
 */
export const lightScale = (hint: LightHint | undefined, told?: FaceLight): [number, number, number] => {
  const exposure = clamp(hint?.exposure ?? toldExposure(told), 0.02, 50);
  const white = toldWhite(told);
  const at = (k: 0 | 1 | 2): number => clamp(hint?.illuminant?.[k] ?? white[k], 0.05, 20);
  return [1 / (exposure * at(0)), 1 / (exposure * at(1)), 1 / (exposure * at(2))];
};

/** A told value below this confidence is a guess, and counts less and less. */
const SURE = 0.15;
/** Exposures nearer to 1 than the first are taken for 1, past the second they stand as told, stops: within the reading's error a steady
 *  neutral is worth more (measured: -.22 at most on well exposed heads of all tones). */
const EXPOSURE_REST = [0.2, 0.6] as const;
/** The same of illuminants, natural logarithm of the strongest channel over the weakest (measured: .04 at most under white light). */
const WHITE_REST = [0.03, 0.1] as const;

/** How much a told value counts: it is already drawn towards neutral by its own uncertainty (decision 0125). */
const belief = (confidence = 0): number => Math.min(1, Math.max(0, confidence / SURE));

const toldExposure = (told: FaceLight | undefined): number => {
  const stops = Math.log2(told?.exposure ?? 1) * belief(told?.exposureConfidence);
  return 2 ** (stops * smoothstep(...EXPOSURE_REST, Math.abs(stops)));
};

const toldWhite = (told: FaceLight | undefined): [number, number, number] => {
  const logs = [0, 1, 2].map((k) => Math.log(told?.illuminant[k] ?? 1) * belief(told?.illuminantConfidence));
  const most = Math.max(...logs) - Math.min(...logs);
  const share = smoothstep(...WHITE_REST, most);
  return logs.map((v) => Math.exp(v * share)) as [number, number, number];
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
