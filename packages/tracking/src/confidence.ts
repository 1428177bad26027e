import { rigidFit } from '@carmine/face';

/** Residual of the rigid fit at which confidence is one half, mm. */
const HALF_MM = 6;
const STEEPNESS = 4;

/** How well landmarks agree with a human face, 0..1. MediaPipe's JavaScript result holds no presence score, so this
 *  is measured on the landmarks: the residual of the 33 landmarks that expressions hardly move from the rigid
 *  canonical face (mm, scale-free), through 1 / (1 + (r / 6)^4). It says that the shape is a face's;
 *  it says nothing about occlusion. Calibration: docs/decisions/0013. */
export const faceConfidence = (landmarks: ArrayLike<number>, width: number, height: number): number => {
  const { residualMm } = rigidFit(landmarks, width, height);
  return 1 / (1 + (residualMm / HALF_MM) ** STEEPNESS);
};
