/** A similarity near the identity round a middle: x' = x + tx + a dx - b dy, y' = y + ty + b dx + a dy, with dx, dy from the middle;
 *  1 + a = s cos, b = s sin. */
export interface Nudge {
  tx: number;
  ty: number;
  a: number;
  b: number;
}

/** The nudge round (cx, cy) that brings points `from` nearest to `to` (x, y pairs), least squares (Umeyama 1991, two dimensions). */
export const fitNudge = (from: Float32Array, to: Float32Array, cx: number, cy: number, out: Nudge): void => {
  const n = from.length / 2;
  let [fx, fy, gx, gy] = [0, 0, 0, 0];
  for (let i = 0; i < from.length; i += 2) {
    fx += from[i]! / n;
    fy += from[i + 1]! / n;
    gx += to[i]! / n;
    gy += to[i + 1]! / n;
  }
  let [square, dot, cross] = [1e-9, 0, 0];
  for (let i = 0; i < from.length; i += 2) {
    const [x, y] = [from[i]! - fx, from[i + 1]! - fy];
    const [u, v] = [to[i]! - gx, to[i + 1]! - gy];
    square += x * x + y * y;
    dot += x * u + y * v;
    cross += x * v - y * u;
  }
  out.a = dot / square - 1;
  out.b = cross / square;
  out.tx = gx - fx - out.a * (fx - cx) + out.b * (fy - cy);
  out.ty = gy - fy - out.b * (fx - cx) - out.a * (fy - cy);
};

/** Moves points (x, y pairs) by a share of a nudge round (cx, cy), in place. */
export const applyNudge = (points: Float32Array, n: Nudge, cx: number, cy: number, share = 1): void => {
  for (let i = 0; i < points.length; i += 2) {
    const [dx, dy] = [points[i]! - cx, points[i + 1]! - cy];
    points[i] = points[i]! + share * (n.tx + n.a * dx - n.b * dy);
    points[i + 1] = points[i + 1]! + share * (n.ty + n.b * dx + n.a * dy);
  }
};

/** Solves the 4 x 4 normal equations `h` d = `g` (h symmetric, row-major) by Gauss elimination with pivots; false: singular. Both are overwritten, d in g. */
export const solve4 = (h: Float64Array, g: Float64Array): boolean => {
  for (let c = 0; c < 4; c++) {
    let pivot = c;
    for (let r = c + 1; r < 4; r++) if (Math.abs(h[r * 4 + c]!) > Math.abs(h[pivot * 4 + c]!)) pivot = r;
    if (!(Math.abs(h[pivot * 4 + c]!) > 1e-12)) return false;
    if (pivot !== c) {
      for (let k = 0; k < 4; k++) [h[c * 4 + k], h[pivot * 4 + k]] = [h[pivot * 4 + k]!, h[c * 4 + k]!];
      [g[c], g[pivot]] = [g[pivot]!, g[c]!];
    }
    for (let r = 0; r < 4; r++) {
      if (r === c) continue;
      const f = h[r * 4 + c]! / h[c * 4 + c]!;
      for (let k = c; k < 4; k++) h[r * 4 + k]! -= f * h[c * 4 + k]!;
      g[r]! -= f * g[c]!;
    }
  }
  for (let c = 0; c < 4; c++) g[c]! /= h[c * 4 + c]!;
  return true;
};
