import { FACE_OVAL, type FaceFrame, headAngles, type TrackedFace } from '@carmine/face';
import type { GateResult } from '@carmine/skin';
import type { LimitId } from '@carmine/skin/live';
import { type Frame, frameSize } from '../frame-ledger.ts';
import type { CaptureHint } from './types.ts';

/** One thing that stands against a good picture. */
export interface Fault {
  readonly hint: CaptureHint;
  /** block: no reading without it. warn: a better reading with it. */
  readonly level: 'warn' | 'block';
}

/** Steps a capture is told in; each passes when no fault of its own stands. */
export const STEPS = ['face', 'place', 'pose', 'free', 'still', 'light', 'clear'] as const;
type Step = (typeof STEPS)[number];

const STEP_OF: Readonly<Record<CaptureHint, Step>> = {
  'find-face': 'face',
  'one-face': 'face',
  'come-closer': 'place',
  'move-back': 'place',
  'centre-face': 'place',
  'turn-left': 'pose',
  'turn-right': 'pose',
  'chin-up': 'pose',
  'chin-down': 'pose',
  'head-upright': 'pose',
  'uncover-face': 'free',
  'glasses-off': 'free',
  'open-eyes': 'free',
  'hold-still': 'still',
  'more-light': 'light',
  'less-light': 'light',
  'turn-to-light': 'light',
  'softer-light': 'light',
  'one-light': 'light',
  daylight: 'light',
  'light-the-eyes': 'light',
  'filter-off': 'clear',
  'even-light': 'clear',
};

/** Steps without a fault, 0..STEPS.length; without a face none is passed. */
export const stepsPassed = (faults: readonly Fault[]): number => {
  if (faults.some((f) => f.hint === 'find-face')) return 0;
  return STEPS.length - new Set(faults.map((f) => STEP_OF[f.hint])).size;
};

/** What to do about a gate; by its id, because a gate that passes at one strictness says nothing at another. */
const GATE_HINTS: Readonly<
  Record<LimitId, CaptureHint | ((gate: GateResult, face: TrackedFace) => CaptureHint)>
> = {
  faces: 'one-face',
  size: 'come-closer',
  // Positive: turned to the subject's own left (headAngles).
  yaw: (_, face) => (headAngles(face.pose).yaw > 0 ? 'turn-right' : 'turn-left'),
  pitch: (_, face) => (headAngles(face.pose).pitch > 0 ? 'chin-down' : 'chin-up'),
  roll: 'head-upright',
  clipping: ({ hint }) => (hint === 'more-light' ? 'more-light' : 'softer-light'),
  brightness: ({ hint }) => (hint === 'less-light' ? 'less-light' : 'more-light'),
  noise: 'more-light',
  blur: 'hold-still',
  filter: 'filter-off',
  regions: 'uncover-face',
  colour: 'filter-off',
  'mixed-light': 'one-light',
  'hard-light': 'turn-to-light',
  'half-shadow': 'turn-to-light',
  eyes: ({ hint }) => (hint === 'open-eyes' ? 'open-eyes' : 'light-the-eyes'),
  glasses: 'glasses-off',
  cast: 'daylight',
  surface: 'uncover-face',
  unusual: 'even-light',
};

/** The faults that the gates tell. */
export const gateFaults = (gates: readonly GateResult[], face: TrackedFace): readonly Fault[] =>
  gates.flatMap((gate): Fault[] => {
    if (gate.level === 'pass' || !(gate.id in GATE_HINTS)) return [];
    const hint = GATE_HINTS[gate.id as LimitId];
    return [{ hint: typeof hint === 'function' ? hint(gate, face) : hint, level: gate.level }];
  });

/** Box of the face's outline, shares of the picture. */
const outline = (face: TrackedFace): { left: number; top: number; right: number; bottom: number } => {
  const at = (axis: 0 | 1): number[] => FACE_OVAL.map((i) => face.landmarks[i * 3 + axis]!);
  const [xs, ys] = [at(0), at(1)];
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
};

/** Height of the face's outline, shares of the picture's, below and above which the oval is not filled. */
const SMALL = 0.3;
const LARGE = 0.88;
/** How far the face's middle may lie from the picture's, shares of the picture's height: within the oval's border. */
const OFF = 0.18;

/** Where the face is, from the landmarks alone. */
export const placeFaults = (seen: FaceFrame, frame: Frame): readonly Fault[] => {
  const face = seen.faces[0];
  if (!face) return [{ hint: 'find-face', level: 'block' }];
  const { width, height } = frameSize(frame);
  const { left, top, right, bottom } = outline(face);
  const tall = bottom - top;
  const faults: Fault[] = [];
  if (left < 0 || top < 0 || right > 1 || bottom > 1)
    faults.push({ hint: tall > LARGE ? 'move-back' : 'centre-face', level: 'block' });
  else if (tall > LARGE) faults.push({ hint: 'move-back', level: 'warn' });
  else if (tall < SMALL) faults.push({ hint: 'come-closer', level: 'warn' });
  const off = Math.hypot(((left + right) / 2 - 0.5) * (width / height), (top + bottom) / 2 - 0.5);
  if (off > OFF) faults.push({ hint: 'centre-face', level: 'warn' });
  return faults;
};
