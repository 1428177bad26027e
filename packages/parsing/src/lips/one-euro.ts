/** One Euro filter (Casiez, Roussel & Vogel 2012) over a row of values that share a clock. Nothing is allocated after construction. */
export class OneEuro {
  readonly #minCutoff: number;
  readonly #beta: number;
  readonly #values: Float32Array;
  readonly #speeds: Float32Array;
  #time = Number.NaN;

  /** `minCutoff` Hz; `beta` Hz per unit a second. */
  constructor(size: number, minCutoff: number, beta: number) {
    this.#minCutoff = minCutoff;
    this.#beta = beta;
    this.#values = new Float32Array(size);
    this.#speeds = new Float32Array(size);
  }

  /** Steadies `values` in place; `time` in ms. A clock that stands still or runs back starts anew. */
  filter(values: Float32Array, time: number): void {
    const seconds = (time - this.#time) / 1000;
    this.#time = time;
    if (!(seconds > 0) || seconds > MAX_GAP_S) {
      this.#values.set(values);
      this.#speeds.fill(0);
      return;
    }
    const easing = share(SPEED_CUTOFF, seconds);
    for (let i = 0; i < values.length; i++) {
      const speed = (values[i]! - this.#values[i]!) / seconds;
      this.#speeds[i]! += (speed - this.#speeds[i]!) * easing;
      const cutoff = this.#minCutoff + this.#beta * Math.abs(this.#speeds[i]!);
      this.#values[i]! += (values[i]! - this.#values[i]!) * share(cutoff, seconds);
      values[i] = this.#values[i]!;
    }
  }
}

/** Hz, of the speed's own lowpass (the paper's default). */
const SPEED_CUTOFF = 1;
/** After this long without values nothing is known any more. */
const MAX_GAP_S = 1;

/** Weight of a new value of a first-order lowpass at `cutoff` Hz after `seconds`. */
const share = (cutoff: number, seconds: number): number => 1 / (1 + 1 / (2 * Math.PI * cutoff * seconds));
