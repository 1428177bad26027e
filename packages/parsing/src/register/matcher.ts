import { applyNudge, type Nudge, solve4 } from './similarity.ts';

/** A correlation of the skin with itself a frame before that is believed. */
const LIKENESS = 0.8;
const STEPS = 8;
/** Robust limit of a residual, standard deviations of the pattern (Huber 1964). */
const HUBER = 0.35;

/** Aligns patterns of points with one image, `side` px square, that its owner fills. */
export class Matcher {
  readonly #image: Float32Array;
  readonly #side: number;
  readonly #seen: Float32Array;
  readonly #hessian = new Float64Array(16);
  readonly #gradient = new Float64Array(4);
  readonly #step: Nudge = { tx: 0, ty: 0, a: 0, b: 0 };

  constructor(image: Float32Array, side: number, points: number) {
    this.#image = image;
    this.#side = side;
    this.#seen = new Float32Array(points);
  }

  /** What the image shows at `points` (x, y px), mean 0, deviation 1. Overwritten by the next call. */
  pattern(points: Float32Array): Float32Array {
    for (let i = 0; i < this.#seen.length; i++)
      this.#seen[i] = this.#sample(points[i * 2]!, points[i * 2 + 1]!);
    normalise(this.#seen);
    return this.#seen;
  }

  /** Moves `points` by a similarity to where the image shows `pattern` (Gauss-Newton); false: it does not. */
  match(pattern: Float32Array, points: Float32Array): boolean {
    const middle = this.#side / 2;
    for (let round = 0; round < STEPS; round++) {
      this.pattern(points);
      this.#normal(pattern, points);
      if (!solve4(this.#hessian, this.#gradient)) return false;
      const [tx, ty, a, b] = this.#gradient as unknown as [number, number, number, number];
      Object.assign(this.#step, { tx, ty, a: a / this.#side, b: b / this.#side });
      applyNudge(points, this.#step, middle, middle);
      if (Math.abs(tx) + Math.abs(ty) + Math.abs(a) + Math.abs(b) < 0.01) break;
    }
    return correlation(pattern, this.pattern(points)) > LIKENESS;
  }

  /** Normal equations of a step; growth and turn in units of 1 / side, so that all four are of one size. */
  #normal(pattern: Float32Array, points: Float32Array): void {
    const h = this.#hessian.fill(0);
    const g = this.#gradient.fill(0);
    const scale = 1 / this.#deviation(points);
    const row = this.#row;
    for (let i = 0; i < this.#seen.length; i++) {
      const [x, y] = [points[i * 2]!, points[i * 2 + 1]!];
      const gx = (this.#sample(x + 1, y) - this.#sample(x - 1, y)) * 0.5 * scale;
      const gy = (this.#sample(x, y + 1) - this.#sample(x, y - 1)) * 0.5 * scale;
      const dx = x / this.#side - 0.5;
      const dy = y / this.#side - 0.5;
      row[0] = gx;
      row[1] = gy;
      row[2] = gx * dx + gy * dy;
      row[3] = gy * dx - gx * dy;
      const miss = pattern[i]! - this.#seen[i]!;
      const weight = Math.abs(miss) > HUBER ? HUBER / Math.abs(miss) : 1;
      for (let k = 0; k < 4; k++) {
        g[k]! += weight * row[k]! * miss;
        for (let l = 0; l < 4; l++) h[k * 4 + l]! += weight * row[k]! * row[l]!;
      }
    }
  }
  readonly #row = new Float64Array(4);

  /** Bilinear, px centres at .5. */
  #sample(x: number, y: number): number {
    const side = this.#side;
    const u = Math.min(side - 1.001, Math.max(0, x - 0.5));
    const v = Math.min(side - 1.001, Math.max(0, y - 0.5));
    const [i, j] = [Math.floor(u), Math.floor(v)];
    const at = j * side + i;
    const [p, q] = [u - i, v - j];
    const image = this.#image;
    return (
      (image[at]! * (1 - p) + image[at + 1]! * p) * (1 - q) +
      (image[at + side]! * (1 - p) + image[at + side + 1]! * p) * q
    );
  }

  #deviation(points: Float32Array): number {
    const n = points.length / 2;
    let [sum, square] = [0, 0];
    for (let i = 0; i < n; i++) {
      const v = this.#sample(points[i * 2]!, points[i * 2 + 1]!);
      sum += v;
      square += v * v;
    }
    return Math.sqrt(Math.max(square / n - (sum / n) ** 2, 1e-6));
  }
}

const normalise = (values: Float32Array): void => {
  let [sum, square] = [0, 0];
  for (const v of values) {
    sum += v;
    square += v * v;
  }
  const mean = sum / values.length;
  const deviation = Math.sqrt(Math.max(square / values.length - mean * mean, 1e-6));
  for (let i = 0; i < values.length; i++) values[i] = (values[i]! - mean) / deviation;
};

/** Of two patterns of mean 0 and deviation 1. */
const correlation = (a: Float32Array, b: Float32Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum / a.length;
};
