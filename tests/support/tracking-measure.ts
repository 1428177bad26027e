import { LANDMARK_COUNT } from '@carmine/face';
import type { StillResult } from '../e2e/pages/tracking.page.ts';

/** How two face models agree on the same photographs, px at 1000 px. */
export interface LandmarkAgreement {
  readonly photographs: number;
  /** Mean over the landmarks of the length of the mean offset over the photographs: what one model systematically
   *  puts elsewhere than the other. This is the "within 2 px on mean" of face-model.md. */
  readonly systematicPx: number;
  /** Mean and median over the photographs of the mean landmark distance: two networks' own scatter is in it. */
  readonly meanPx: number;
  readonly medianPx: number;
}

/** Compares stills of the same pictures (1000 x 1000) where both models found a face. */
export const landmarkAgreement = (
  own: readonly StillResult[],
  other: readonly StillResult[],
): LandmarkAgreement => {
  const offsets = own.flatMap((still, i) => {
    const [a, b] = [still.landmarks, other[i]?.landmarks];
    return a && b ? [a.map((value, n) => (value - b[n]!) * 1000)] : [];
  });
  const landmarks = Array.from({ length: LANDMARK_COUNT }, (_, n) => n);
  const mean = (values: readonly number[]) => values.reduce((s, v) => s + v, 0) / values.length;
  const systematic = landmarks.map((n) =>
    Math.hypot(mean(offsets.map((o) => o[n * 3]!)), mean(offsets.map((o) => o[n * 3 + 1]!))),
  );
  const distances = offsets
    .map((o) => mean(landmarks.map((n) => Math.hypot(o[n * 3]!, o[n * 3 + 1]!))))
    .sort((a, b) => a - b);
  return {
    photographs: offsets.length,
    systematicPx: mean(systematic),
    meanPx: mean(distances),
    medianPx: distances[distances.length >> 1] ?? Number.NaN,
  };
};
