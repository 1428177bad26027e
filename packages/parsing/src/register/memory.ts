import type { CropPlan } from '../crop.ts';
import type { ParsedFace, ParseScene } from '../types.ts';
import { REGISTER_POINTS } from './samples.ts';

const POINTS = REGISTER_POINTS.length / 3;
/** Faces come and go; a handful is worth remembering. */
const MOST = 8;

/** What is kept of a face from one frame to the next. */
export interface FaceMemory {
  /** Brightness pattern at the calm points: mean 0, deviation 1. */
  readonly pattern: Float32Array;
  /** The points, x, y, z (towards the viewer) from their own middle, px of the picture. */
  readonly solid: Float32Array;
  readonly pose: Float32Array;
  /** Middle of the face, px of the picture, and ms of the frame. */
  x: number;
  y: number;
  time: number;
  /** Frames followed without a break: the first landmarks are no better than the next, so each counts the same until trust sets the pace. */
  frames: number;
}

interface Seen {
  readonly plan: CropPlan;
  readonly scene: ParseScene;
  /** crop px. */
  readonly points: Float32Array;
  readonly pattern: Float32Array;
  readonly followed: boolean;
}

/** Keeps a face for the next frame. */
export const remember = (
  memory: Map<number, FaceMemory>,
  face: ParsedFace,
  { plan, scene, points, pattern, followed }: Seen,
): void => {
  let own = memory.get(face.id);
  if (!own) {
    if (memory.size >= MOST) memory.delete(memory.keys().next().value!);
    own = {
      pattern: new Float32Array(POINTS),
      solid: new Float32Array(POINTS * 3),
      pose: new Float32Array(16),
      x: 0,
      y: 0,
      time: 0,
      frames: 0,
    };
    memory.set(face.id, own);
  }
  own.pattern.set(pattern);
  for (let k = 0; k < 16; k++) own.pose[k] = face.pose[k] ?? 0;
  own.x = plan.centerX;
  own.y = plan.centerY;
  own.time = scene.captureTime;
  own.frames = followed ? own.frames + 1 : 1;
  const zoom = plan.span / plan.width;
  for (let i = 0; i < POINTS; i++) {
    let z = 0;
    for (let k = 0; k < 3; k++) z -= (face.landmarks[REGISTER_POINTS[i * 3 + k]! * 3 + 2]! * scene.width) / 3;
    own.solid[i * 3] = (points[i * 2]! - plan.width / 2) * zoom;
    own.solid[i * 3 + 1] = (points[i * 2 + 1]! - plan.height / 2) * zoom;
    own.solid[i * 3 + 2] = z;
  }
};

const axis = (pose: ArrayLike<number>, k: number): readonly [number, number, number] => {
  const [x, y, z] = [pose[k * 4] ?? 0, pose[k * 4 + 1] ?? 0, pose[k * 4 + 2] ?? 0];
  const length = Math.hypot(x, y, z);
  if (length > 0) return [x / length, y / length, z / length];
  return [k === 0 ? 1 : 0, k === 1 ? 1 : 0, k === 2 ? 1 : 0];
};

/** Where a face looks: the forward axis of its pose, unit. */
export const forwardOf = (pose: ArrayLike<number>): readonly [number, number, number] => axis(pose, 2);

/** The remembered points as they look after the head turned to `pose`, times `zoom`, from their middle: x, y pairs into `out`. Turn only: where and how large the
 *  face is now is for the caller to find. */
export const turned = (
  before: FaceMemory,
  pose: ArrayLike<number>,
  zoom: number,
  out: Float32Array,
): void => {
  // R = now x then^T; picture's y points down.
  const r = new Float64Array(6);
  for (let k = 0; k < 3; k++) {
    const [now, then] = [axis(pose, k), axis(before.pose, k)];
    for (let row = 0; row < 2; row++)
      for (let col = 0; col < 3; col++) r[row * 3 + col]! += now[row]! * then[col]!;
  }
  const s = before.solid;
  for (let i = 0; i < POINTS; i++) {
    const [x, y, z] = [s[i * 3]!, -s[i * 3 + 1]!, s[i * 3 + 2]!];
    out[i * 2] = (r[0]! * x + r[1]! * y + r[2]! * z) * zoom;
    out[i * 2 + 1] = -(r[3]! * x + r[4]! * y + r[5]! * z) * zoom;
  }
};
