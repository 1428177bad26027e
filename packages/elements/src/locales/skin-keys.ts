/** Hints of the quality gates (@carmine/skin `GateResult.hint`): guidance for the next picture. */
export const GATE_HINTS = [
  'come-closer',
  'face-forward',
  'hold-still',
  'open-eyes',
  'uncover-face',
  'turn-to-light',
  'chin-level',
  'head-upright',
  'more-light',
  'less-light',
  'softer-light',
  'one-light',
  'neutral-light',
  'even-light',
  'light-the-eyes',
  'colour-picture',
  'remove-filter',
] as const;
export type GateHintKey = (typeof GATE_HINTS)[number];

/** Ids of the gates (`GateResult.id`): what stood in the way of a better reading. */
export const GATE_IDS = [
  'size',
  'yaw',
  'pitch',
  'roll',
  'eyes',
  'noise',
  'blur',
  'filter',
  'clipping',
  'brightness',
  'mixed-light',
  'hard-light',
  'cast',
  'regions',
  'colour',
  'unusual',
] as const;
export type GateId = (typeof GATE_IDS)[number];

/** Why a measure has no value, or a wider uncertainty (`Measure.reason`). */
export const MEASURE_REASONS = [
  'too-little-skin',
  'too-grainy',
  'uneven-light',
  'no-cheek',
  'no-face',
] as const;
export type MeasureReason = (typeof MEASURE_REASONS)[number];
