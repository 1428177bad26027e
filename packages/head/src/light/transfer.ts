import { INNER_LIP_AT, WATERLINE_AT } from '../mesh/body.ts';
import { MATERIAL } from '../mesh/materials.ts';
import { template } from '../mesh/template.ts';
import { clearVisibility, createVisibility, rasterise } from '../raster/visibility.ts';
import { shBasis } from './light.ts';

/** Precomputed radiance transfer (Sloan, Kautz and Snyder 2002): per vertex nine coefficients such that
 *  irradiance / pi = transfer . ambient, shadows of the head on itself included; and the open share of its sky. */
export interface Transfer {
  /** vertices x 9. */
  readonly coefficients: Float32Array;
  /** Cosine-weighted visible share of the hemisphere, 0..1. */
  readonly openness: Float32Array;
}

const DIRECTIONS = 96;
const MAP = 160;
/** Half width of the orthographic depth maps, cm. */
const REACH = 24;
/** Depth tolerance, cm. */
const BIAS = 0.2;
/** Vertices are lifted by this before they ask the map, so that a surface does not shade itself, cm. */
const LIFT = 0.3;

type V3 = readonly [number, number, number];

/** Evenly spread directions (Fibonacci sphere). */
const directions = (n: number): V3[] =>
  Array.from({ length: n }, (_, i) => {
    const y = 1 - (2 * (i + 0.5)) / n;
    const s = Math.sqrt(1 - y * y);
    const a = i * Math.PI * (3 - Math.sqrt(5));
    return [Math.cos(a) * s, y, Math.sin(a) * s];
  });

/** Points LIFT above the surface. */
export const lift = (positions: Float32Array, normals: Float32Array, out: Float32Array): Float32Array => {
  for (let i = 0; i < positions.length; i++) out[i] = positions[i]! + LIFT * normals[i]!;
  return out;
};

/** Orthographic view from direction d: (x, y, height towards d + 200), in map px. */
export const viewFrom = (d: V3, positions: Float32Array, size: number, out: Float32Array): Float32Array => {
  const up: V3 = Math.abs(d[1]) > 0.9 ? [1, 0, 0] : [0, 1, 0];
  const rx = up[1] * d[2] - up[2] * d[1];
  const ry = up[2] * d[0] - up[0] * d[2];
  const rz = up[0] * d[1] - up[1] * d[0];
  const l = 1 / Math.hypot(rx, ry, rz);
  const r: V3 = [rx * l, ry * l, rz * l];
  const u: V3 = [d[1] * r[2] - d[2] * r[1], d[2] * r[0] - d[0] * r[2], d[0] * r[1] - d[1] * r[0]];
  const k = size / 2 / REACH;
  for (let i = 0; i < positions.length; i += 3) {
    const x = positions[i]!;
    const y = positions[i + 1]! + 3;
    const z = positions[i + 2]! + 3;
    out[i] = size / 2 + k * (x * r[0] + y * r[1] + z * r[2]);
    out[i + 1] = size / 2 - k * (x * u[0] + y * u[1] + z * u[2]);
    out[i + 2] = x * d[0] + y * d[1] + z * d[2] + 200;
  }
  return out;
};

let cached: Transfer | undefined;

/** Transfer of the head at rest; about half a second once per process. */
export const transfer = (positions: Float32Array, normals: Float32Array): Transfer => {
  cached ??= bake(positions, normals);
  return cached;
};

const bake = (positions: Float32Array, normals: Float32Array): Transfer => {
  const t = template();
  const n = t.vertexCount;
  const out: Transfer = { coefficients: new Float32Array(n * 9), openness: new Float32Array(n) };
  const view = new Float32Array(n * 3);
  const lifted = lift(positions, normals, new Float32Array(n * 3));
  const map = createVisibility(MAP, MAP);
  const solid = t.triangles.subarray(0, t.bodyTriangles * 3);
  const basis: number[] = new Array(9).fill(0);
  for (const d of directions(DIRECTIONS)) {
    viewFrom(d, positions, MAP, view);
    clearVisibility(map);
    rasterise(map, view, solid, 1);
    viewFrom(d, lifted, MAP, view);
    shBasis(d[0], d[1], d[2], basis);
    for (let v = 0; v < n; v++) {
      const cos = normals[v * 3]! * d[0] + normals[v * 3 + 1]! * d[1] + normals[v * 3 + 2]! * d[2];
      if (cos <= 0) continue;
      const seen = v >= t.bodyVertices ? 1 : litShare(map, view, v, BIAS);
      const w = (cos * seen * 4) / DIRECTIONS;
      out.openness[v] = out.openness[v]! + w;
      for (let k = 0; k < 9; k++) out.coefficients[v * 9 + k] = out.coefficients[v * 9 + k]! + w * basis[k]!;
    }
  }
  scaleParts(out, positions);
  return out;
};

/** Share of a 3 x 3 neighbourhood of the depth map that does not cover the vertex. */
export const litShare = (
  map: { width: number; height: number; inverseDepth: Float32Array },
  view: Float32Array,
  v: number,
  bias: number,
): number => {
  const x = Math.floor(view[v * 3]!);
  const y = Math.floor(view[v * 3 + 1]!);
  const z = view[v * 3 + 2]! + bias;
  if (x < 1 || y < 1 || x >= map.width - 1 || y >= map.height - 1) return 1;
  let lit = 0;
  for (let j = -1; j <= 1; j++)
    for (let i = -1; i <= 1; i++) if (map.inverseDepth[(y + j) * map.width + x + i]! <= z) lit++;
  return lit / 9;
};

/** Ears, eyes, teeth and the mouth's inside are shaded by a factor, not by the depth maps: their shelter moves. */
const scaleParts = (out: Transfer, positions: Float32Array): void => {
  const t = template();
  const scale = (v: number, k: number): void => {
    out.openness[v] = out.openness[v]! * k;
    for (let c = 0; c < 9; c++) out.coefficients[v * 9 + c] = out.coefficients[v * 9 + c]! * k;
  };
  for (let i = 0; i < t.triangles.length; i++) {
    const v = t.triangles[i]!;
    if (v >= t.bodyVertices && marked[v] === undefined) {
      marked[v] = true;
      scale(v, shelter(t.materials[Math.floor(i / 3)]!, t.uv[v * 2]!, t.uv[v * 2 + 1]!, positions[v * 3]!));
    }
  }
  marked.length = 0;
};

const marked: (true | undefined)[] = [];

/** How open the place of a part's vertex is. Also used for the key light. */
export const shelter = (material: number, u: number, v: number, x: number): number => {
  if (material === MATERIAL.eye)
    return (
      (0.9 - 0.55 * Math.max(0, Math.min(1, (v + 0.3) / 1.0)) ** 1.4) *
      (1 - 0.25 * Math.min(1, Math.abs(u) / 2.4) ** 2)
    );
  if (material === MATERIAL.teeth) return 1.0 * Math.exp(-((x / 1.45) ** 4)) * (1 - 0.35 * (1 - v));
  if (material === MATERIAL.mouth) return u > 0.5 ? 0.02 : 0.3;
  if (material === MATERIAL.ear) return 0.45 + 0.5 * u;
  return 1;
};

/** First coarse vertices of places that open when the face moves; exported for tests. */
export const SHELTERED = { waterline: WATERLINE_AT, innerLip: INNER_LIP_AT } as const;
