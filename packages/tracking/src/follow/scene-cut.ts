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
  readonly #gains = new Float32Array(THUMBNAIL * THUMBNAIL);
  #gain = 1;
  #known = false;

  /** true: this frame does not follow the one before. `rgba`: THUMBNAIL x THUMBNAIL, 8-bit. */
  saw(rgba: Uint8ClampedArray): boolean {
    [this.#last, this.#now] = [this.#now, this.#last];
    for (let i = 0; i < this.#now.length; i++) this.#now[i] = rgba[Math.floor(i / 3) * 4 + (i % 3)]! / 255;
    if (!this.#known) this.#last.set(this.#now);
    this.#known = true;
    this.#gain = this.#commonGain();
    return this.#brightnessMoved() > CUT;
  }

  /** Whether what lay in a part of the frame before is no more seen there. */
  gone(part: PicturePart): boolean {
    const [x0, x1] = cells(part.left, part.right);
    const [y0, y1] = cells(part.top, part.bottom);
    let sum = 0;
    for (let y = y0; y <= y1; y++)
      for (let i = (y * THUMBNAIL + x0) * 3; i < (y * THUMBNAIL + x1 + 1) * 3; i++)
        sum += Math.abs(this.#now[i]! - this.#gain * this.#last[i]!);
    return sum > GONE * 3 * (x1 - x0 + 1) * (y1 - y0 + 1);
  }

  reset(): void {
    this.#known = false;
  }

  /** What exposure did to all: median over the cells, so that what came or went in a part of the picture does not count. */
  #commonGain(): number {
    const [a, b, gains] = [this.#last, this.#now, this.#gains];
    for (let k = 0, i = 0; k < gains.length; k++, i += 3) gains[k] = luma(b, i) / (luma(a, i) + 1e-3);
    return Math.min(2, Math.max(0.5, gains.sort()[gains.length >> 1]!));
  }

  /** Mean absolute change of brightness after the common gain. */
  #brightnessMoved(): number {
    let sum = 0;
    for (let i = 0; i < this.#now.length; i += 3)
      sum += Math.abs(luma(this.#now, i) - this.#gain * luma(this.#last, i));
    return (sum * 3) / this.#now.length;
  }
}

const luma = (rgb: Float32Array, at: number): number =>
  LUMA[0] * rgb[at]! + LUMA[1] * rgb[at + 1]! + LUMA[2] * rgb[at + 2]!;

/** First and last cell of the thumbnail whose middle lies between two places; at least one. */
const cells = (from: number, to: number): [number, number] => {
  const within = (v: number): number => Math.min(THUMBNAIL - 1, Math.max(0, v));
  const [first, last] = [Math.ceil(from * THUMBNAIL - 0.5), Math.floor(to * THUMBNAIL - 0.5)];
  const middle = Math.floor(((from + to) / 2) * THUMBNAIL);
  return first <= last ? [within(first), within(last)] : [within(middle), within(middle)];
};
