import { LIP_RINGS, MESH_VERTEX_COUNT } from '@carmine/face';
import { type Body, buildBody } from './body.ts';
import { buildEar } from './ear.ts';
import { buildEye } from './eye.ts';
import { MATERIAL } from './materials.ts';
import { buildCavity, buildLowerTeeth, buildTongue, buildUpperTeeth } from './mouth.ts';
import type { Part } from './part.ts';
import { applyMap, limitMap, type Refinement, refine, type SparseMap } from './subdivide.ts';

/** A rigid part's place in the scene's vertex list. */
export interface PartSlot {
  readonly from: number;
  readonly to: number;
  /** 'jaw' parts turn with the jaw. */
  readonly follows: 'skull' | 'jaw';
}

/** Everything about the head that no parameter changes. Built once per process, about 0.1 s. */
export interface Template {
  readonly body: Body;
  readonly limit: SparseMap;
  readonly fineLimit: SparseMap;
  readonly steps: readonly [Refinement, Refinement];
  readonly parts: readonly PartSlot[];
  /** Rest positions of the parts, cm. */
  readonly partPositions: Float32Array;
  /** Fine body vertices come first; parts follow. */
  readonly bodyVertices: number;
  readonly vertexCount: number;
  /** Whole scene, 3 indices each; counter-clockwise from outside. */
  readonly triangles: Uint32Array;
  /** Triangles of the body come first. */
  readonly bodyTriangles: number;
  readonly materials: Uint8Array;
  /** Canonical UV (skin, lips), part UV (others), (spoke, ring) for the scalp: two arrays, chosen by material. */
  readonly uv: Float32Array;
  readonly skullUv: Float32Array;
  /** 1 on the lips, 0 elsewhere, soft over one triangle; per scene vertex. */
  readonly lipness: Float32Array;
}

let cached: Template | undefined;

/** The shared template. */
export const template = (): Template => {
  cached ??= build();
  return cached;
};

const PARTS = (): [Part, PartSlot['follows']][] => [
  [buildEar('right'), 'skull'],
  [buildEar('left'), 'skull'],
  [buildEye('right'), 'skull'],
  [buildEye('left'), 'skull'],
  [buildUpperTeeth(), 'skull'],
  [buildLowerTeeth(), 'jaw'],
  [buildTongue(), 'jaw'],
  [buildCavity(), 'skull'],
];

const quadruple = (labels: Uint8Array): Uint8Array =>
  Uint8Array.from({ length: labels.length * 4 }, (_, i) => labels[i >> 2]!);

const build = (): Template => {
  const body = buildBody();
  const one = refine(body.triangles, body.vertexCount);
  const two = refine(one.triangles, one.vertexCount);
  const fine = (data: Float32Array, dim: number): Float32Array =>
    applyMap(
      two.linear,
      applyMap(one.linear, data, dim, new Float32Array(one.vertexCount * dim)),
      dim,
      new Float32Array(two.vertexCount * dim),
    );
  const parts = PARTS();
  const vertexCount = two.vertexCount + parts.reduce((n, [p]) => n + p.positions.length / 3, 0);
  const uv = new Float32Array(vertexCount * 2);
  uv.set(fine(body.faceUv, 2));
  const skullUv = new Float32Array(vertexCount * 2);
  skullUv.set(fine(body.skullUv, 2));
  const lipness = new Float32Array(vertexCount);
  lipness.set(fine(lipVertices(body.vertexCount), 1));
  const triangles: number[] = [...two.triangles];
  const materials: number[] = [...quadruple(quadruple(body.materials))];
  const partPositions: number[] = [];
  const slots: PartSlot[] = [];
  let at = two.vertexCount;
  for (const [part, follows] of parts) {
    for (const t of part.triangles) triangles.push(t + at);
    for (let t = 0; t < part.triangles.length; t += 3) materials.push(part.material);
    uv.set(part.uv, at * 2);
    partPositions.push(...part.positions);
    slots.push({ from: at, to: at + part.positions.length / 3, follows });
    at += part.positions.length / 3;
  }
  return {
    body,
    limit: limitMap(body.triangles, body.vertexCount),
    fineLimit: limitMap(two.triangles, two.vertexCount),
    steps: [one, two],
    parts: slots,
    partPositions: Float32Array.from(partPositions),
    bodyVertices: two.vertexCount,
    vertexCount,
    triangles: Uint32Array.from(triangles),
    bodyTriangles: two.triangles.length / 3,
    materials: Uint8Array.from(materials),
    uv,
    skullUv,
    lipness,
  };
};

const lipVertices = (count: number): Float32Array => {
  const out = new Float32Array(count);
  for (const ring of [LIP_RINGS.semiOuter, LIP_RINGS.semiInner, LIP_RINGS.inner])
    for (const v of ring) out[v] = 1;
  for (const v of LIP_RINGS.outer) out[v] = 0.4;
  for (let v = MESH_VERTEX_COUNT + 32; v < MESH_VERTEX_COUNT + 72; v++) out[v] = 1;
  return out;
};

/** Triangles of the lids, brows and lips never cross materials, so a fine triangle's label is its coarse one's. */
export const isFaceUv = (material: number): boolean =>
  material === MATERIAL.skin || material === MATERIAL.lip;
