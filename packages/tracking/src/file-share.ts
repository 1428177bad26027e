/** Something that is loaded once for all who use it at the same time. */
interface Held<T> {
  /** null: it could not be loaded by whoever tried. */
  files: Promise<T | null>;
  users: number;
}

/** A user's hold on what is shared; until `end` it stays in memory. */
export interface Lease<T> {
  readonly files: T;
  /** Idempotent. */
  end(): void;
}

/** What several users of one page load once. The first loads, whoever comes meanwhile waits for it and whoever comes later gets it at once; when the
 *  last has ended its lease it is forgotten. */
export class FileShare<T> {
  readonly #held = new Map<string, Held<T>>();

  /** Rejects what `load` rejects. One who waited for a load that failed, or was given up, loads for itself. */
  async lease(key: string, load: () => Promise<T>): Promise<Lease<T>> {
    for (let held = this.#held.get(key); held; held = this.#held.get(key)) {
      held.users++;
      const files = await held.files;
      if (files !== null) return this.#leaseOf(key, held, files);
      this.#release(key, held);
    }
    const loading = load();
    const held: Held<T> = { files: loading.catch(() => null), users: 1 };
    this.#held.set(key, held);
    try {
      return this.#leaseOf(key, held, await loading);
    } catch (error) {
      // Who waits must not find it again.
      this.#forget(key, held);
      throw error;
    }
  }

  #leaseOf(key: string, held: Held<T>, files: T): Lease<T> {
    let ended = false;
    return {
      files,
      end: () => {
        if (ended) return;
        ended = true;
        this.#release(key, held);
      },
    };
  }

  #release(key: string, held: Held<T>): void {
    held.users--;
    if (held.users === 0) this.#forget(key, held);
  }

  #forget(key: string, held: Held<T>): void {
    if (this.#held.get(key) === held) this.#held.delete(key);
  }
}
