import { CANONICAL_POSITIONS, PROCRUSTES_WEIGHTS } from '@carmine/face';

/** Landmarks that do not move with the face's expression, and their weights (rendering.md 2.1, Procrustes basis). */
const BASIS = [...PROCRUSTES_WEIGHTS.entries()]
  .filter(([, weight]) => weight > 0)
  .map(([index, weight]) => ({ index, weight }));
const CANONICAL_SPREAD = spread((i, axis) => CANONICAL_POSITIONS[i * 3 + axis]!);

/**
 * Pixels a millimetre of the face has in the picture, from the 3-D spread of the rigid landmarks against the canonical face's
 * (in cm): needs no rotation, so it holds for every pose. `landmarks`: 478 x 3 as in TrackedFace; width, height in px.
 */
export const pixelsPerMm = (landmarks: Float32Array, width: number, height: number): number => {
  // z has the unit of x (image width).
  const scale = (axis: number) => (axis === 1 ? height : width);
  return spread((i, axis) => landmarks[i * 3 + axis]! * scale(axis)) / CANONICAL_SPREAD / 10;
};

/** Weighted RMS distance of the basis points from their centre. */
function spread(at: (index: number, axis: number) => number): number {
  let total = 0;
  for (let axis = 0; axis < 3; axis++) {
    let sum = 0;
    let sum2 = 0;
    let weights = 0;
    for (const { index, weight } of BASIS) {
      const v = at(index, axis);
      sum += weight * v;
      sum2 += weight * v * v;
      weights += weight;
    }
    total += Math.max(0, sum2 / weights - (sum / weights) ** 2);
  }
  return Math.sqrt(total);
}
