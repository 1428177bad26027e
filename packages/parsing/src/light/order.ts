/** Sorted values without allocation: room for a fixed number. */
export class Sorted {
  readonly #room: Float32Array;
  count = 0;

  constructor(most: number) {
    this.#room = new Float32Array(most);
  }

  clear(): void {
    this.count = 0;
  }

  add(v: number): void {
    if (this.count < this.#room.length && Number.isFinite(v)) this.#room[this.count++] = v;
  }

  /** Sorts what was added; call before `at`. */
  sort(): this {
    this.#room.subarray(0, this.count).sort();
    return this;
  }

  /** The value below which a share p lies, linear between values; NaN when empty. */
  at(p: number): number {
    if (this.count === 0) return Number.NaN;
    const x = p * (this.count - 1);
    const i = Math.min(this.count - 1, Math.floor(x));
    const next = Math.min(this.count - 1, i + 1);
    return this.#room[i]! + (this.#room[next]! - this.#room[i]!) * (x - i);
  }
}
