/** Counts ms, and stands still while paused. */
export class Stopwatch {
  readonly #now: () => number;
  #before = 0;
  #since: number | null;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
    this.#since = now();
  }

  get elapsed(): number {
    return this.#before + (this.#since === null ? 0 : this.#now() - this.#since);
  }

  setPaused(paused: boolean): void {
    if (paused === (this.#since === null)) return;
    this.#before = this.elapsed;
    this.#since = paused ? null : this.#now();
  }
}
