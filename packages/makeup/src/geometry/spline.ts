/** Points between two knots of a refined arc, counting one of the knots. */
export const REFINE = 4;

/** Points of an arc of `knots` after refinement. */
export const refinedLength = (knots: number): number => (knots - 1) * REFINE + 1;

/** Uniform Catmull-Rom weights at t = k / REFINE (Catmull & Rom 1974): four a step. */
const WEIGHTS = Float32Array.from({ length: REFINE * 4 }, (_, i) => {
  const t = Math.floor(i / 4) / REFINE;
  const t2 = t * t;
  const t3 = t2 * t;
  return [
    -0.5 * t3 + t2 - 0.5 * t,
    1.5 * t3 - 2.5 * t2 + 1,
    -1.5 * t3 + 2 * t2 + 0.5 * t,
    0.5 * t3 - 0.5 * t2,
  ][i % 4]!;
});

/**
 * Passes a curve through the landmarks `arc` (indices) and writes its points, x and y in px, to `out` at float `at`.
 * The arc is open: its ends are corners and stay sharp. No allocation.
 */
export const refineArc = (px: Float32Array, arc: ArrayLike<number>, out: Float32Array, at: number): void => {
  const last = arc.length - 1;
  const knot = (k: number, axis: number): number => px[arc[Math.min(last, Math.max(0, k))]! * 2 + axis]!;
  let o = at;
  for (let k = 0; k < last; k++)
    for (let s = 0; s < REFINE; s++)
      for (let axis = 0; axis < 2; axis++) {
        const w = s * 4;
        out[o++] =
          WEIGHTS[w]! * knot(k - 1, axis) +
          WEIGHTS[w + 1]! * knot(k, axis) +
          WEIGHTS[w + 2]! * knot(k + 1, axis) +
          WEIGHTS[w + 3]! * knot(k + 2, axis);
      }
  out[o++] = knot(last, 0);
  out[o] = knot(last, 1);
};
