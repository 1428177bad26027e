import { VISIBILITY_SIZE } from '@carmine/face';

/** Time in which what was covered is believed to be seen again, ms (rendering.md 2.5): a finger that taps the lips must not make the
 *  product flash. Covering is believed at once. */
const RELEASE_MS = 200;
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
