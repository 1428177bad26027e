import {
  CANONICAL_POSITIONS,
  CANONICAL_TRIANGLES,
  CANONICAL_UV,
  PROCRUSTES_WEIGHTS,
} from './generated/canonical-mesh.ts';
import { EYE_RINGS, LIP_RINGS, type Side } from './topology.ts';

export { CANONICAL_POSITIONS, CANONICAL_TRIANGLES, CANONICAL_UV, PROCRUSTES_WEIGHTS };

/** Vertices of the canonical mesh: the first 468 landmarks (irises are not part of it). */
export const MESH_VERTEX_COUNT = 468;

/** Triangles of the canonical mesh whose three corners all lie in `vertices`: numbers 0..897, ascending. */
export const trianglesWithin = (vertices: Iterable<number>): number[] => {
  const set = new Set(vertices);
  const out: number[] = [];
  for (let t = 0; t < CANONICAL_TRIANGLES.length / 3; t++)
    if (corners(t).every((v) => set.has(v))) out.push(t);
  return out;
};

const corners = (t: number): readonly number[] => [...CANONICAL_TRIANGLES.subarray(t * 3, t * 3 + 3)];

/** The 18 triangles that close the mouth: span the inner lip ring. Draw no product on them. */
export const MOUTH_TRIANGLES: readonly number[] = trianglesWithin(LIP_RINGS.inner);

/** The 14 triangles that close each eye: span the lid margin. */
export const EYE_TRIANGLES: Readonly<Record<Side, readonly number[]>> = {
  left: trianglesWithin(EYE_RINGS.left),
  right: trianglesWithin(EYE_RINGS.right),
};

const lipsAndMouth = trianglesWithin(Object.values(LIP_RINGS).flat());
const mouth = new Set(MOUTH_TRIANGLES);

/** The 120 triangles of the lips: 20 spokes x 3 bands x 2. */
export const LIP_TRIANGLES: readonly number[] = lipsAndMouth.filter((t) => !mouth.has(t));

/** Vertex indices (3 a triangle) of the triangles `keep` says yes to. */
export const triangleIndices = (keep: (triangle: number) => boolean): Uint16Array => {
  const out: number[] = [];
  for (let t = 0; t < CANONICAL_TRIANGLES.length / 3; t++) if (keep(t)) out.push(...corners(t));
  return Uint16Array.from(out);
};

const holes = new Set([...MOUTH_TRIANGLES, ...EYE_TRIANGLES.left, ...EYE_TRIANGLES.right]);

/** 852 x 3: the mesh with mouth and eyes open; what every mask is drawn with. */
export const OPEN_TRIANGLES: Uint16Array = triangleIndices((t) => !holes.has(t));

/** Index of the vertex on the other side of the face, for each of the 468 vertices (itself on the midline). */
export const MIRROR_VERTEX: Uint16Array = Uint16Array.from({ length: MESH_VERTEX_COUNT }, (_, i) =>
  mirrorOf(i),
);

function mirrorOf(index: number): number {
  const [x, y, z] = CANONICAL_POSITIONS.subarray(index * 3, index * 3 + 3) as unknown as [
    number,
    number,
    number,
  ];
  let best = index;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < MESH_VERTEX_COUNT; i++) {
    const d = (CANONICAL_POSITIONS[i * 3]! + x) ** 2 + (CANONICAL_POSITIONS[i * 3 + 1]! - y) ** 2;
    const distance = d + (CANONICAL_POSITIONS[i * 3 + 2]! - z) ** 2;
    if (distance < least) [best, least] = [i, distance];
  }
  return best;
}

/** Iris points of the subject's right eye and their partners of the left: the model orders edge points by the
 *  picture (right, top, left, bottom), so a mirrored right edge becomes a left one. */
const IRIS_MIRROR: readonly (readonly [number, number])[] = [
  [468, 473],
  [469, 476],
  [470, 475],
  [471, 474],
  [472, 477],
];

/** MIRROR_VERTEX for all 478 landmarks: what each becomes when the picture is mirrored. */
export const MIRROR_LANDMARK: Uint16Array = (() => {
  const out = new Uint16Array(MESH_VERTEX_COUNT + IRIS_MIRROR.length * 2);
  out.set(MIRROR_VERTEX);
  for (const [right, left] of IRIS_MIRROR) {
    out[right] = left;
    out[left] = right;
  }
  return out;
})();
