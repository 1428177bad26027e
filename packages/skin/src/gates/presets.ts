import type { Limits } from './gate.ts';
import { NO_BLOCK } from './gate.ts';

/** How much a picture must offer before it is read: `standard` is what a report without a choice is judged by. */
export type GatePresetName = 'lenient' | 'standard' | 'strict';

/** Every limit a gate may be judged by; the value and unit of each are in docs/design/skin.md. */
export type LimitId =
  | 'faces'
  | 'size'
  | 'yaw'
  | 'pitch'
  | 'roll'
  | 'clipping'
  | 'brightness'
  | 'noise'
  | 'blur'
  | 'filter'
  | 'regions'
  | 'colour'
  | 'mixed-light'
  | 'hard-light'
  | 'half-shadow'
  | 'eyes'
  | 'glasses'
  | 'cast'
  | 'surface'
  | 'unusual';

/** Limits of one gate, and whether a good picture has a high or a low value. */
export interface PresetLimits extends Limits {
  readonly good: 'high' | 'low';
}

export type GatePreset = Readonly<Record<LimitId, PresetLimits>>;

const low = (warn: number, block: number = NO_BLOCK): PresetLimits => ({ good: 'low', warn, block });
const high = (warn: number, block: number = -NO_BLOCK): PresetLimits => ({ good: 'high', warn, block });

/** One row a gate: lenient, standard (skin.md 5.5, docs/decisions/0034), strict. A limit that tells whether there is a reading at
 *  all (colour) does not move. */
const TABLE: Readonly<Record<LimitId, readonly [PresetLimits, PresetLimits, PresetLimits]>> = {
  faces: [low(2), low(2), low(2, 2)],
  size: [high(60, 40), high(80, 50), high(120, 80)],
  yaw: [low(18, 30), low(12, 25), low(8, 15)],
  pitch: [low(16, 25), low(12, 20), low(8, 14)],
  roll: [low(20, 40), low(15, 30), low(8, 15)],
  clipping: [low(4, 30), low(2, 20), low(1, 8)],
  brightness: [low(0.5), low(0), low(0, 1)],
  noise: [low(0.05, 0.12), low(0.036, 0.09), low(0.025, 0.06)],
  blur: [low(0.27, 0.42), low(0.2, 0.36), low(0.16, 0.26)],
  filter: [high(0.003), high(0.004), high(0.006)],
  regions: [high(5, 3), high(6, 3), high(8, 6)],
  colour: [high(0.08, 0.08), high(0.08, 0.08), high(0.08, 0.08)],
  'mixed-light': [low(0.14), low(0.1), low(0.07, 0.2)],
  'hard-light': [low(0.75, 1.05), low(0.6, 0.9), low(0.4, 0.7)],
  'half-shadow': [low(1.2, 2.4), low(1, 1.8), low(0.6, 1.2)],
  eyes: [high(1), high(1), high(2)],
  glasses: [low(0.5), low(0.5), low(0.5, 1)],
  cast: [low(0.03, 0.12), low(0.02, 0.09), low(0.015, 0.045)],
  surface: [low(1, 2), low(1, 2), low(0.8, 1.5)],
  unusual: [low(1.5, 3), low(1, 3), low(1, 2)],
};

const build = (column: 0 | 1 | 2): GatePreset =>
  Object.fromEntries(Object.entries(TABLE).map(([id, row]) => [id, row[column]])) as GatePreset;

const PRESETS: Readonly<Record<GatePresetName, GatePreset>> = {
  lenient: build(0),
  standard: build(1),
  strict: build(2),
};

/** The limits of a strictness, shared by the live guidance and the analysis of stills. */
export const gatePreset = (name: GatePresetName = 'standard'): GatePreset => PRESETS[name];
