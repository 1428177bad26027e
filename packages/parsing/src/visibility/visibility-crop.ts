import { FACE_OVAL, MOUTH_CORNERS, VISIBILITY_SIZE } from '@carmine/face';
import { type CropPlan, pictureToCrop } from '../crop.ts';
import type { ParsedFace } from '../types.ts';

/** Share of the cut-out that the longer side of the face's oval takes (models/visibility, geometry.py FILL). */
const FILL = 0.78;
/** Outer eye corners: subject's right, left. */
const EYE_CORNERS = [33, 263] as const;

/** px of the picture that landmarks are fractions of. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

type Landmarks = ParsedFace['landmarks'];
type Point = readonly [x: number, y: number];

const pointAt = (landmarks: Landmarks, index: number, { width, height }: PictureSize): Point => [
  landmarks[index * 3]! * width,
  landmarks[index * 3 + 1]! * height,
];

const between = (a: Point, b: Point): Point => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];

/** Roll in the picture, radians, clockwise positive: the line of the eyes and the line from eyes to mouth, summed, so that it
 *  holds in profile, where one of them shrinks. */
const faceTurn = (landmarks: Landmarks, size: PictureSize): number => {
  const at = (index: number) => pointAt(landmarks, index, size);
  const [right, left] = [at(EYE_CORNERS[0]), at(EYE_CORNERS[1])];
  const eyes = between(right, left);
  const mouth = between(at(MOUTH_CORNERS.right), at(MOUTH_CORNERS.left));
  return Math.atan2(left[1] - right[1] - (mouth[0] - eyes[0]), left[0] - right[0] + (mouth[1] - eyes[1]));
};

/** The upright square cut-out of a face that VisibilityNet reads, VISIBILITY_SIZE px. */
export const visibilityCrop = (face: ParsedFace, size: PictureSize): CropPlan => {
  const turn = faceTurn(face.landmarks, size);
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const index of FACE_OVAL) {
    const [x, y] = pointAt(face.landmarks, index, size);
    const [u, v] = [cos * x + sin * y, cos * y - sin * x];
    [left, right] = [Math.min(left, u), Math.max(right, u)];
    [top, bottom] = [Math.min(top, v), Math.max(bottom, v)];
  }
  const [u, v] = [(left + right) / 2, (top + bottom) / 2];
  return {
    centerX: cos * u - sin * v,
    centerY: sin * u + cos * v,
    span: Math.max(right - left, bottom - top, 1) / FILL,
    turn,
    width: VISIBILITY_SIZE,
    height: VISIBILITY_SIZE,
  };
};

/** The plan's transform as VisibilityMap.toMap: [a, b, c, d, e, f], px of the picture to texels. */
export const visibilityToMap = (plan: CropPlan): Float32Array => Float32Array.from(pictureToCrop(plan));
