import { CANONICAL_POSITIONS, FACE_OVAL } from '@carmine/face';

/** The rest of the bust: rings of 36 that continue the face oval over the skull and under the jaw to the neck, then
 *  down to the shoulders. Spoke s starts at FACE_OVAL[s]. Canonical space: cm, y up, z out of the face. */
export interface Skull {
  /** rings x 36 x 3; ring 0 here is the first ring BEHIND the oval. */
  readonly positions: Float32Array;
  readonly rings: number;
  /** Per vertex (a, t): a = 0 at the chin's spoke to 1 at the forehead's, mirrored; t = 0 at the oval, 1 at the neck ring, above 1 below it. */
  readonly uv: Float32Array;
}

export const SPOKES = 36;
/** Index of the chin in FACE_OVAL. */
export const CHIN_SPOKE = 18;
const HEAD_RINGS = 11;

type V3 = [number, number, number];
const CENTRE: V3 = [0, 0, -4];
/** Neck axis: the pole of the stereographic map. */
const POLE: V3 = normal([0, -1, -0.2]);
const RIGHT: V3 = [1, 0, 0];
const FRONT: V3 = cross(POLE, RIGHT);
/** Angle of the neck ring around the pole, seen from CENTRE. */
const NECK_ANGLE = (32 * Math.PI) / 180;

function normal(v: V3): V3 {
  const l = Math.hypot(...v);
  return [v[0] / l, v[1] / l, v[2] / l];
}
function cross(a: V3, b: V3): V3 {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}
const dot = (a: V3, b: V3): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const mix = (a: V3, b: V3, t: number): V3 => [
  a[0] + (b[0] - a[0]) * t,
  a[1] + (b[1] - a[1]) * t,
  a[2] + (b[2] - a[2]) * t,
];

const ellipsoid = (p: V3, c: V3, r: V3): number => {
  const q: V3 = [(p[0] - c[0]) / r[0], (p[1] - c[1]) / r[1], (p[2] - c[2]) / r[2]];
  return (Math.hypot(...q) - 1) * Math.min(...r);
};
const capsule = (p: V3, a: V3, b: V3, radius: number): number => {
  const ab: V3 = [b[0] - a[0], b[1] - a[1], b[2] - a[2]];
  const ap: V3 = [p[0] - a[0], p[1] - a[1], p[2] - a[2]];
  const h = Math.min(1, Math.max(0, dot(ap, ab) / dot(ab, ab)));
  return Math.hypot(ap[0] - ab[0] * h, ap[1] - ab[1] * h, ap[2] - ab[2] * h) - radius;
};
const smoothMin = (a: number, b: number, k: number): number => {
  const h = Math.max(0, k - Math.abs(a - b)) / k;
  return Math.min(a, b) - (h * h * k) / 4;
};

/** Signed distance (cm, rough) to skull, jaw and neck. Proportions: breadth 15.5, length 19.5, adult means. */
const headField = (p: V3): number => {
  const cranium = ellipsoid(p, [0, 4.1, -3.7], [7.6, 9.0, 9.3]);
  const jaw = ellipsoid(p, [0, -3.6, -0.6], [6.3, 5.2, 5.2]);
  const neck = capsule(p, [0, -2, -5.2], [0, -18, -5.6], 4.95);
  return smoothMin(smoothMin(cranium, jaw, 2.5), neck, 1.6);
};

/** Where a ray from CENTRE leaves the head. */
const surfaceAlong = (d: V3): V3 => {
  const at = (s: number): V3 => [CENTRE[0] + d[0] * s, CENTRE[1] + d[1] * s, CENTRE[2] + d[2] * s];
  let lo = 0;
  let hi = 40;
  for (let i = 0; i < 40; i++) {
    const s = (lo + hi) / 2;
    if (headField(at(s)) < 0) lo = s;
    else hi = s;
  }
  return at((lo + hi) / 2);
};

/** Direction to the stereographic plane with the neck at infinity, and back. */
const toPlane = (d: V3): [number, number] => {
  const k = 1 / (1 - dot(d, POLE));
  return [dot(d, RIGHT) * k, dot(d, FRONT) * k];
};
const fromPlane = ([x, y]: readonly [number, number]): V3 => {
  const r2 = x * x + y * y;
  const c = (r2 - 1) / (r2 + 1);
  const k = 2 / (r2 + 1);
  return normal([0, 1, 2].map((i) => RIGHT[i]! * x * k + FRONT[i]! * y * k + POLE[i]! * c) as V3);
};

