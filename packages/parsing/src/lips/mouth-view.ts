import { CANONICAL_POSITIONS, LIP_RINGS, PROCRUSTES_WEIGHTS } from '@carmine/face';
import { type CropPlan, pictureToCrop } from '../crop.ts';

/** Cut-out of a mouth: 96 x 64 mm. A relaxed mouth is 50 mm wide, a wide yawn 60 mm high. */
export const VIEW_WIDTH = 192;
export const VIEW_HEIGHT = 128;
const PX_PER_MM = 2;
/** The outer ring takes at most this share of the cut-out: the rest is the skin around it. */
const FILL = 0.8;
/** px of the picture a millimetre must have, and the mouth's width in px: less shows no lip edge. */
const MIN_PICTURE_PX_PER_MM = 0.25;
const MIN_MOUTH_PX = 16;

const RIGHT_CORNER = LIP_RINGS.outer[0];
const LEFT_CORNER = LIP_RINGS.outer[10];

/** Landmarks that do not move with the expression (rendering.md 2.1, Procrustes basis). */
const BASIS = [...PROCRUSTES_WEIGHTS.entries()]
  .filter(([, weight]) => weight > 0)
  .map(([index, weight]) => ({ index, weight }));

/** Weighted RMS distance of the basis points from their centre, in the units of `at`. */
const spread = (at: (index: number, axis: number) => number): number => {
  let total = 0;
  for (let axis = 0; axis < 3; axis++) {
    let sum = 0;
    let square = 0;
    let weights = 0;
    for (const { index, weight } of BASIS) {
      const v = at(index, axis);
      sum += weight * v;
      square += weight * v * v;
      weights += weight;
    }
    total += Math.max(0, square / weights - (sum / weights) ** 2);
  }
  return Math.sqrt(total);
};

/** mm */
const CANONICAL_SPREAD = 10 * spread((i, axis) => CANONICAL_POSITIONS[i * 3 + axis]!);

/** Where a mouth lies in a picture and how it is cut out. */
export interface MouthView {
  readonly plan: CropPlan;
  /** Picture px to crop px, see `pictureToCrop`. */
  readonly toCrop: readonly [number, number, number, number, number, number];
  /** px of the cut-out a mm. */
  readonly pxPerMm: number;
  /** px of the picture a mm. */
  readonly pictureScale: number;
}

/** The view of a mouth by its landmarks (478 x 3, see TrackedFace) in a picture of `width` x `height` px; null: not finite, or too small to read. */
export const mouthView = (landmarks: ArrayLike<number>, width: number, height: number): MouthView | null => {
  const pictureScale =
    spread((i, axis) => landmarks[i * 3 + axis]! * (axis === 1 ? height : width)) / CANONICAL_SPREAD;
  const dx = (landmarks[LEFT_CORNER * 3]! - landmarks[RIGHT_CORNER * 3]!) * width;
  const dy = (landmarks[LEFT_CORNER * 3 + 1]! - landmarks[RIGHT_CORNER * 3 + 1]!) * height;
  const mouth = Math.hypot(dx, dy);
  if (!(pictureScale >= MIN_PICTURE_PX_PER_MM) || !(mouth >= MIN_MOUTH_PX)) return null;
  const turn = Math.atan2(dy, dx);
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const i of LIP_RINGS.outer) {
    const [x, y] = [landmarks[i * 3]! * width, landmarks[i * 3 + 1]! * height];
    const [u, v] = [cos * x + sin * y, cos * y - sin * x];
    left = Math.min(left, u);
    right = Math.max(right, u);
    top = Math.min(top, v);
    bottom = Math.max(bottom, v);
  }
  if (!Number.isFinite(left + right + top + bottom + pictureScale)) return null;
  const [u, v] = [(left + right) / 2, (top + bottom) / 2];
  const scale = Math.min(
    PX_PER_MM / pictureScale,
    (FILL * VIEW_WIDTH) / (right - left),
    (FILL * VIEW_HEIGHT) / (bottom - top),
  );
  const plan: CropPlan = {
    centerX: cos * u - sin * v,
    centerY: sin * u + cos * v,
    span: VIEW_WIDTH / scale,
    turn,
    width: VIEW_WIDTH,
    height: VIEW_HEIGHT,
  };
  return { plan, toCrop: pictureToCrop(plan), pxPerMm: pictureScale * scale, pictureScale };
};
