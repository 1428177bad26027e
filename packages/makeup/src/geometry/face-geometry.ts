import { CANONICAL_POSITIONS, MESH_VERTEX_COUNT, OPEN_TRIANGLES, type TrackedFace } from '@carmine/face';
import { LIP_COLUMNS, LIP_VERTICES, LipMesh, lipIndices } from './lip-mesh.ts';
import { profileShare } from './profile.ts';
import { pixelsPerMm } from './scale.ts';
import { CHEEK_SAMPLES, SKIN_DOUBTS, SKIN_SAMPLES, SKIN_WEIGHTS } from './skin-weights.ts';
import { type PictureAxes, placeSkirt, SKIRT_VERTICES, skirtIndices } from './skirt.ts';

/** Vertices of the skin: the face mesh, then its skirt. */
const SKIN_VERTICES = MESH_VERTEX_COUNT + SKIRT_VERTICES;
/** Vertices of a face: the skin, then the two lips. */
export const FACE_VERTICES = SKIN_VERTICES + LIP_VERTICES;
/** Floats of a vertex in `vertices`. */
export const VERTEX_FLOATS = 6;
/** Samples of a row; rows: skin, lips, around the lips, cheeks. */
export const SAMPLE_COLUMNS = 128;
export const SAMPLE_ROWS = 4;
/** Texels of the working grids' sides. */
export const SKIN_GRID = 256;
export const LIP_GRID = 128;

/** Triangle corners of a face, the same for every face. */
export const FACE_INDICES: Uint16Array = Uint16Array.from([
  ...OPEN_TRIANGLES,
  ...skirtIndices(MESH_VERTEX_COUNT),
  ...lipIndices().map((i) => i + SKIN_VERTICES),
]);

/** A square working grid over the picture: texel (i, j) has its centre at origin + (i + .5, j + .5) * step, px. */
export interface Grid {
  x: number;
  y: number;
  step: number;
}

/** Pixels a face may change: x0 <= x < x1, y0 <= y < y1. */
export interface Roi {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

/** The skull under the hair is guessed: it counts as seen only well before it turns away. */
const SKULL_TURN = 0.25;

const easedFacing = (nz: number): number => {
  const t = Math.min(1, Math.max(0, (nz + 0.02) / 0.22));
  return t * t * (3 - 2 * t);
};

/**
 * Everything about a face that is not per pixel, made once a frame from its landmarks and drawn by all three backends.
 * Preallocated: `update` allocates nothing.
 */
export class FaceGeometry {
  /**
   * FACE_VERTICES x (x, y px, top-left origin; skin amount; lip amount; doubt; bulge). Amounts 0..1. doubt 0..1: on the lips how
   * much the point may be the mouth's inside, elsewhere how much it may be no skin. bulge: sine of the lip surface's tilt towards the mouth's up, mapped -1..1 to 0..1.
   */
  readonly vertices = new Float32Array(FACE_VERTICES * VERTEX_FLOATS);
  /** SAMPLE_ROWS x SAMPLE_COLUMNS x (x, y px; weight; the skin's normal to the right): where region statistics are read. */
  readonly samples = new Float32Array(SAMPLE_ROWS * SAMPLE_COLUMNS * 4);
  readonly roi: Roi = { x0: 0, y0: 0, x1: 0, y1: 0 };
  readonly skinGrid: Grid = { x: 0, y: 0, step: 1 };
  readonly lipGrid: Grid = { x: 0, y: 0, step: 1 };
  /** px a mm. */
  pixelsPerMm = 1;
  /** Unit vector of the mouth's up in the picture (y down). */
  readonly up: [number, number] = [0, -1];
  /** x and y of the face's forward direction, camera axes x right, y up. */
  readonly forward: [number, number] = [0, 0];
  readonly #px = new Float32Array(478 * 2);
  readonly #facing = new Float32Array(MESH_VERTEX_COUNT);
  readonly #normalX = new Float32Array(MESH_VERTEX_COUNT);
  /** Towards the viewer. */
  readonly #normalZ = new Float32Array(MESH_VERTEX_COUNT);
  readonly #lips = new LipMesh();

  /** Opening of the lips at the middle, mm. */
  get opening(): number {
    return this.#lips.opening;
  }