const ovalPoint = (s: number): V3 => {
  const at = FACE_OVAL[s % SPOKES]! * 3;
  return [CANONICAL_POSITIONS[at]!, CANONICAL_POSITIONS[at + 1]!, CANONICAL_POSITIONS[at + 2]!];
};

/** Azimuth of spoke s on the neck ring: 0 at the front (chin), towards the subject's left positive. */
const azimuth = (s: number): number => ((CHIN_SPOKE - s) / SPOKES) * 2 * Math.PI;

const spoke = (s: number): V3[] => {
  const oval = ovalPoint(s);
  const d0 = normal([oval[0] - CENTRE[0], oval[1] - CENTRE[1], oval[2] - CENTRE[2]]);
  const from = toPlane(d0);
  const radius = 1 / Math.tan(NECK_ANGLE / 2);
  const to: [number, number] = [Math.sin(azimuth(s)) * radius, Math.cos(azimuth(s)) * radius];
  const line = Array.from({ length: 161 }, (_, i) => {
    const t = i / 160;
    return fromPlane([from[0] + (to[0] - from[0]) * t, from[1] + (to[1] - from[1]) * t]);
  }).map(surfaceAlong);
  const length = [0];
  for (let i = 1; i < line.length; i++)
    length.push(length[i - 1]! + Math.hypot(...line[i]!.map((v, k) => v - line[i - 1]![k]!)));
  const total = length.at(-1)!;
  const first = line[0]!;
  const reach = Math.min(7, total * 0.75);
  return Array.from({ length: HEAD_RINGS }, (_, r) => {
    const want = (total * (r + 1)) / HEAD_RINGS;
    const past = length.findIndex((l) => l >= want - 1e-9);
    const i = past < 0 ? line.length - 2 : Math.max(0, past - 1);
    const p = mix(line[i]!, line[i + 1]!, (want - length[i]!) / (length[i + 1]! - length[i]! || 1));
    const k = Math.max(0, 1 - want / reach) ** 2;
    return [0, 1, 2].map((c) => p[c]! + (oval[c]! - first[c]!) * k) as V3;
  });
};

/** Lower rings: [y, half width, front reach, back reach, z centre, shoulder slope, front drop], cm. */
const LOFT: readonly (readonly number[])[] = [
  [-13.6, 5.4, 5.1, 5.2, -5.6, 0.3, 0.5],
  [-14.6, 5.9, 5.1, 5.6, -5.8, 0.4, 1.2],
  [-15.4, 7.6, 5.5, 6.4, -5.9, 0.8, 2.2],
  [-16.1, 11.4, 6.5, 7.2, -6.0, 1.6, 3.4],
  [-17.2, 16.0, 7.9, 8.0, -6.0, 2.2, 4.4],
  [-20.2, 18.8, 9.4, 8.6, -6.0, 2.4, 4.2],
  [-26.0, 19.8, 10.6, 9.2, -6.0, 2.0, 3.0],
  [-40.0, 19.4, 10.4, 9.4, -6.0, 0, 0],
];

const loftPoint = (row: readonly number[], s: number): V3 => {
  const [y, rx, front, back, zc, slope, drop] = row as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const a = azimuth(s);
  const [sin, cos] = [Math.sin(a), Math.cos(a)];
  return [
    sin * rx,
    y - slope * Math.abs(sin) ** 1.6 - drop * Math.max(0, cos) ** 1.5,
    zc + cos * (cos > 0 ? front : back),
  ];
};

/** Builds the rings behind the face oval. Pure; about 20 ms. */
export const buildSkull = (): Skull => {
  const rings = HEAD_RINGS + LOFT.length;
  const positions = new Float32Array(rings * SPOKES * 3);
  const uv = new Float32Array(rings * SPOKES * 2);
  for (let s = 0; s < SPOKES; s++) {
    const column = [...spoke(s), ...LOFT.map((row) => loftPoint(row, s))];
    column.forEach((p, r) => {
      positions.set(p, (r * SPOKES + s) * 3);
      uv.set([spokeU(s), (r + 1) / HEAD_RINGS], (r * SPOKES + s) * 2);
    });
  }
  return { positions, rings, uv };
};

/** The `a` coordinate of spoke s: the same on both sides, so that no triangle spans a seam. */
export const spokeU = (s: number): number => Math.abs(s - CHIN_SPOKE) / CHIN_SPOKE;
