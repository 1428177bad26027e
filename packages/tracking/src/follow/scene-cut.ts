/** Side of the thumbnail, px. */
export const THUMBNAIL = 16;
/** Mean change of brightness between neighbouring frames from which they are of different scenes, share of white. A head that turns or a
 *  hand that comes stays under a third of it; automatic exposure moves all pixels one way and is taken out. */
const CUT = 0.16;
/** Mean change of colour at a place from which what was there is there no more. A face that the tracker only missed changes by the camera's noise. */
const GONE = 0.05;
const LUMA = [0.299, 0.587, 0.114] as const;

/** A part of the picture, 0..1 of its sides. */
export interface PicturePart {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** What changes from frame to frame, told by thumbnails; the change common to all pixels, as of automatic exposure, is taken out. */
export class SceneCut {
  #last = new Float32Array(THUMBNAIL * THUMBNAIL * 3);
  #now = new Float32Array(THUMBNAIL * THUMBNAIL * 3);
  #known = false;

  /** true: this frame does not follow the one before. `rgba`: THUMBNAIL x THUMBNAIL, 8-bit. */
  saw(rgba: Uint8ClampedArray): boolean {
    [this.#last, this.#now] = [this.#now, this.#last];
    for (let i = 0; i < this.#now.length; i++) this.#now[i] = rgba[Math.floor(i / 3) * 4 + (i % 3)]! / 255;
    if (!this.#known) this.#last.set(this.#now);
    this.#known = true;
    return this.#brightnessMoved() > CUT;
  }

  /** Whether what lay in a part of the frame before is no more seen there. */
  gone(part: PicturePart): boolean {
    const gain = usualGain(this.#last, this.#now);
    const [x0, x1] = cells(part.left, part.right);
    const [y0, y1] = cells(part.top, part.bottom);
    let sum = 0;
    for (let y = y0; y <= y1; y++)
      for (let i = (y * THUMBNAIL + x0) * 3; i < (y * THUMBNAIL + x1 + 1) * 3; i++)
        sum += Math.abs(this.#now[i]! - gain * this.#last[i]!);
    return sum > GONE * 3 * (x1 - x0 + 1) * (y1 - y0 + 1);
  }

  reset(): void {
    this.#known = false;
  }

  /** Mean absolute change of brightness after the gain that leaves least of it. */
  #brightnessMoved(): number {
    const gain = bestGain(this.#last, this.#now);
    let sum = 0;
    for (let i = 0; i < this.#now.length; i += 3)
      sum += Math.abs(luma(this.#now, i) - gain * luma(this.#last, i));
    return (sum * 3) / this.#now.length;
  }
}

const luma = (rgb: Float32Array, at: number): number =>
  LUMA[0] * rgb[at]! + LUMA[1] * rgb[at + 1]! + LUMA[2] * rgb[at + 2]!;

const bounded = (gain: number): number => Math.min(2, Math.max(0.5, gain));

const bestGain = (a: Float32Array, b: Float32Array): number => {
  let [ab, aa] = [0, 1e-6];
  for (let i = 0; i < a.length; i += 3) {
    ab += luma(a, i) * luma(b, i);
    aa += luma(a, i) ** 2;
  }
  return bounded(ab / aa);
};

/** Median over the cells: what came or went in a part of the picture does not count. */
const usualGain = (a: Float32Array, b: Float32Array): number => {
  const gains = new Float32Array(a.length / 3).map((_, i) => luma(b, i * 3) / (luma(a, i * 3) + 1e-3));
  return bounded(gains.sort()[gains.length >> 1]!);
};

/** First and last cell of the thumbnail whose middle lies between two places; at least one. */
const cells = (from: number, to: number): [number, number] => {
  const within = (v: number): number => Math.min(THUMBNAIL - 1, Math.max(0, v));
  const [first, last] = [Math.ceil(from * THUMBNAIL - 0.5), Math.floor(to * THUMBNAIL - 0.5)];
  const middle = Math.floor(((from + to) / 2) * THUMBNAIL);
  return first <= last ? [within(first), within(last)] : [within(middle), within(middle)];
};
