import type { Crop } from '../crop.ts';

/** px of the cut-out a px of the small picture in which mouths are compared: 1 mm where there is enough of it. */
const SHRINK = 2;
/** Channels of the solution: a similarity, as x' = x + a x - b y + c, y' = y + b x + a y + d about the middle. */
const UNKNOWNS = 4;
const STEPS = 6;
/** px of the small picture: less than this a step is no step any more. */
const SETTLED = 0.005;
/** Differences of luma (of 255) past this count less and less: lips that part, a hand, a new shine (Huber). */
const TOLERANCE = 8;
/** px of the small picture the mouth may have moved against its landmarks, share it may have grown or turned; more is not believed. */
const FARTHEST = 6;
const MOST_TURN = 0.12;
/** Mean difference of luma beyond which the pictures do not show the same mouth. */
const WORST_FIT = 10;
/** Squared gradients a px below which there is nothing to hold on to. */
const LEAST_TEXTURE = 0.4;
const MARGIN = 2;
/** The search for a start: every so many px, compared on a grid of so many. */
const SEARCH = 2;
const GRID = 3;
/** Every so many px in both directions are compared: enough for a twentieth of a px, at a quarter of the time. */
const STRIDE = 2;

/** Where a point of the last cut-out lies in this one: x' = a x - b y + c, y' = b x + a y + d, px of the cut-out. */
export interface Motion {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
}

/** A motion as it was found. */
export interface Registered extends Motion {
  /** Mean difference of luma (of 255) that the motion leaves: what else has changed, and noise. */
  readonly fit: number;
}

/** A mouth's cut-out in small: luma, smoothed by the shrinking. */
export class MouthPicture {
  readonly width: number;
  readonly height: number;
  readonly luma: Float32Array;

  constructor(width: number, height: number) {
    this.width = Math.floor(width / SHRINK);
    this.height = Math.floor(height / SHRINK);
    this.luma = new Float32Array(this.width * this.height);
  }

  copy(from: MouthPicture): void {
    this.luma.set(from.luma);
  }

  fill({ width, data }: Crop): void {
    for (let y = 0, i = 0; y < this.height; y++)
      for (let x = 0; x < this.width; x++, i++) {
        let sum = 0;
        for (let v = 0; v < SHRINK; v++)
          for (let u = 0; u < SHRINK; u++) {
            const at = ((y * SHRINK + v) * width + x * SHRINK + u) * 4;
            sum += 0.3 * data[at]! + 0.59 * data[at + 1]! + 0.11 * data[at + 2]!;
          }
        this.luma[i] = sum / (SHRINK * SHRINK);
      }
  }
}

/** How a mouth moved between two cut-outs (Lucas & Kanade 1981, inverse compositional after Baker & Matthews 2004, Huber weights). */
export class MouthMotion {
  readonly #row = new Float64Array(UNKNOWNS);
  readonly #system = new Float64Array(UNKNOWNS * (UNKNOWNS + 1));

  /** null: it cannot be told. Both pictures have the same size. */
  find(before: MouthPicture, now: MouthPicture): Registered | null {
    const [startX, startY] = shiftOf(before, now);
    let [a, b, c, d] = [1, 0, startX, startY];
    let fit = Infinity;
    for (let step = 0; step < STEPS; step++) {
      const found = this.#gather(before, now, a, b, c, d);
      if (!found) return null;
      fit = found.fit;
      const [da, db, dc, dd] = found.change;
      // Composed with the inverse of the small change (first order).
      const [sa, sb] = [1 - da, -db];
      [a, b, c, d] = [a * sa - b * sb, b * sa + a * sb, c - (a * dc - b * dd), d - (b * dc + a * dd)];
      if (Math.hypot(dc, dd) + before.width * 0.5 * Math.hypot(da, db) < SETTLED) break;
    }
    if (!(fit < WORST_FIT) || Math.hypot(c, d) > FARTHEST || Math.hypot(a - 1, b) > MOST_TURN) return null;
    return { ...toCutOut(before, a, b, c, d), fit };
  }

