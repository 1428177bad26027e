import type { ColourWord, MeasureId, PlaceId, ProgressReason } from '@carmine/skin';

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
  'one-face',
  'remove-glasses',
  'bare-skin',
  'light-both-sides',
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
  'faces',
  'glasses',
  'surface',
  'half-shadow',
] as const;
export type GateId = (typeof GATE_IDS)[number];

/** Why a measure has no value, or a wider uncertainty (`Measure.reason`). */
export const MEASURE_REASONS = [
  'too-little-skin',
  'too-shiny',
  'too-grainy',
  'too-packed',
  'uneven-light',
  'no-cheek',
  'no-face',
] as const;
export type MeasureReason = (typeof MEASURE_REASONS)[number];

/** What a measure is made of (`MeasurePart.id`). */
export const MEASURE_PARTS = [
  'count',
  'freckles',
  'local',
  'pigment',
  'blood',
  'vascular',
  'shadow',
  'longest',
  'under-eyes',
  't-zone',
  'tone',
  'texture',
] as const;
export type MeasurePartKey = (typeof MEASURE_PARTS)[number];

/** Words of measures, parts of the face and progress; `gate.` and `cause.` words that came with them. */
export type SkinKey =
  | `measure.${'title' | 'lead' | 'score' | 'range' | 'abstained' | 'moles' | 'mdc' | 'smallest' | 'regions' | 'map'}`
  | `measure.${MeasureId}`
  | `measure.${MeasureId}.note`
  | `measure-reason.${MeasureReason}`
  | `measure-part.${MeasurePartKey}`
  | `place.${PlaceId}`
  | `unit.${'%' | 'dE00' | 'mm' | 'mm/cm2' | 'x'}`
  | `gate.${'one-face' | 'remove-glasses' | 'bare-skin' | 'light-both-sides'}`
  | `cause.${'faces' | 'glasses' | 'surface' | 'half-shadow'}`
  | `progress.${'title' | 'none' | 'changed' | 'within' | 'by' | 'colour'}`
  | `progress.direction.${'calmer' | 'stronger' | 'more-even' | 'less-even'}`
  | `progress.colour.${ColourWord}`
  | `progress-reason.${ProgressReason}`;
