/** ms between frames assumed where the source's clock jumps back. */
const STEP_MS = 33;

/** Turns a source's clock into timestamps that always grow, which MediaPipe's VIDEO mode demands: a looped clip
 *  or a second source starts again at 0. Differences are kept, because its smoothing filter uses them. */
export class MonotonicClock {
  #offset = 0;
  #last = Number.NEGATIVE_INFINITY;

  /** time: ms. */
  next(time: number): number {
    let at = time + this.#offset;
    if (at <= this.#last) {
      this.#offset += this.#last + STEP_MS - at;
      at = this.#last + STEP_MS;
    }
    this.#last = at;
    return at;
  }
}
