/** A smooth curve through points: uniform Catmull-Rom, `steps` samples a segment (Catmull & Rom 1974).
 *  The curve passes through every point, so landmarks stay where they were measured.
 *  points: x, y pairs; `closed` joins the last to the first. Open curves end exactly on the last point. */
export const smoothCurve = (points: ArrayLike<number>, steps: number, closed: boolean): Float32Array => {
  const count = points.length / 2;
  const segments = closed ? count : count - 1;
  const out = new Float32Array((segments * steps + (closed ? 0 : 1)) * 2);
  const at = (i: number, k: number): number =>
    points[(closed ? (i + count) % count : Math.max(0, Math.min(count - 1, i))) * 2 + k]!;
  for (let s = 0; s < segments; s++)
    for (let n = 0; n < steps; n++)
      for (const k of [0, 1])
        out[(s * steps + n) * 2 + k] = catmullRom(
          at(s - 1, k),
          at(s, k),
          at(s + 1, k),
          at(s + 2, k),
          n / steps,
        );
  if (!closed) out.set([at(count - 1, 0), at(count - 1, 1)], out.length - 2);
  return out;
};

const catmullRom = (a: number, b: number, c: number, d: number, t: number): number =>
  b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));

/** The points of `ring` (landmark numbers) as x, y pairs in px of the image. */
export const ringPx = (
  landmarks: ArrayLike<number>,
  ring: readonly number[],
  size: { readonly width: number; readonly height: number },
): Float32Array => {
  const out = new Float32Array(ring.length * 2);
  ring.forEach((v, i) => {
    out[i * 2] = landmarks[v * 3]! * size.width;
    out[i * 2 + 1] = landmarks[v * 3 + 1]! * size.height;
  });
  return out;
};
