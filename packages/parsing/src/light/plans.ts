import { EYE_RINGS, FACE_OVAL, type Side } from '@carmine/face';
import type { CropPlan } from '../crop.ts';

/** Side of the face's crop, and the eyes' crops, px. */
export const FACE_CROP = 128;
export const EYE_CROP_WIDTH = 64;
export const EYE_CROP_HEIGHT = 40;
/** Width of an eye's crop over the distance of the eye's corners. */
const EYE_SPAN = 1.5;
/** Room around the face's oval. */
const FACE_SPAN = 1.06;
/** Faces smaller than this between their corners of the eyes are not looked at, px. */
const MIN_EYE = 4;

/** Landmarks in px of the picture. */
export interface Points {
  readonly landmarks: ArrayLike<number>;
  readonly width: number;
  readonly height: number;
}

export const pointX = (p: Points, i: number): number => p.landmarks[i * 3]! * p.width;
export const pointY = (p: Points, i: number): number => p.landmarks[i * 3 + 1]! * p.height;

/** Roll of the face in the picture, radians, clockwise positive: along the outer corners of the eyes. */
const turnOf = (p: Points): number =>
  Math.atan2(pointY(p, 263) - pointY(p, 33), pointX(p, 263) - pointX(p, 33));

/** The upright cut-out of the whole face; null where the landmarks are no face. */
export const facePlan = (p: Points): CropPlan | null => {
  const turn = turnOf(p);
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  let [x0, x1, y0, y1] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const v of FACE_OVAL) {
    const [x, y] = [pointX(p, v), pointY(p, v)];
    const [along, down] = [cos * x + sin * y, cos * y - sin * x];
    x0 = Math.min(x0, along);
    x1 = Math.max(x1, along);
    y0 = Math.min(y0, down);
    y1 = Math.max(y1, down);
  }
  const span = Math.max(x1 - x0, y1 - y0) * FACE_SPAN;
  if (!(span > 8 && span < 1e5)) return null;
  const [mx, my] = [(x0 + x1) / 2, (y0 + y1) / 2];
  return {
    centerX: cos * mx - sin * my,
    centerY: sin * mx + cos * my,
    span,
    turn,
    width: FACE_CROP,
    height: FACE_CROP,
  };
};

/** Distance of an eye's corners, px. */
export const eyeWidth = (p: Points, side: Side): number => {
  const ring = EYE_RINGS[side];
  return Math.hypot(pointX(p, ring[8]!) - pointX(p, ring[0]!), pointY(p, ring[8]!) - pointY(p, ring[0]!));
};

/** The cut-out of one eye and the skin below it; null where there is none to read. */
export const eyePlan = (p: Points, side: Side): CropPlan | null => {
  const ring = EYE_RINGS[side];
  const width = eyeWidth(p, side);
  const turn = turnOf(p);
  // A little below the middle, so that the cheek's skin is in the picture: its noise is read there.
  const below = 0.14 * width;
  const centerX = (pointX(p, ring[0]!) + pointX(p, ring[8]!)) / 2 - Math.sin(turn) * below;
  const centerY = (pointY(p, ring[0]!) + pointY(p, ring[8]!)) / 2 + Math.cos(turn) * below;
  if (!(width > MIN_EYE && width < 1e4 && Number.isFinite(centerX + centerY + turn))) return null;
  return { centerX, centerY, span: EYE_SPAN * width, turn, width: EYE_CROP_WIDTH, height: EYE_CROP_HEIGHT };
};
