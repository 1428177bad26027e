import { rigidFit } from '@carmine/face';

/** Residual of the rigid fit at which confidence is one half, mm. */
const HALF_MM = 10;
const RESIDUAL_POWER = 4;
/** Disagreement of two looks at which confidence is one half, share of the face's size. */
const HALF_APART = 0.05;
const APART_POWER = 2;

const falling = (value: number, half: number, power: number): number => 1 / (1 + (value / half) ** power);

/** How well landmarks agree with a human face, 0..1. MediaPipe's JavaScript result holds no presence score, so this
 *  is measured on the landmarks: the residual r of the 33 landmarks that expressions hardly move from the rigid
 *  canonical face (mm, scale-free), through 1 / (1 + (r / 10)^4). It says that the shape is a face's; it says
 *  nothing about occlusion or light. Calibration: docs/decisions/0013. */
export const faceConfidence = (
  landmarks: ArrayLike<number>,
  size: { readonly width: number; readonly height: number },
): number => falling(rigidFit(landmarks, size.width, size.height).residualMm, HALF_MM, RESIDUAL_POWER);

/** How far two looks at the same face agree, 0..1; `apart`: mean distance of their landmarks over the face's size. */
export const agreement = (apart: number): number => falling(apart, HALF_APART, APART_POWER);
