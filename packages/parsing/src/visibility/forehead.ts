import { HAIRLINE_SIDE, ovalColumn, rigidFit, skullPoint, type VisibilityMap } from '@carmine/face';
import { type CropPlan, pictureToCrop } from '../crop.ts';
import type { ParsedFace, ParseScene } from '../types.ts';
import { LOG_LIGHT } from './colors.ts';
import { seenAt } from './seen-at.ts';

/** The cut-out over the forehead, px, and mm of the face a px of it. */
const [WIDTH, HEIGHT] = [104, 60];
const MM = 1.6;
/** mm from the oval's top to the cut-out's middle. */
const MIDDLE_MM = 26;
/** Ways over the skull that are looked at: those of the columns whose hairline is told, and one between two. */
export const WAYS = 4 * HAIRLINE_SIDE + 1;
/** Samples of a way inside the oval and past it. */
export const INSIDE = 9;
export const PAST = 42;
export const SAMPLES = INSIDE + PAST;
/** mm from a sample to the next. */
export const SAMPLE_MM = MM;
/** Numbers a sample: ln luminance, its roughness (standard deviation over 5 mm), ln(r/g), ln(g/b), whether it lies in the picture, whether the face is seen. */
export const FLOATS = 6;
/** Of nine px of the cut-out so many must lie in the picture. */
const ENOUGH = 5;

/** Samples along ways that lead from the forehead over the skull. One instance for any number of faces; keeps its buffers. */
export class Forehead {
  /** WAYS x SAMPLES x FLOATS. */
  readonly samples = new Float32Array(WAYS * SAMPLES * FLOATS);
  readonly #axes = new Float64Array(9);
  readonly #point = new Float64Array(6);
  readonly #place = new Float64Array(2);

  /** False: the face's size is not to be told. `turn`: see CropPlan. */
  read(face: ParsedFace, scene: ParseScene, map: VisibilityMap, turn: number): boolean {
    const { width, height } = scene;
    const ppmm = rigidFit(face.landmarks, width, height).pxPerMm;
    if (!(ppmm > 0.05 && ppmm < 1e3)) return false;
    this.#turn(face.pose, ppmm);
    const top = ovalColumn(0);
    const plan: CropPlan = {
      centerX: face.landmarks[top * 3]! * width + Math.sin(turn) * MIDDLE_MM * ppmm,
      centerY: face.landmarks[top * 3 + 1]! * height - Math.cos(turn) * MIDDLE_MM * ppmm,
      span: WIDTH * MM * ppmm,
      turn,
      width: WIDTH,
      height: HEIGHT,
    };
    if (!Number.isFinite(plan.centerX + plan.centerY + turn)) return false;
    const { data } = scene.read(plan);
    const [a, b, c, d, e, f] = pictureToCrop(plan);
    const [place, samples] = [this.#place, this.samples];
    for (let way = 0, at = 0; way < WAYS; way++)
      for (let i = 0; i < SAMPLES; i++, at += FLOATS) {
        this.#locate(face, scene, way / 2 - HAIRLINE_SIDE, (i - INSIDE) * MM);
        const [x, y] = [place[0]!, place[1]!];
        sample(data, Math.floor(a * x + b * y + c), Math.floor(d * x + e * y + f), samples, at);
        samples[at + 5] = seenAt(map, x, y) ? 1 : 0;
      }
    return true;
  }

  /** Weak perspective: the pose's axes, px a canonical cm, y down. */
  #turn(pose: ArrayLike<number>, ppmm: number): void {
    for (let k = 0; k < 3; k++) {
      const [x, y, z] = [pose[k * 4] ?? 0, pose[k * 4 + 1] ?? 0, pose[k * 4 + 2] ?? 0];
      const scale = (10 * ppmm) / (Math.hypot(x, y, z) || 1);
      this.#axes.set([x * scale, -y * scale], k * 2);
    }
  }

  /** The place `mm` past the oval on a way at column `c`, which may lie between two; inside the oval below 0. Writes #place. */
  #locate({ landmarks }: ParsedFace, { width, height }: ParseScene, c: number, mm: number): void {
    const [point, axes, place] = [this.#point, this.#axes, this.#place];
    place.fill(0);
    const first = Math.floor(c);
    for (const column of [first, first + 1]) {
      const share = 1 - Math.abs(c - column);
      if (share <= 0) continue;
      const v = ovalColumn(column) * 3;
      skullPoint(column, Math.abs(mm), point);
      const way = mm < 0 ? -share : share;
      for (let k = 0; k < 2; k++)
        place[k] =
          place[k]! +
          share * landmarks[v + k]! * (k ? height : width) +
          way * (point[0]! * axes[k]! + point[1]! * axes[2 + k]! + point[2]! * axes[4 + k]!);
    }
  }
}

/** Reads the nine px round a px of the cut-out. Writes `out` from `to` on. */
const sample = (data: Uint8ClampedArray, x: number, y: number, out: Float32Array, to: number): void => {
  let [light, square, red, blue, count] = [0, 0, 0, 0, 0];
  for (let v = Math.max(0, y - 1); v <= Math.min(HEIGHT - 1, y + 1); v++)
    for (let u = Math.max(0, x - 1); u <= Math.min(WIDTH - 1, x + 1); u++) {
      const at = (v * WIDTH + u) * 4;
      if (data[at + 3]! < 255) continue;
      const [r, g, b] = [LOG_LIGHT[data[at]!]!, LOG_LIGHT[data[at + 1]!]!, LOG_LIGHT[data[at + 2]!]!];
      const l = 0.3 * r + 0.6 * g + 0.1 * b;
      light += l;
      square += l * l;
      red += r - g;
      blue += g - b;
      count++;
    }
  const n = Math.max(1, count);
  out[to] = light / n;
  out[to + 1] = Math.sqrt(Math.max(0, square / n - (light / n) ** 2));
  out[to + 2] = red / n;
  out[to + 3] = blue / n;
  out[to + 4] = count >= ENOUGH ? 1 : 0;
};
