import {
  CANONICAL_POSITIONS,
  CANONICAL_TRIANGLES,
  LIP_RINGS,
  MESH_VERTEX_COUNT,
  MOUTH_TRIANGLES,
  OPEN_TRIANGLES,
  triangleIndices,
} from '@carmine/face';
import { smoothstep } from '../model/smooth.ts';
import { SKIN_UV } from './face-map.ts';
import { lipDoubt, profileShare, withinShare } from './profile.ts';
import { SKIN_DOUBTS, SKIN_WEIGHTS } from './skin-weights.ts';
import { type PictureAxes, placeSkirt, SKIRT_VERTICES, type SkirtVertex, skirtIndices } from './skirt.ts';

/** Vertices of the skin: the face mesh, then its skirt. */
export const SKIN_VERTICES = MESH_VERTEX_COUNT + SKIRT_VERTICES;
/** Floats of a vertex in `vertices`. */
export const SKIN_FLOATS = 9;

const mouth = new Set(MOUTH_TRIANGLES);
/** Triangle corners of the skin, the same for every face. Eyes are closed: what is open of them is cut per pixel (eye-strip.ts). */
export const SKIN_INDICES: Uint16Array = Uint16Array.from([
  ...triangleIndices((t) => !mouth.has(t)),
  ...skirtIndices(MESH_VERTEX_COUNT),
]);

/** The skull under the hair is guessed: it counts as seen only well before it turns away. */
const SKULL_TURN = 0.25;
/** Cosine to the viewing direction from which a surface begins to face away, and does so for sure. */
const AWAY = [0.1, 0.4] as const;
/** Half of the depth that is told apart, mm. */
const DEPTH_MM = 200;

const easedFacing = (nz: number): number => {
  const t = Math.min(1, Math.max(0, (nz + 0.02) / 0.22));
  return t * t * (3 - 2 * t);
};

/** Adds each triangle's normal (its length twice its area) to its corners'. `at` gives an axis of a vertex. */
const addNormals = (
  triangles: Uint16Array,
  at: (vertex: number, axis: number) => number,
  out: Float32Array,
): void => {
  for (let t = 0; t < triangles.length; t += 3) {
    const [a, b, c] = [triangles[t]!, triangles[t + 1]!, triangles[t + 2]!];
    const [ux, uy, uz] = [at(b, 0) - at(a, 0), at(b, 1) - at(a, 1), at(b, 2) - at(a, 2)];
    const [vx, vy, vz] = [at(c, 0) - at(a, 0), at(c, 1) - at(a, 1), at(c, 2) - at(a, 2)];
    const [nx, ny, nz] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
    for (let k = 0; k < 3; k++) {
      const v = triangles[t + k]! * 3;
      out[v] = out[v]! + nx;
      out[v + 1] = out[v + 1]! + ny;
      out[v + 2] = out[v + 2]! + nz;
    }
  }
};

/** Unit normals of the canonical face, outwards: x, y, z each. */
const CANONICAL_NORMALS: Float32Array = (() => {
  const out = new Float32Array(MESH_VERTEX_COUNT * 3);
  addNormals(CANONICAL_TRIANGLES, (v, axis) => CANONICAL_POSITIONS[v * 3 + axis]!, out);
  for (let v = 0; v < MESH_VERTEX_COUNT; v++) {
    const length = Math.hypot(out[v * 3]!, out[v * 3 + 1]!, out[v * 3 + 2]!) || 1;
    for (let k = 0; k < 3; k++) out[v * 3 + k] = out[v * 3 + k]! / length;
  }
  return out;
})();

/** Vertices of the four lip rings. */
const LIPS: ReadonlySet<number> = new Set(Object.values(LIP_RINGS).flat());

/** What the skin of a face is made from. */
export interface SkinInput {
  /** TrackedFace.landmarks. */
  readonly landmarks: Float32Array;
  /** The same in px: x, y each. */
  readonly px: Float32Array;
  /** px of the picture. */
  readonly width: number;
  readonly height: number;
  readonly pixelsPerMm: number;
  /** TrackedFace.pose. */
  readonly pose: Float32Array;
  /** See `PictureAxes`. */
  readonly axes: PictureAxes;
  /** Sine of the yaw, positive to the picture's right. */
  readonly turn: number;
  /** See VisibilityMap. */
  readonly hairline?: ArrayLike<number> | undefined;
}

/** The face mesh and its skirt. One instance a face; nothing is allocated by `update`. */
export class SkinMesh {
  /**
   * SKIN_VERTICES x (x, y px; depth 0 near .. 1 far; amount; doubt; u, v; normal x, y). amount: how much product the place takes, 0..1,
   * none where it turns away to the face's outline. doubt: how much it may be no skin, 0..1. u, v: canonical UV. Normal: the canonical face's, turned by the
   * pose; x to the picture's right, y up.
   */
  readonly vertices = new Float32Array(SKIN_VERTICES * SKIN_FLOATS);
  /** 468 x: how far the surface faces the viewer, 0..1 (0: turned away). */
  readonly facing = new Float32Array(MESH_VERTEX_COUNT);
  /** 468 x 3: the surface's normal as tracked; x to the picture's right, y down, z away from the viewer. */
  readonly normals = new Float32Array(MESH_VERTEX_COUNT * 3);

