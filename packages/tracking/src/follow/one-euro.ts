/** MediaPipe's constants for face landmarks in VIDEO mode (face_landmarks_smoothing of tasks-vision; rendering.md 6.2). Its own
 *  filter runs for one face only. */
const MIN_CUTOFF = 0.05;
const BETA = 80;
const DERIVATE_CUTOFF = 1;

/** Weight of a new value in a first-order lowpass: cutoff Hz, dt s. */
const weight = (cutoff: number, dt: number): number => 1 / (1 + 1 / (2 * Math.PI * cutoff * dt));

/** One Euro filter (Casiez, Roussel & Vogel, CHI 2012) over `length` values at once: the faster a value moves, in sizes of the face a
 *  second, the less it is smoothed. */
export class OneEuro {
  readonly #raw: Float64Array;
  readonly #smooth: Float64Array;
  readonly #speed: Float64Array;
  #time = Number.NaN;

  constructor(length: number) {
    this.#raw = new Float64Array(length);
    this.#smooth = new Float64Array(length);
    this.#speed = new Float64Array(length);
  }

  /** Smooths `values` in place. time: ms, growing; size: the face's size in the values' unit. The first call after `reset` changes nothing. */
  apply(values: Float32Array, time: number, size: number): void {
    const dt = (time - this.#time) / 1000;
    const first = !(dt > 0);
    this.#time = time;
    const scale = 1 / Math.max(size, 1e-9);
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!;
      if (first) {
        this.#smooth[i] = value;
        this.#speed[i] = 0;
      } else {
        const speed = ((value - this.#raw[i]!) * scale) / dt;
        this.#speed[i]! += weight(DERIVATE_CUTOFF, dt) * (speed - this.#speed[i]!);
        const cutoff = MIN_CUTOFF + BETA * Math.abs(this.#speed[i]!);
        this.#smooth[i]! += weight(cutoff, dt) * (value - this.#smooth[i]!);
      }
      this.#raw[i] = value;
      values[i] = this.#smooth[i]!;
    }
  }

  reset(): void {
    this.#time = Number.NaN;
  }
}
