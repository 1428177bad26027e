import { MESH_VERTEX_COUNT } from '@carmine/face';
import { applyExpression, type Expression, moveWithJaw } from './expression.ts';
import { applyMap, fitControls, vertexNormals } from './mesh/subdivide.ts';
import { template } from './mesh/template.ts';
import { hairThickness } from './texture/scalp.ts';

/** The head's shape for one expression, in canonical space (cm). Reused between frames. */
export interface Shape {
  /** Deformed coarse bust; the first 468 x 3 are the mesh landmarks. */
  readonly coarse: Float32Array;
  /** All scene vertices and their unit normals. */
  readonly positions: Float32Array;
  readonly normals: Float32Array;
}

interface Scratch {
  readonly controls: Float32Array;
  readonly middle: Float32Array;
  readonly fine: Float32Array;
}

/** Computes shapes into buffers it owns: one per animator. */
export class Sculptor {
  readonly shape: Shape;
  readonly #scratch: Scratch;
  #last = '';

  constructor() {
    const t = template();
    this.shape = {
      coarse: new Float32Array(t.body.positions.length),
      positions: new Float32Array(t.vertexCount * 3),
      normals: new Float32Array(t.vertexCount * 3),
    };
    this.#scratch = {
      controls: new Float32Array(t.body.positions.length),
      middle: new Float32Array(t.steps[0].vertexCount * 3),
      fine: new Float32Array(t.bodyVertices * 3),
    };
  }

  /** Shape for `e`, with the hair's volume or without; unchanged input costs nothing. The same buffers every call. */
  sculpt(e: Expression, hair = true): Shape {
    const key = JSON.stringify([e, hair]);
    if (key === this.#last) return this.shape;
    this.#last = key;
    const t = template();
    const { controls, middle, fine } = this.#scratch;
    const { coarse, positions, normals } = this.shape;
    applyExpression(t.body.positions, e, coarse);
    fitControls(t.limit, coarse, MESH_VERTEX_COUNT, controls);
    applyMap(t.steps[0].smooth, controls, 3, middle);
    applyMap(t.steps[1].smooth, middle, 3, fine);
    applyMap(t.fineLimit, fine, 3, positions);
    if (hair) this.#raiseHair(positions, normals);
    positions.set(t.partPositions, t.bodyVertices * 3);
    for (const part of t.parts)
      if (part.follows === 'jaw') moveWithJaw(positions, part.from, part.to, e.mouthOpen);
    vertexNormals(t.triangles, positions, normals);
    return this.shape;
  }

  /** Lifts the scalp by the hair's thickness along its normals. */
  #raiseHair(positions: Float32Array, normals: Float32Array): void {
    const t = template();
    const thickness = hairVolume();
    vertexNormals(t.triangles.subarray(0, t.bodyTriangles * 3), positions, normals);
    for (let v = 0; v < t.bodyVertices; v++) {
      const lift = thickness[v]!;
      if (lift > 0) for (let c = v * 3; c < v * 3 + 3; c++) positions[c] = positions[c]! + lift * normals[c]!;
    }
  }
}

let cachedVolume: Float32Array | undefined;

/** Hair thickness at each body vertex, cm. */
const hairVolume = (): Float32Array => {
  const t = template();
  cachedVolume ??= Float32Array.from({ length: t.bodyVertices }, (_, v) => {
    const [a, ring] = [t.skullUv[v * 2]!, t.skullUv[v * 2 + 1]!];
    return ring > 0 && ring < 1 ? hairThickness(a, ring) : 0;
  });
  return cachedVolume;
};
