import type { HeadPath } from '@carmine/head';

/** A clip that code makes: the same pictures on every machine, so that numbers of different days can stand side by side. */
export interface ClipPlan {
  readonly id: string;
  /** px */
  readonly width: number;
  readonly height: number;
  /** Pictures kept; played to and fro, so that the movement never jumps. */
  readonly frames: number;
  readonly from: 'head' | 'photographs';
  /** Monk tone of the head, and its movement over the seconds of one way. */
  readonly tone: number;
  readonly path: HeadPath;
}

/** Of one way, to and fro without a corner at the ends: 0 to 1 and still at both. */
const ease = (seconds: number, way: number): number => 0.5 - 0.5 * Math.cos((Math.PI * seconds) / way);

/** s of one way of 40 frames at 30 a second. */
const WAY = 39 / 30;

/** Yaw -20 to 20 degrees, 48 degrees a second at the middle, while the mouth opens. */
const turning: HeadPath = (seconds) => ({
  pose: { yaw: -20 + 40 * ease(seconds, WAY), pitch: 4 * Math.sin(seconds * 3) },
  expression: { mouthOpen: 0.25 * ease(seconds, WAY), smile: 0.2 },
});

const still: HeadPath = () => ({});

const head = (id: string, rest: Partial<ClipPlan> = {}): ClipPlan => ({
  id,
  width: 640,
  height: 480,
  frames: 40,
  from: 'head',
  tone: 5,
  path: turning,
  ...rest,
});

/** `turn`: what ratios are measured on. `still`: jitter. `portrait`: what a phone turned upright sends, for the change of size.
 *  `small`: whether everything works at all. `photographs`: real faces under a wandering, turning view; needs the test data beside the repository. */
export const CLIPS: readonly ClipPlan[] = [
  head('turn'),
  head('turn-720', { width: 1280, height: 720, frames: 24 }),
  head('still', { frames: 1, path: still }),
  head('portrait', { width: 480, height: 640, frames: 12, tone: 8 }),
  head('small', { width: 320, height: 240, frames: 6 }),
  head('photographs', { from: 'photographs', frames: 36 }),
];

/** @throws RangeError for an id that is no clip's */
export const clipPlan = (id: string): ClipPlan => {
  const plan = CLIPS.find((clip) => clip.id === id);
  if (!plan) throw new RangeError(`no clip "${id}"; there are ${CLIPS.map((clip) => clip.id).join(', ')}`);
  return plan;
};

/** Picture of `count` that is played as number `n`: 0 1 2 3 2 1 0 ... */
export const toAndFro = (n: number, count: number): number => {
  if (count < 2) return 0;
  const turn = n % (2 * count - 2);
  return turn < count ? turn : 2 * count - 2 - turn;
};
