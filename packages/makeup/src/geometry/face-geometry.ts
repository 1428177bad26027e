import type { TrackedFace } from '@carmine/face';
import type { StrokeFace } from '../layers/stroke.ts';
import {
  EYE_EDGE_MM,
  EYE_EDGE_PX,
  FOREHEAD_LIT,
  LIP_EDGE_MM,
  LIP_EDGE_PX,
  LIT_SHADING,
} from '../model/constants.ts';
import { clearSamples } from './clear-samples.ts';
import { EyeStrip } from './eye-strip.ts';
import { placeSamples, SAMPLE_COLUMNS, SAMPLE_ROWS } from './face-samples.ts';
import { LIP_FLOATS, LipStrip } from './lip-strip.ts';
import { pixelsPerMm } from './scale.ts';
import { SKIN_FLOATS, SkinMesh } from './skin-mesh.ts';
import type { PictureAxes } from './skirt.ts';

export { LIP_SAMPLES, SAMPLE_COLUMNS, SAMPLE_ROWS } from './face-samples.ts';

/** Texels of the working grids' sides. */
export const SKIN_GRID = 256;
export const LIP_GRID = 128;

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

/**
 * Everything about a face that is not per pixel, made once a frame from its landmarks and drawn by all three backends.
 * Preallocated: `update` allocates nothing.
 */
export class FaceGeometry {
  /** What is drawn of a face: see each. */
  readonly skin = new SkinMesh();
  readonly lips = new LipStrip();
  readonly eyes = new EyeStrip();
  /** SAMPLE_ROWS x SAMPLE_COLUMNS x (x, y px; weight; the skin's normal to the right): where region statistics are read. */
  readonly samples = new Float32Array(SAMPLE_ROWS * SAMPLE_COLUMNS * 4);
  readonly roi: Roi = { x0: 0, y0: 0, x1: 0, y1: 0 };
  readonly skinGrid: Grid = { x: 0, y: 0, step: 1 };
  readonly lipGrid: Grid = { x: 0, y: 0, step: 1 };
  /** px a mm. */
  pixelsPerMm = 1;
  /** Shading that the lit side of what is read has where the cheeks' is 1. */
  litShading = LIT_SHADING;
  /** Half the width of the lips' and of the eyes' soft edges, mm. */
  lipEdge = LIP_EDGE_MM;
  eyeEdge = EYE_EDGE_MM;
  /** Unit vector of the mouth's up in the picture (y down). */
  readonly up: [number, number] = [0, -1];
  /** x and y of the face's forward direction, camera axes x right, y up. */
  readonly forward: [number, number] = [0, 0];
  readonly #px = new Float32Array(478 * 2);
  readonly #axesPx = new Float64Array(9);

  /** Opening of the lips at the middle, mm. */
  get opening(): number {
    return this.lips.opening;
  }

  /** What strokes are placed by; it changes with the next `update`. */
  get strokeFace(): StrokeFace {
    return { px: this.#px, facing: this.skin.facing, pixelsPerMm: this.pixelsPerMm, up: this.up };
  }

  /** `width`, `height`: px of the picture that is drawn. False: the face cannot be drawn (landmarks not finite, or no size). */
  update(face: TrackedFace, width: number, height: number): boolean {
    const { landmarks, pose } = face;
    const px = this.#px;
    for (let i = 0; i < 478; i++) {
      px[i * 2] = landmarks[i * 3]! * width;
      px[i * 2 + 1] = landmarks[i * 3 + 1]! * height;
    }
    const ppmm = pixelsPerMm(landmarks, width, height);
    this.pixelsPerMm = ppmm;
    if (!(ppmm > 1e-3) || !Number.isFinite(ppmm)) return false;
    this.lipEdge = Math.max(LIP_EDGE_MM, LIP_EDGE_PX / ppmm);
    this.eyeEdge = Math.max(EYE_EDGE_MM, EYE_EDGE_PX / ppmm);
    this.#axes(pose);
    const axes = this.#pictureAxes(pose);
    this.skin.update({
      landmarks,
      px,
      width,
      height,
      pixelsPerMm: ppmm,
      pose,
      axes,
      turn: this.forward[0],
      hairline: face.visibility?.hairline,
    });
    this.lips.update(px, ppmm, { up: this.up, edge: this.lipEdge, turn: this.forward[0] });
    this.eyes.update(px, ppmm, this.eyeEdge);
    this.#place(width, height);
    placeSamples(this, px, width, height, this.samples);
    this.litShading = LIT_SHADING;
    return this.roi.x1 > this.roi.x0 && this.roi.y1 > this.roi.y0;
  }

  /** Takes what covers the face updated last out of its samples. `seen`: how much of a picture point (px) is the face's own, 0..1. */
  uncover(seen: (x: number, y: number) => number): void {
    this.litShading = LIT_SHADING * (1 + (FOREHEAD_LIT - 1) * clearSamples(this, this.#px, seen));
  }

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

  /** Region of interest and the two working grids. */
  #place(width: number, height: number): void {
    const skin = bounds(this.skin.vertices, SKIN_FLOATS);
    const lips = bounds(this.lips.vertices, LIP_FLOATS);
    this.roi.x0 = Math.max(0, Math.floor(Math.min(skin.x0, lips.x0)) - 1);
    this.roi.y0 = Math.max(0, Math.floor(Math.min(skin.y0, lips.y0)) - 1);
    this.roi.x1 = Math.min(width, Math.ceil(Math.max(skin.x1, lips.x1)) + 1);
    this.roi.y1 = Math.min(height, Math.ceil(Math.max(skin.y1, lips.y1)) + 1);
    fitGrid(this.skinGrid, skin, SKIN_GRID);
    fitGrid(this.lipGrid, lips, LIP_GRID);
    onPixels(this.lipGrid);
  }
}

interface Box {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

/** `floats`: of a vertex; x and y come first. */
const bounds = (v: Float32Array, floats: number): Box => {
  const box = { x0: Infinity, y0: Infinity, x1: -Infinity, y1: -Infinity };
  for (let i = 0; i < v.length; i += floats) {
    const x = v[i]!;
    const y = v[i + 1]!;
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

/** A grid finer than the picture, made the picture's own pixels: a finer one tells nothing more, and what lies between pixels changes with
 *  every move of the face. */
const onPixels = (grid: Grid): void => {
  if (grid.step >= 1) return;
  const spare = (LIP_GRID * (1 - grid.step)) / 2;
  grid.x = Math.round(grid.x - spare);
  grid.y = Math.round(grid.y - spare);
  grid.step = 1;
};