  /** One Gauss-Newton step: how `before` would have to change to look like `now` under the motion so far. */
  #gather(before: MouthPicture, now: MouthPicture, a: number, b: number, c: number, d: number) {
    const { width, height, luma } = before;
    const [mx, my] = [width / 2, height / 2];
    const system = this.#system.fill(0);
    let [misfit, texture, count] = [0, 0, 0];
    const row = this.#row;
    for (let y = MARGIN; y < height - MARGIN; y += STRIDE)
      for (let x = MARGIN; x < width - MARGIN; x += STRIDE) {
        const [u, v] = [x - mx, y - my];
        const px = a * u - b * v + c + mx;
        const py = b * u + a * v + d + my;
        const i = Math.floor(px);
        const j = Math.floor(py);
        if (i < 0 || j < 0 || i >= width - 1 || j >= height - 1) continue;
        const [fx, fy] = [px - i, py - j];
        const at = j * width + i;
        const l = now.luma;
        const value =
          (l[at]! * (1 - fx) + l[at + 1]! * fx) * (1 - fy) +
          (l[at + width]! * (1 - fx) + l[at + width + 1]! * fx) * fy;
        const here = y * width + x;
        const gx = (luma[here + 1]! - luma[here - 1]!) / 2;
        const gy = (luma[here + width]! - luma[here - width]!) / 2;
        const difference = value - luma[here]!;
        const weight = TOLERANCE / Math.max(TOLERANCE, Math.abs(difference));
        row[0] = gx * u + gy * v;
        row[1] = gy * u - gx * v;
        row[2] = gx;
        row[3] = gy;
        for (let p = 0; p < UNKNOWNS; p++) {
          for (let q = p; q < UNKNOWNS; q++) system[p * 5 + q]! += weight * row[p]! * row[q]!;
          system[p * 5 + 4]! += weight * row[p]! * difference;
        }
        misfit += Math.min(Math.abs(difference), 4 * TOLERANCE);
        texture += gx * gx + gy * gy;
        count++;
      }
    if (texture < LEAST_TEXTURE * count || count === 0) return null;
    const change = solve(system);
    return change && { change, fit: misfit / count };
  }
}

/** Whole px by which the picture moved, by the least mean difference on a coarse grid: near enough for the steps above, which go astray
 *  from more than three px away. */
const shiftOf = (before: MouthPicture, now: MouthPicture): readonly [number, number] => {
  let best: readonly [number, number] = [0, 0];
  let least = Infinity;
  for (let dy = -FARTHEST; dy <= FARTHEST; dy += SEARCH)
    for (let dx = -FARTHEST; dx <= FARTHEST; dx += SEARCH) {
      // A tie goes to the smaller shift.
      const misfit = differenceAt(before, now, dx, dy) + 0.01 * Math.hypot(dx, dy);
      if (misfit < least) [least, best] = [misfit, [dx, dy]];
    }
  return best;
};

const differenceAt = (before: MouthPicture, now: MouthPicture, dx: number, dy: number): number => {
  const { width, height } = before;
  let sum = 0;
  let count = 0;
  for (let y = FARTHEST; y < height - FARTHEST; y += GRID)
    for (let x = FARTHEST; x < width - FARTHEST; x += GRID) {
      sum += Math.min(
        4 * TOLERANCE,
        Math.abs(now.luma[(y + dy) * width + x + dx]! - before.luma[y * width + x]!),
      );
      count++;
    }
  return sum / Math.max(1, count);
};

/** Solves the symmetric system (upper half, right side in column 4); null: singular. */
const solve = (m: Float64Array): readonly [number, number, number, number] | null => {
  for (let p = 1; p < UNKNOWNS; p++) for (let q = 0; q < p; q++) m[p * 5 + q] = m[q * 5 + p]!;
  for (let p = 0; p < UNKNOWNS; p++) {
    const pivot = m[p * 5 + p]!;
    if (!(pivot > 1e-9)) return null;
    for (let r = 0; r < UNKNOWNS; r++) {
      if (r === p) continue;
      const share = m[r * 5 + p]! / pivot;
      for (let q = p; q < 5; q++) m[r * 5 + q]! -= share * m[p * 5 + q]!;
    }
  }
  return [m[4]! / m[0]!, m[9]! / m[6]!, m[14]! / m[12]!, m[19]! / m[18]!];
};

/** The motion about the middle of the small picture, in px of the cut-out. Centres of small px lie between those of the cut-out. */
const toCutOut = ({ width, height }: MouthPicture, a: number, b: number, c: number, d: number): Motion => {
  const x = (width / 2 + 0.5) * SHRINK;
  const y = (height / 2 + 0.5) * SHRINK;
  return { a, b, c: c * SHRINK + x - a * x + b * y, d: d * SHRINK + y - b * x - a * y };
};
