/** Side of the thumbnail, px. */
export const THUMBNAIL = 16;
/** Mean change of brightness between neighbouring frames from which they are of different scenes, share of white. A head that turns or a
 *  hand that comes stays under a third of it; automatic exposure moves all pixels one way and is taken out. */
const CUT = 0.16;

/** Tells cuts of a video by its thumbnails: brightness that moved about, with the change common to all pixels taken out. */
export class SceneCut {
  readonly #last = new Float32Array(THUMBNAIL * THUMBNAIL);
  readonly #now = new Float32Array(THUMBNAIL * THUMBNAIL);
  #known = false;

  /** true: this frame does not follow the one before. `rgba`: THUMBNAIL x THUMBNAIL, 8-bit. */
  saw(rgba: Uint8ClampedArray): boolean {
    for (let i = 0; i < this.#now.length; i++)
      this.#now[i] = (0.299 * rgba[i * 4]! + 0.587 * rgba[i * 4 + 1]! + 0.114 * rgba[i * 4 + 2]!) / 255;
    const cut = this.#known && change(this.#last, this.#now) > CUT;
    this.#last.set(this.#now);
    this.#known = true;
    return cut;
  }

  reset(): void {
    this.#known = false;
  }
}

/** Mean absolute change after the best common gain. */
const change = (a: Float32Array, b: Float32Array): number => {
  let [ab, aa] = [0, 1e-6];
  for (let i = 0; i < a.length; i++) {
    ab += a[i]! * b[i]!;
    aa += a[i]! * a[i]!;
  }
  const gain = Math.min(2, Math.max(0.5, ab / aa));
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += Math.abs(b[i]! - gain * a[i]!);
  return sum / a.length;
};
