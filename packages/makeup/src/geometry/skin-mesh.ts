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

/** Adds each triangle's normal (its length twice its area) to its corners'. `at`: x, y, z of each vertex. */
const addNormals = (triangles: Uint16Array, at: Float64Array, out: Float32Array): void => {
  for (let t = 0; t < triangles.length; t += 3) {
    const a = triangles[t]! * 3;
    const b = triangles[t + 1]! * 3;
    const c = triangles[t + 2]! * 3;
    const ux = at[b]! - at[a]!;
    const uy = at[b + 1]! - at[a + 1]!;
    const uz = at[b + 2]! - at[a + 2]!;
    const vx = at[c]! - at[a]!;
    const vy = at[c + 1]! - at[a + 1]!;
    const vz = at[c + 2]! - at[a + 2]!;
    const nx = uy * vz - uz * vy;
    const ny = uz * vx - ux * vz;
    const nz = ux * vy - uy * vx;
    for (let k = 0; k < 3; k++) {
      const v = triangles[t + k]! * 3;
      out[v] = out[v]! + nx;
      out[v + 1] = out[v + 1]! + ny;
      out[v + 2] = out[v + 2]! + nz;
    }
  }
};

/** Makes x, y, z of each vertex a unit vector. */
const normalise = (v: Float32Array): void => {
  for (let i = 0; i < v.length; i += 3) {
    const [x, y, z] = [v[i]!, v[i + 1]!, v[i + 2]!];
    const length = Math.sqrt(x * x + y * y + z * z) || 1;
    v[i] = x / length;
    v[i + 1] = y / length;
    v[i + 2] = z / length;
  }
};

/** Unit normals of the canonical face, outwards: x, y, z each. */
const CANONICAL_NORMALS: Float32Array = (() => {
  const out = new Float32Array(MESH_VERTEX_COUNT * 3);
  addNormals(CANONICAL_TRIANGLES, Float64Array.from(CANONICAL_POSITIONS), out);
  normalise(out);
  return out;
})();

/** 1 for the vertices of the four lip rings. */
const LIPS = new Uint8Array(MESH_VERTEX_COUNT);
for (const v of Object.values(LIP_RINGS).flat()) LIPS[v] = 1;

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
    const length = (at: number): number => Math.hypot(pose[at]!, pose[at + 1]!, pose[at + 2]!) || 1;
    const r = length(0);
    const u = length(4);
    const f = length(8);
    for (let v = 0; v < MESH_VERTEX_COUNT; v++) {
      const x = CANONICAL_NORMALS[v * 3]!;
      const y = CANONICAL_NORMALS[v * 3 + 1]!;
      const z = CANONICAL_NORMALS[v * 3 + 2]!;
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
            this.#beside(v) * (LIPS[v] ? lipDoubt(CANONICAL_POSITIONS[v * 3]!, input.turn) : 1),
          ),
      );
    placeSkirt(input, this.#putSkirt);
  }
  #input!: SkinInput;
  /** Landmarks of the mesh, px. */
  readonly #points = new Float64Array(MESH_VERTEX_COUNT * 3);

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
    const points = this.#points;
    // z has the unit of x.
    for (let i = 0; i < points.length; i += 3) {
      points[i] = landmarks[i]! * width;
      points[i + 1] = landmarks[i + 1]! * height;
      points[i + 2] = landmarks[i + 2]! * width;
    }
    addNormals(OPEN_TRIANGLES, points, n);
    normalise(n);
    for (let i = 0; i < MESH_VERTEX_COUNT; i++) {
      // The canonical mesh winds counter-clockwise with y up; in the picture y is down and z towards the viewer is smaller.
      this.facing[i] = easedFacing(-n[i * 3 + 2]!) * profileShare(CANONICAL_POSITIONS[i * 3]!, turn);
    }
  }
}
