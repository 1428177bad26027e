/** Hints of the quality gates (@carmine/skin `GateResult.hint`): guidance for the next picture. */
export const GATE_HINTS = [
  'come-closer',
  'face-forward',
  'hold-still',
  'turn-to-light',
  'too-bright',
  'too-dark',
  'use-daylight',
  'even-light',
  'soften-light',
  'uncover-face',
  'open-eyes',
  'remove-makeup',
] as const;
export type GateHintKey = (typeof GATE_HINTS)[number];