  /** `width`, `height`: px of the picture that is drawn. False: the face cannot be drawn (landmarks not finite, or no size). */
  update(face: TrackedFace, width: number, height: number): boolean {
    const { landmarks, pose } = face;
    for (let i = 0; i < 478; i++) {
      this.#px[i * 2] = landmarks[i * 3]! * width;
      this.#px[i * 2 + 1] = landmarks[i * 3 + 1]! * height;
    }
    this.pixelsPerMm = pixelsPerMm(landmarks, width, height);
    if (!(this.pixelsPerMm > 1e-3) || !Number.isFinite(this.pixelsPerMm)) return false;
    this.#axes(pose);
    this.#updateFacing(landmarks, width, height);
    for (let i = 0; i < MESH_VERTEX_COUNT; i++)
      this.#put(
        i,
        this.#px[i * 2]!,
        this.#px[i * 2 + 1]!,
        SKIN_WEIGHTS[i]! * this.#facing[i]!,
        0,
        this.#doubt(i),
        0,
      );
    placeSkirt(this.#px, this.#pictureAxes(pose), this.pixelsPerMm, this.#putSkirt);
    this.#lips.update(this.#px, this.pixelsPerMm, this.up[0], this.up[1], this.#putLip);
    this.#place(width, height);
    this.#placeSamples(width, height);
    return this.roi.x1 > this.roi.x0 && this.roi.y1 > this.roi.y0;
  }

  readonly #putLip = (
    v: number,
    x: number,
    y: number,
    amount: number,
    interior: number,
    bulge: number,
  ): void => this.#put(SKIN_VERTICES + v, x, y, 0, amount, interior, bulge * 0.5 + 0.5);

  /** Near the silhouette the mesh may overshoot the face. */
  #doubt(vertex: number): number {
    return Math.max(SKIN_DOUBTS[vertex]!, 1 - Math.min(1, Math.max(0, this.#normalZ[vertex]! / 0.3)));
  }

  readonly #putSkirt = (
    v: number,
    x: number,
    y: number,
    share: number,
    oval: number,
    facing: number,
  ): void => {
    const seen = Math.min(this.#facing[oval]!, easedFacing(facing - SKULL_TURN));
    this.#put(MESH_VERTEX_COUNT + v, x, y, SKIN_WEIGHTS[oval]! * seen * share, 0, 1, 0);
  };

  /** Weak perspective: the pose's axes, px a canonical cm. */
  #pictureAxes(pose: Float32Array): PictureAxes {
    const axes = this.#axesPx;
    for (let k = 0; k < 3; k++) {
      const [x, y, z] = [pose[k * 4] ?? 0, pose[k * 4 + 1] ?? 0, pose[k * 4 + 2] ?? 0];
      const scale = (10 * this.pixelsPerMm) / (Math.hypot(x, y, z) || 1);
      axes[k * 3] = x * scale;
      axes[k * 3 + 1] = -y * scale;
      axes[k * 3 + 2] = z * scale;
    }
    return axes;
  }
  readonly #axesPx = new Float64Array(9);

  #put(v: number, x: number, y: number, skin: number, lip: number, interior: number, bulge: number): void {
    const at = v * VERTEX_FLOATS;
    this.vertices[at] = x;
    this.vertices[at + 1] = y;
    this.vertices[at + 2] = skin;
    this.vertices[at + 3] = lip;
    this.vertices[at + 4] = interior;
    this.vertices[at + 5] = bulge;
  }