  constructor() {
    for (let v = 0; v < SKIN_VERTICES; v++) {
      this.vertices[v * SKIN_FLOATS + 5] = SKIN_UV[v * 2]!;
      this.vertices[v * SKIN_FLOATS + 6] = SKIN_UV[v * 2 + 1]!;
    }
  }

  update(input: SkinInput): void {
    this.#input = input;
    this.#updateFacing(input);
    const { px, landmarks, width, pose } = input;
    const [r, u, f] = [0, 4, 8].map((at) => Math.hypot(pose[at]!, pose[at + 1]!, pose[at + 2]!) || 1) as [
      number,
      number,
      number,
    ];
    for (let v = 0; v < MESH_VERTEX_COUNT; v++) {
      const [x, y, z] = [
        CANONICAL_NORMALS[v * 3]!,
        CANONICAL_NORMALS[v * 3 + 1]!,
        CANONICAL_NORMALS[v * 3 + 2]!,
      ];
      const at = v * SKIN_FLOATS;
      this.vertices[at + 7] = (x * pose[0]!) / r + (y * pose[4]!) / u + (z * pose[8]!) / f;
      this.vertices[at + 8] = (x * pose[1]!) / r + (y * pose[5]!) / u + (z * pose[9]!) / f;
    }
    for (let v = 0; v < MESH_VERTEX_COUNT; v++)
      this.#put(
        v,
        px[v * 2]!,
        px[v * 2 + 1]!,
        landmarks[v * 3 + 2]! * width,
        SKIN_WEIGHTS[v]! * Math.max(this.facing[v]!, withinShare(CANONICAL_POSITIONS[v * 3]!, input.turn)),
        this.#towards(v) *
          Math.max(
            SKIN_DOUBTS[v]!,
            this.#beside(v) * (LIPS.has(v) ? lipDoubt(CANONICAL_POSITIONS[v * 3]!, input.turn) : 1),
          ),
      );
    placeSkirt(input, this.#putSkirt);
  }
  #input!: SkinInput;

  readonly #putSkirt = (p: SkirtVertex): void => {
    const seen = Math.min(this.facing[p.oval]!, easedFacing(p.facing - SKULL_TURN));
    const z = this.#input.landmarks[p.oval * 3 + 2]! * this.#input.width - p.nearer;
    const vertex = MESH_VERTEX_COUNT + p.vertex;
    this.#put(vertex, p.x, p.y, z, SKIN_WEIGHTS[p.oval]! * seen * p.share, this.#towards(p.oval));
    const at = vertex * SKIN_FLOATS;
    this.vertices[at + 5] = p.u;
    this.vertices[at + 6] = p.v;
    this.vertices[at + 7] = p.normalX;
    this.vertices[at + 8] = p.normalY;
  };

  /** 0 where the surface faces away for sure: what lies behind the face tells nothing of what is drawn over it, the lips of a head that is turned and looks up. */
  #towards(v: number): number {
    return 1 - smoothstep(AWAY[0], AWAY[1], this.normals[v * 3 + 2]!);
  }

  /** How likely a vertex overshoots the face, as the mesh does near the silhouette, 0..1. */
  #beside(v: number): number {
    return 1 - Math.min(1, Math.max(0, -this.normals[v * 3 + 2]! / 0.3));
  }

  /** `z` px, smaller is nearer. */
  #put(v: number, x: number, y: number, z: number, amount: number, doubt: number): void {
    const at = v * SKIN_FLOATS;
    const depth = 0.5 + z / (2 * DEPTH_MM * this.#input.pixelsPerMm);
    this.vertices[at] = x;
    this.vertices[at + 1] = y;
    this.vertices[at + 2] = Math.min(1, Math.max(0, depth));
    this.vertices[at + 3] = amount;
    this.vertices[at + 4] = doubt;
  }

  /** Product fades where the surface turns away, and is gone where it faces back. */
  #updateFacing({ landmarks, width, height, turn }: SkinInput): void {
    const n = this.normals.fill(0);
    // z has the unit of x.
    addNormals(OPEN_TRIANGLES, (v, axis) => landmarks[v * 3 + axis]! * (axis === 1 ? height : width), n);
    for (let i = 0; i < MESH_VERTEX_COUNT; i++) {
      const length = Math.hypot(n[i * 3]!, n[i * 3 + 1]!, n[i * 3 + 2]!) || 1;
      for (let k = 0; k < 3; k++) n[i * 3 + k] = n[i * 3 + k]! / length;
      // The canonical mesh winds counter-clockwise with y up; in the picture y is down and z towards the viewer is smaller.
      this.facing[i] = easedFacing(-n[i * 3 + 2]!) * profileShare(CANONICAL_POSITIONS[i * 3]!, turn);
    }
  }
}
