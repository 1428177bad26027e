import { CANONICAL_POSITIONS, CANONICAL_TRIANGLES, MESH_VERTEX_COUNT } from '@carmine/face';

/** x, y, z on the canonical face, cm. */
export type FacePosition = readonly [x: number, y: number, z: number];

const at = (v: number): FacePosition => [
  CANONICAL_POSITIONS[v * 3]!,
  CANONICAL_POSITIONS[v * 3 + 1]!,
  CANONICAL_POSITIONS[v * 3 + 2]!,
];

/** The point of the canonical face seen at x, y from the front, cm: what an artist points at. Beside the face, the nearest vertex's depth. */
export const onFace = (x: number, y: number): FacePosition => {
  let front = Number.NEGATIVE_INFINITY;
  for (let t = 0; t < CANONICAL_TRIANGLES.length; t += 3) {
    const z = depthIn(
      at(CANONICAL_TRIANGLES[t]!),
      at(CANONICAL_TRIANGLES[t + 1]!),
      at(CANONICAL_TRIANGLES[t + 2]!),
      x,
      y,
    );
    if (z > front) front = z;
  }
  return [x, y, Number.isFinite(front) ? front : nearestDepth(x, y)];
};

/** Depth of the triangle at x, y; minus infinity outside it. */
const depthIn = (a: FacePosition, b: FacePosition, c: FacePosition, x: number, y: number): number => {
  const area = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
  const wb = ((x - a[0]) * (c[1] - a[1]) - (y - a[1]) * (c[0] - a[0])) / area;
  const wc = ((b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0])) / area;
  const inside = wb >= -1e-9 && wc >= -1e-9 && wb + wc <= 1 + 1e-9;
  return inside ? a[2] + (b[2] - a[2]) * wb + (c[2] - a[2]) * wc : Number.NEGATIVE_INFINITY;
};

const nearestDepth = (x: number, y: number): number => {
  let least = Number.POSITIVE_INFINITY;
  let depth = 0;
  for (let v = 0; v < MESH_VERTEX_COUNT; v++) {
    const [vx, vy, vz] = at(v);
    const d = (vx - x) ** 2 + (vy - y) ** 2;
    if (d < least) [least, depth] = [d, vz];
  }
  return depth;
};