  #axes(pose: Float32Array): void {
    // Nose root to chin is the face's own vertical, whatever its roll.
    const dx = this.#px[168 * 2]! - this.#px[152 * 2]!;
    const dy = this.#px[168 * 2 + 1]! - this.#px[152 * 2 + 1]!;
    const length = Math.hypot(dx, dy) || 1;
    this.up[0] = dx / length;
    this.up[1] = dy / length;
    const [fx, fy, fz] = [pose[8] ?? 0, pose[9] ?? 0, pose[10] ?? 1];
    const n = Math.hypot(fx, fy, fz) || 1;
    this.forward[0] = fx / n;
    this.forward[1] = fy / n;
  }

  /** Product fades where the surface turns away, and is gone where it faces back. */
  #updateFacing(lm: Float32Array, width: number, height: number): void {
    const n = this.#normals.fill(0);
    const tri = OPEN_TRIANGLES;
    for (let t = 0; t < tri.length; t += 3) {
      const [a, b, c] = [tri[t]! * 3, tri[t + 1]! * 3, tri[t + 2]! * 3];
      const ux = (lm[b]! - lm[a]!) * width;
      const uy = (lm[b + 1]! - lm[a + 1]!) * height;
      const uz = (lm[b + 2]! - lm[a + 2]!) * width;
      const vx = (lm[c]! - lm[a]!) * width;
      const vy = (lm[c + 1]! - lm[a + 1]!) * height;
      const vz = (lm[c + 2]! - lm[a + 2]!) * width;
      const nx = uy * vz - uz * vy;
      const ny = uz * vx - ux * vz;
      const nz = ux * vy - uy * vx;
      for (let k = 0; k < 3; k++) {
        const v = tri[t + k]! * 3;
        n[v] = n[v]! + nx;
        n[v + 1] = n[v + 1]! + ny;
        n[v + 2] = n[v + 2]! + nz;
      }
    }
    for (let i = 0; i < MESH_VERTEX_COUNT; i++) {
      const [x, y, z] = [n[i * 3]!, n[i * 3 + 1]!, n[i * 3 + 2]!];
      // The canonical mesh winds counter-clockwise with y up; in the picture y is down and z towards the viewer is smaller.
      const length = Math.hypot(x, y, z) || 1;
      this.#facing[i] = easedFacing(-z / length) * profileShare(CANONICAL_POSITIONS[i * 3]!, this.forward[0]);
      this.#normalX[i] = x / length;
      this.#normalZ[i] = -z / length;
    }
  }
  readonly #normals = new Float32Array(MESH_VERTEX_COUNT * 3);

  /** Region of interest and the two working grids. */
  #place(width: number, height: number): void {
    const v = this.vertices;
    const skin = bounds(v, 0, SKIN_VERTICES);
    const lips = bounds(v, SKIN_VERTICES, FACE_VERTICES);
    this.roi.x0 = Math.max(0, Math.floor(Math.min(skin.x0, lips.x0)) - 1);
    this.roi.y0 = Math.max(0, Math.floor(Math.min(skin.y0, lips.y0)) - 1);
    this.roi.x1 = Math.min(width, Math.ceil(Math.max(skin.x1, lips.x1)) + 1);
    this.roi.y1 = Math.min(height, Math.ceil(Math.max(skin.y1, lips.y1)) + 1);
    fitGrid(this.skinGrid, skin, SKIN_GRID);
    fitGrid(this.lipGrid, lips, LIP_GRID);
  }

  #placeSamples(width: number, height: number): void {
    const s = this.samples.fill(0);
    const put = (row: number, col: number, x: number, y: number, weight: number): void => {
      const at = (row * SAMPLE_COLUMNS + col) * 4;
      const seen = x >= 0 && y >= 0 && x < width && y < height;
      s[at] = x;
      s[at + 1] = y;
      s[at + 2] = seen && weight > 0.5 ? 1 : 0;
    };
    const stride = Math.max(1, SKIN_SAMPLES.length / SAMPLE_COLUMNS);
    for (let i = 0; i < SAMPLE_COLUMNS && i * stride < SKIN_SAMPLES.length; i++) {
      const v = SKIN_SAMPLES[Math.floor(i * stride)]!;
      put(0, i, this.#px[v * 2]!, this.#px[v * 2 + 1]!, this.#facing[v]!);
      s[i * 4 + 3] = this.#normalX[v]!;
    }
    CHEEK_SAMPLES.forEach((v, i) => {
      put(3, i, this.#px[v * 2]!, this.#px[v * 2 + 1]!, this.#facing[v]!);
    });
    // The middle of each lip, between the second and third ring, and 6 mm outside the outer one.
    let col = 0;
    for (let lip = 0; lip < 2; lip++)
      for (let c = 3; c < LIP_COLUMNS - 3; c++) {
        const [o, m, i] = [
          this.#lips.curves[lip]![0]!,
          this.#lips.curves[lip]![1]!,
          this.#lips.curves[lip]![2]!,
        ];
        const t = c % 3 === 0 ? 0.1 : c % 3 === 1 ? 0.5 : 0.9;
        const mx = m[c * 2]! + (i[c * 2]! - m[c * 2]!) * t;
        const my = m[c * 2 + 1]! + (i[c * 2 + 1]! - m[c * 2 + 1]!) * t;
        put(1, col, mx, my, 1);
        const dx = o[c * 2]! - i[c * 2]!;
        const dy = o[c * 2 + 1]! - i[c * 2 + 1]!;
        const d = (6 * this.pixelsPerMm) / (Math.hypot(dx, dy) || 1);
        put(2, col, o[c * 2]! + dx * d, o[c * 2 + 1]! + dy * d, 1);
        col++;
      }
  }
}

interface Box {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

const bounds = (v: Float32Array, from: number, to: number): Box => {
  const box = { x0: Infinity, y0: Infinity, x1: -Infinity, y1: -Infinity };
  for (let i = from; i < to; i++) {
    const x = v[i * VERTEX_FLOATS]!;
    const y = v[i * VERTEX_FLOATS + 1]!;
    box.x0 = Math.min(box.x0, x);
    box.y0 = Math.min(box.y0, y);
    box.x1 = Math.max(box.x1, x);
    box.y1 = Math.max(box.y1, y);
  }
  return box;
};

/** Grid over a box with a little to spare around it. */
const fitGrid = (grid: Grid, box: Box, size: number): void => {
  const side = Math.max(box.x1 - box.x0, box.y1 - box.y0) * 1.06;
  grid.step = Math.max(side / size, 1e-3);
  grid.x = (box.x0 + box.x1) / 2 - (grid.step * size) / 2;
  grid.y = (box.y0 + box.y1) / 2 - (grid.step * size) / 2;
};
