import { MIRROR_LANDMARK } from '@carmine/face';
import type { DetectedFace, Size } from './detector.ts';
import type { TrackSource } from './types.ts';

/** A square picture cut out of a source: where its centre lies, how large and how turned it is. */
export interface View {
  /** px of the source. */
  readonly centerX: number;
  readonly centerY: number;
  /** px of the source that the view's side spans. */
  readonly span: number;
  /** Radians the source is turned by, clockwise positive, before it is looked at. */
  readonly turn: number;
  /** Mirrored left to right. */
  readonly flip: boolean;
  /** Side of the view's own picture, px. */
  readonly side: number;
}

/** Draws a view on `canvas`; outside the source it is empty. Does not close `source`. */
export const drawView = (canvas: OffscreenCanvas, source: TrackSource, view: View): void => {
  const { side, span, turn, flip, centerX, centerY } = view;
  canvas.width = side;
  canvas.height = side;
  // It is read back at once.
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  context.imageSmoothingQuality = 'high';
  context.translate(side / 2, side / 2);
  if (flip) context.scale(-1, 1);
  context.rotate(turn);
  context.scale(side / span, side / span);
  context.translate(-centerX, -centerY);
  context.drawImage(source, 0, 0);
};

/** Landmarks found in a view (0..1 of its side) as landmarks of the source (0..1 of `size`). In a mirrored view a left
 *  eye looks like a right one, so the landmarks change places too. The inverse of `drawView`. */
export const fromView = (landmarks: ArrayLike<number>, view: View, size: Size): Float32Array => {
  const { span, turn, flip, centerX, centerY } = view;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const out = new Float32Array(landmarks.length);
  for (let i = 0; i < landmarks.length / 3; i++) {
    const x = (landmarks[i * 3]! - 0.5) * span * (flip ? -1 : 1);
    const y = (landmarks[i * 3 + 1]! - 0.5) * span;
    const to = (flip ? MIRROR_LANDMARK[i]! : i) * 3;
    out[to] = (centerX + x * cos + y * sin) / size.width;
    out[to + 1] = (centerY - x * sin + y * cos) / size.height;
    out[to + 2] = (landmarks[i * 3 + 2]! * span) / size.width;
  }
  return out;
};

/** Share of a view's side that the face takes: what the detector finds best (docs/decisions/0014). */
const FACE_SHARE = 0.5;
const LOOK_SIDE = 512;
const RIGHT_EYE_CORNER = 33 * 3;
const LEFT_EYE_CORNER = 263 * 3;

/** The upright view around a face, as the face model likes it. */
export const viewOfFace = (face: Pick<DetectedFace, 'landmarks'>, size: Size, flip: boolean): View => {
  const l = face.landmarks;
  const box = boxOf(l, size);
  const dx = (l[LEFT_EYE_CORNER]! - l[RIGHT_EYE_CORNER]!) * size.width;
  const dy = (l[LEFT_EYE_CORNER + 1]! - l[RIGHT_EYE_CORNER + 1]!) * size.height;
  return {
    centerX: (box.left + box.right) / 2,
    centerY: (box.top + box.bottom) / 2,
    span: box.side / FACE_SHARE,
    turn: -Math.atan2(dy, dx),
    flip,
    side: LOOK_SIDE,
  };
};

/** Box of the landmarks, px of the source; `side` is its longer one. */
export const boxOf = (landmarks: ArrayLike<number>, size: Size) => {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i < landmarks.length; i += 3) {
    left = Math.min(left, landmarks[i]! * size.width);
    right = Math.max(right, landmarks[i]! * size.width);
    top = Math.min(top, landmarks[i + 1]! * size.height);
    bottom = Math.max(bottom, landmarks[i + 1]! * size.height);
  }
  return { left, right, top, bottom, side: Math.max(right - left, bottom - top, 1) };
};
