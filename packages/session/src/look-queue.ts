/** Brings looks to the renderer one after the other, the newest wish next: a slider that is dragged asks for many,
 *  and each may compile shaders. All callers waiting get their answer when a look at least as new as theirs is on. */
export class LookQueue<T extends object> {
  readonly #apply: (look: T) => Promise<void>;
  #wanted: T | null = null;
  #running: Promise<void> | null = null;

  constructor(apply: (look: T) => Promise<void>) {
    this.#apply = apply;
  }

  /** The newest wish that is not on yet, or null: what a relative change must start from. */
  get wanted(): T | null {
    return this.#wanted;
  }

  set(look: T): Promise<void> {
    this.#wanted = look;
    this.#running ??= this.#drain().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #drain(): Promise<void> {
    try {
      for (let look = this.#wanted; look; look = this.#wanted) {
        await this.#apply(look);
        if (this.#wanted === look) this.#wanted = null;
      }
    } catch (error) {
      this.#wanted = null;
      throw error;
    }
  }
}
