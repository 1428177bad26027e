import { CANONICAL_POSITIONS } from '@carmine/face';

export type V3 = readonly [number, number, number];

/** A curve through mesh points, sampled finely. */
export interface Curve {
  readonly points: readonly V3[];
  /** Bounding box grown by `reach`: outside it nothing needs to be asked. */
  readonly low: V3;
  readonly high: V3;
}

export const vertex = (v: number): V3 => [
  CANONICAL_POSITIONS[v * 3]!,
  CANONICAL_POSITIONS[v * 3 + 1]!,
  CANONICAL_POSITIONS[v * 3 + 2]!,
];

export const middle = (a: V3, b: V3, t = 0.5): V3 => [
  a[0] + (b[0] - a[0]) * t,
  a[1] + (b[1] - a[1]) * t,
  a[2] + (b[2] - a[2]) * t,
];

/** Catmull-Rom curve through `knots`, `steps` samples a span. `reach` cm is how far queries care. */
export const curveThrough = (knots: readonly V3[], reach: number, closed = false, steps = 6): Curve => {
  const n = knots.length;
  const at = (i: number): V3 => (closed ? knots[(i + n) % n]! : knots[Math.min(n - 1, Math.max(0, i))]!);
  const points: V3[] = [];
  const spans = closed ? n : n - 1;
  for (let i = 0; i < spans; i++)
    for (let s = 0; s < steps; s++) points.push(catmull(at(i - 1), at(i), at(i + 1), at(i + 2), s / steps));
  points.push(closed ? knots[0]! : knots[n - 1]!);
  const bound = (k: 0 | 1 | 2, pick: (...v: number[]) => number): number => pick(...points.map((p) => p[k]));
  return {
    points,
    low: [bound(0, Math.min) - reach, bound(1, Math.min) - reach, bound(2, Math.min) - reach],
    high: [bound(0, Math.max) + reach, bound(1, Math.max) + reach, bound(2, Math.max) + reach],
  };
};

const catmull = (a: V3, b: V3, c: V3, d: V3, t: number): V3 =>
  [0, 1, 2].map(
    (k) =>
      0.5 *
      (2 * b[k]! +
        (c[k]! - a[k]!) * t +
        (2 * a[k]! - 5 * b[k]! + 4 * c[k]! - d[k]!) * t * t +
        (3 * b[k]! - a[k]! - 3 * c[k]! + d[k]!) * t * t * t),
  ) as unknown as V3;

/** Nearest place on the curve: distance (cm), run 0..1 along it, and the offset in y. Infinity outside its box. */
export const nearest = (curve: Curve, p: V3): { distance: number; run: number; dy: number } => {
  const none = { distance: Number.POSITIVE_INFINITY, run: 0, dy: 0 };
  for (const k of [0, 1, 2] as const) if (p[k] < curve.low[k] || p[k] > curve.high[k]) return none;
  let best = Number.POSITIVE_INFINITY;
  let run = 0;
  let dy = 0;
  const pts = curve.points;
  for (let i = 0; i + 1 < pts.length; i++) {
    const [a, b] = [pts[i]!, pts[i + 1]!];
    const e = [b[0] - a[0], b[1] - a[1], b[2] - a[2]] as const;
    const l2 = e[0] * e[0] + e[1] * e[1] + e[2] * e[2] || 1e-12;
    const w = ((p[0] - a[0]) * e[0] + (p[1] - a[1]) * e[1] + (p[2] - a[2]) * e[2]) / l2;
    const t = Math.min(1, Math.max(0, w));
    const oy = p[1] - a[1] - e[1] * t;
    const d2 = (p[0] - a[0] - e[0] * t) ** 2 + oy * oy + (p[2] - a[2] - e[2] * t) ** 2;
    if (d2 < best) {
      best = d2;
      run = (i + t) / (pts.length - 1);
      dy = oy;
    }
  }
  return { distance: Math.sqrt(best), run, dy };
};
