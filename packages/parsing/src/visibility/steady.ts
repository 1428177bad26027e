import { HAIRLINE_COLUMNS, VISIBILITY_SIZE } from '@carmine/face';

/** Time in which what was covered is believed to be seen again, ms (rendering.md 2.5): a finger that taps the lips must not make the
 *  product flash. Covering is believed at once. */
const RELEASE_MS = 200;
/** Time constant of the hairline, ms: hair does not grow, the reading trembles by a sample (1.6 mm). */
const HAIRLINE_MS = 400;
/** ... and ms from one reading to the next. */
const HAIRLINE_EVERY_MS = 300;
const TEXELS = VISIBILITY_SIZE * VISIBILITY_SIZE;

/** Steadies one face's map over time, in the map's own texels, which move with the face: attack at once, release in RELEASE_MS. */
export class SteadyMap {
  readonly #data = new Uint8Array(TEXELS).fill(255);
  #time: number | null = null;

  /** Takes a new map read at `time`, ms; returns the steadied one, which the next call overwrites. */
  take(seen: Uint8Array, time: number): Uint8Array {
    const passed = this.#time === null ? RELEASE_MS : Math.max(0, time - this.#time);
    const rise = Math.min(255, Math.round((255 * passed) / RELEASE_MS));
    for (let i = 0; i < TEXELS; i++) {
      const now = seen[i]!;
      this.#data[i] = Math.min(now, this.#data[i]! + rise);
    }
    this.#time = time;
    return this.#data;
  }
}

/** Steadies one face's hairline over time; where it is not told, the last one holds. */
export class SteadyHairline {
  readonly #told = new Float32Array(HAIRLINE_COLUMNS);
  /** ms, when one was told, and when it was last looked for. */
  #time: number | null = null;
  #looked = Number.NaN;

  /** The steadied line, which the next `take` overwrites; undefined until one was told. */
  get value(): Float32Array | undefined {
    return this.#time === null ? undefined : this.#told;
  }

  /** Whether it is to be looked for at `time`, ms. */
  due(time: number): boolean {
    return !(Math.abs(time - this.#looked) < HAIRLINE_EVERY_MS);
  }

  /** Takes what was read at `time`, ms. */
  take(read: Float32Array | null, time: number): void {
    this.#looked = time;
    if (!read) return;
    const share = this.#time === null ? 1 : 1 - Math.exp(-Math.max(0, time - this.#time) / HAIRLINE_MS);
    for (let i = 0; i < HAIRLINE_COLUMNS; i++)
      this.#told[i] = this.#told[i]! + share * (read[i]! - this.#told[i]!);
    this.#time = time;
  }
}
