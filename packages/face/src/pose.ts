import type { FaceFrame, TrackedFace } from './face-frame.ts';
import { rigidFit } from './rigid-fit.ts';
import { IRISES } from './topology.ts';

/** Head angles in degrees; all 0 for a face that looks straight into the camera. */
export interface HeadAngles {
  /** Positive: turned to the subject's left (the nose moves right in an un-mirrored picture). */
  readonly yaw: number;
  /** Positive: looks up. */
  readonly pitch: number;
  /** Positive: counter-clockwise in an un-mirrored picture (the subject leans towards the right shoulder). */
  readonly roll: number;
}

const DEGREES = 180 / Math.PI;

/** Angles of a pose matrix (4 x 4, column-major, canonical face to camera, y up), taken apart as
 *  R = Ry(yaw) Rx(-pitch) Rz(roll). Any uniform scale in the matrix is divided out. */
export const headAngles = (pose: ArrayLike<number>): HeadAngles => {
  const scale = Math.hypot(pose[8]!, pose[9]!, pose[10]!) || 1;
  return {
    yaw: Math.atan2(pose[8]!, pose[10]!) * DEGREES,
    pitch: Math.asin(Math.max(-1, Math.min(1, pose[9]! / scale))) * DEGREES,
    roll: Math.atan2(pose[1]!, pose[5]!) * DEGREES,
  };
};

/** The pose matrix of `headAngles`: column-major 4 x 4, no translation, scale 1. */
export const poseFromAngles = ({ yaw, pitch, roll }: HeadAngles): Float32Array => {
  const [cy, sy] = [Math.cos(yaw / DEGREES), Math.sin(yaw / DEGREES)];
  const [cx, sx] = [Math.cos(-pitch / DEGREES), Math.sin(-pitch / DEGREES)];
  const [cz, sz] = [Math.cos(roll / DEGREES), Math.sin(roll / DEGREES)];
  return Float32Array.from([
    cy * cz + sy * sx * sz,
    cx * sz,
    -sy * cz + cy * sx * sz,
    0,
    -cy * sz + sy * sx * cz,
    cx * cz,
    sy * sz + cy * sx * cz,
    0,
    sy * cx,
    -sx,
    cy * cx,
    0,
    0,
    0,
    0,
    1,
  ]);
};

/** px of the image per mm on the face, from the rigid fit: yaw and expression hardly move it (rendering.md 1.1). */
export const pxPerMm = (face: TrackedFace, frame: Pick<FaceFrame, 'width' | 'height'>): number =>
  rigidFit(face.landmarks, frame.width, frame.height).pxPerMm;

/** Distance between the iris centres, px of the image. Shrinks with yaw: for sizes use `pxPerMm`. */
export const interOcularPx = (face: TrackedFace, frame: Pick<FaceFrame, 'width' | 'height'>): number => {
  const [l, r] = [IRISES.left.center * 3, IRISES.right.center * 3];
  const dx = (face.landmarks[l]! - face.landmarks[r]!) * frame.width;
  return Math.hypot(dx, (face.landmarks[l + 1]! - face.landmarks[r + 1]!) * frame.height);
};

/** A landmark in px of the image. */
export const landmarkPx = (
  face: TrackedFace,
  index: number,
  frame: Pick<FaceFrame, 'width' | 'height'>,
): readonly [x: number, y: number] => [
  face.landmarks[index * 3]! * frame.width,
  face.landmarks[index * 3 + 1]! * frame.height,
];
