/** Twice the signed area of a triangle of `points` (x, y pairs); the sign is its winding. */
export const signedArea = (points: Float32Array, a: number, b: number, c: number): number =>
  (points[b * 2]! - points[a * 2]!) * (points[c * 2 + 1]! - points[a * 2 + 1]!) -
  (points[c * 2]! - points[a * 2]!) * (points[b * 2 + 1]! - points[a * 2 + 1]!);

/** Calls `visit` for every pixel centre of a width x height raster inside a triangle of `points` (x, y pairs, px), with
 *  its barycentric weights. Edges belong to both neighbours, so that no seam is left open. */
export const fillTriangle = (
  points: Float32Array,
  [a, b, c]: readonly [number, number, number],
  raster: { readonly width: number; readonly height: number },
  visit: (x: number, y: number, wa: number, wb: number, wc: number) => void,
): void => {
  const whole = signedArea(points, a, b, c);
  if (!(Math.abs(whole) >= 1e-9)) return;
  const [ax, bx, cx] = [points[a * 2]!, points[b * 2]!, points[c * 2]!];
  const [ay, by, cy] = [points[a * 2 + 1]!, points[b * 2 + 1]!, points[c * 2 + 1]!];
  const x0 = Math.max(0, Math.floor(Math.min(ax, bx, cx)));
  const x1 = Math.min(raster.width - 1, Math.ceil(Math.max(ax, bx, cx)));
  const y1 = Math.min(raster.height - 1, Math.ceil(Math.max(ay, by, cy)));
  // The weights are linear in x: along a row they are there from the largest to the smallest of the places where one turns negative.
  const [stepA, stepB] = [(by - cy) / whole, (cy - ay) / whole];
  const stepC = -stepA - stepB;
  for (let y = Math.max(0, Math.floor(Math.min(ay, by, cy))); y <= y1; y++) {
    const py = y + 0.5;
    const atA = (bx * (cy - py) - cx * (by - py)) / whole;
    const atB = (cx * (ay - py) - ax * (cy - py)) / whole;
    const row = { from: x0, to: x1 };
    narrow(row, atA, stepA);
    narrow(row, atB, stepB);
    narrow(row, 1 - atA - atB, stepC);
    for (let x = row.from; x <= row.to; x++) {
      const px = x + 0.5;
      const wa = ((bx - px) * (cy - py) - (cx - px) * (by - py)) / whole;
      const wb = ((cx - px) * (ay - py) - (ax - px) * (cy - py)) / whole;
      const wc = 1 - wa - wb;
      if (wa >= -1e-6 && wb >= -1e-6 && wc >= -1e-6) visit(x, y, wa, wb, wc);
    }
  }
};

/** Leaves of a row the pixels where at + step * (x + .5) may be 0 or more, with one to spare on either side. */
const narrow = (row: { from: number; to: number }, at: number, step: number): void => {
  const zero = -at / step - 0.5;
  if (step > 0) row.from = Math.max(row.from, Math.floor(zero) - 1);
  else if (step < 0) row.to = Math.min(row.to, Math.ceil(zero) + 1);
};
