import {
  CANONICAL_POSITIONS,
  CANONICAL_TRIANGLES,
  CANONICAL_UV,
  EYE_RINGS,
  FACE_OVAL,
  LIP_RINGS,
  LIP_TRIANGLES,
  MESH_VERTEX_COUNT,
  OPEN_TRIANGLES,
  SIDES,
} from '@carmine/face';
import { MATERIAL } from './materials.ts';
import { buildSkull, SPOKES, spokeU } from './skull.ts';

/** The closed skin of the bust before smoothing: the canonical face, the lids' wet edges, the inner sides of the lips
 *  and the rings of the skull, as one mesh so that smoothing leaves no seam. */
export interface Body {
  /** Rest positions, cm, canonical space. The first 468 are the canonical mesh. */
  readonly positions: Float32Array;
  /** Canonical UV of the face part; 0 elsewhere. */
  readonly faceUv: Float32Array;
  /** (spoke, ring) of the skull part and of the oval; 0 elsewhere. */
  readonly skullUv: Float32Array;
  readonly triangles: Uint32Array;
  /** Material of each triangle. */
  readonly materials: Uint8Array;
  readonly vertexCount: number;
}

/** First vertex of each wet lid edge (16 each, order of EYE_RINGS). */
export const WATERLINE_AT = { right: MESH_VERTEX_COUNT, left: MESH_VERTEX_COUNT + 16 } as const;
/** First vertex of the two rings (20 each, order of LIP_RINGS.inner) inside the mouth. */
export const INNER_LIP_AT = [MESH_VERTEX_COUNT + 32, MESH_VERTEX_COUNT + 52] as const;
/** First vertex of the skull's rings. */
export const SKULL_AT = MESH_VERTEX_COUNT + 72;

type Strip = { inner: readonly number[]; outer: readonly number[]; material: number };

/** Triangles of a closed strip between two rings of equal length, `flip` turns them over. */
const stripTriangles = (a: readonly number[], b: readonly number[], flip: boolean): number[] =>
  a.flatMap((p, i) => {
    const j = (i + 1) % a.length;
    const quad = [p, b[i]!, a[j]!, a[j]!, b[i]!, b[j]!];
    return flip ? [quad[0]!, quad[2]!, quad[1]!, quad[3]!, quad[5]!, quad[4]!] : quad;
  });

const range = (from: number, count: number): number[] => Array.from({ length: count }, (_, i) => from + i);

const strips = (rings: number): Strip[] => {
  const skullRing = (r: number): readonly number[] =>
    r === 0 ? FACE_OVAL : range(SKULL_AT + (r - 1) * SPOKES, SPOKES);
  return [
    ...SIDES.map((side) => ({
      outer: EYE_RINGS[side],
      inner: range(WATERLINE_AT[side], 16),
      material: MATERIAL.waterline,
    })),
    { outer: LIP_RINGS.inner, inner: range(INNER_LIP_AT[0], 20), material: MATERIAL.mouth },
    { outer: range(INNER_LIP_AT[0], 20), inner: range(INNER_LIP_AT[1], 20), material: MATERIAL.mouth },
    ...Array.from({ length: rings }, (_, r) => ({
      outer: skullRing(r),
      inner: skullRing(r + 1),
      material: MATERIAL.scalp,
    })),
  ];
};

/** True when the face's own triangles run a -> b along an edge, so that a neighbour must run b -> a. */
const runsForward = (triangles: readonly number[], a: number, b: number): boolean => {
  for (let t = 0; t < triangles.length; t += 3)
    for (let k = 0; k < 3; k++) if (triangles[t + k] === a && triangles[t + ((k + 1) % 3)] === b) return true;
  return false;
};

const lipTriangleKeys = (): Set<string> =>
  new Set(LIP_TRIANGLES.map((t) => [...CANONICAL_TRIANGLES.subarray(t * 3, t * 3 + 3)].join()));

/** Builds the unsmoothed bust. */
export const buildBody = (): Body => {
  const skull = buildSkull();
  const vertexCount = SKULL_AT + skull.rings * SPOKES;
  const positions = new Float32Array(vertexCount * 3);
  positions.set(CANONICAL_POSITIONS);
  positions.set(skull.positions, SKULL_AT * 3);
  const faceUv = new Float32Array(vertexCount * 2);
  faceUv.set(CANONICAL_UV);
  const skullUv = new Float32Array(vertexCount * 2);
  skullUv.set(skull.uv, SKULL_AT * 2);
  FACE_OVAL.forEach((v, s) => {
    skullUv.set([spokeU(s), 0], v * 2);
  });
  const lips = lipTriangleKeys();
  const triangles: number[] = [...OPEN_TRIANGLES];
  const materials: number[] = [];
  for (let t = 0; t < triangles.length; t += 3)
    materials.push(lips.has(triangles.slice(t, t + 3).join()) ? MATERIAL.lip : MATERIAL.skin);
  for (const { outer, inner, material } of strips(skull.rings)) {
    const made = stripTriangles(outer, inner, runsForward(triangles, outer[1]!, outer[0]!));
    triangles.push(...made);
    for (let t = 0; t < made.length / 3; t++) materials.push(material);
  }
  return {
    positions,
    faceUv,
    skullUv,
    triangles: Uint32Array.from(triangles),
    materials: Uint8Array.from(materials),
    vertexCount,
  };
};
