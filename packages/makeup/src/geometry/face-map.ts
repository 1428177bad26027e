import { CANONICAL_POSITIONS, CANONICAL_TRIANGLES, CANONICAL_UV, MESH_VERTEX_COUNT } from '@carmine/face';
import { SKIRT_POSITIONS, SKIRT_UV, skirtIndices } from './skirt.ts';

/** Texels of a face map's sides. */
export const MAP_SIZE = 512;
/** How far the map goes past the canonical UV's 0..1 on every side: room for the skirt. */
const MARGIN = 0.15;

/** Place in a face map, texels (centres at .5), of a canonical UV coordinate; `uvOfMap` takes it back. The same for u and v. */
export const mapOfUv = (uv: number): number => ((uv + MARGIN) / (1 + 2 * MARGIN)) * MAP_SIZE;
export const uvOfMap = (texel: number): number => (texel / MAP_SIZE) * (1 + 2 * MARGIN) - MARGIN;

/** Canonical UV of the skin's vertices: the face mesh, then its skirt. u, v each. */
export const SKIN_UV: Float32Array = Float32Array.from([...CANONICAL_UV, ...SKIRT_UV]);
/** Triangle corners of the whole skin, holes closed. */
const TRIANGLES: Uint16Array = Uint16Array.from([...CANONICAL_TRIANGLES, ...skirtIndices(MESH_VERTEX_COUNT)]);
/** Texels past the outermost triangles that take their neighbours' point: what bilinear reading touches. */
const DILATE = 2;
const FLOATS = 3;

/**
 * The canonical position (cm) behind every texel of a face map: MAP_SIZE x MAP_SIZE x (x, y, z), rows downwards; NaN where there is
 * no face. Made once, when the first shape is baked.
 */
export const mapPositions = (): Float32Array => {
  positions ??= dilate(rasterise());
  return positions;
};
let positions: Float32Array | null = null;

const rasterise = (): Float32Array => {
  const out = new Float32Array(MAP_SIZE * MAP_SIZE * FLOATS).fill(Number.NaN);
  const points = Float32Array.from([...CANONICAL_POSITIONS, ...SKIRT_POSITIONS]);
  for (let t = 0; t < TRIANGLES.length; t += 3) triangle(TRIANGLES.subarray(t, t + 3), points, out);
  return out;
};

const triangle = (corners: Uint16Array, points: Float32Array, out: Float32Array): void => {
  const [a, b, c] = corners as unknown as [number, number, number];
  const x = (v: number): number => mapOfUv(SKIN_UV[v * 2]!);
  const y = (v: number): number => mapOfUv(SKIN_UV[v * 2 + 1]!);
  const area = (x(b) - x(a)) * (y(c) - y(a)) - (y(b) - y(a)) * (x(c) - x(a));
  if (area === 0) return;
  const limit = (v: number): number => Math.min(MAP_SIZE - 1, Math.max(0, v));
  const j1 = limit(Math.floor(Math.max(y(a), y(b), y(c))));
  const i1 = limit(Math.floor(Math.max(x(a), x(b), x(c))));
  for (let j = limit(Math.floor(Math.min(y(a), y(b), y(c)))); j <= j1; j++)
    for (let i = limit(Math.floor(Math.min(x(a), x(b), x(c)))); i <= i1; i++) {
      const [px, py] = [i + 0.5, j + 0.5];
      const wb = ((px - x(a)) * (y(c) - y(a)) - (py - y(a)) * (x(c) - x(a))) / area;
      const wc = ((x(b) - x(a)) * (py - y(a)) - (y(b) - y(a)) * (px - x(a))) / area;
      if (wb < 0 || wc < 0 || wb + wc > 1) continue;
      for (let k = 0; k < FLOATS; k++) {
        const [pa, pb, pc] = [points[a * 3 + k]!, points[b * 3 + k]!, points[c * 3 + k]!];
        out[(j * MAP_SIZE + i) * FLOATS + k] = pa + (pb - pa) * wb + (pc - pa) * wc;
      }
    }
};

const dilate = (map: Float32Array): Float32Array => {
  let from = map;
  for (let n = 0; n < DILATE; n++) {
    const to = from.slice();
    for (let at = 0; at < MAP_SIZE * MAP_SIZE; at++) {
      if (!Number.isNaN(from[at * FLOATS]!)) continue;
      const i = at % MAP_SIZE;
      const near = [i > 0 ? at - 1 : -1, i < MAP_SIZE - 1 ? at + 1 : -1, at - MAP_SIZE, at + MAP_SIZE].find(
        (q) => q >= 0 && q < MAP_SIZE * MAP_SIZE && !Number.isNaN(from[q * FLOATS]!),
      );
      if (near !== undefined) to.copyWithin(at * FLOATS, near * FLOATS, (near + 1) * FLOATS);
    }
    from = to;
  }
  return from;
};
