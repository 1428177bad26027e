/** Tells the page about an error nobody asked for, without stopping anything. */
export const reportQuietly = (error: unknown): void => {
  if (typeof globalThis.reportError === 'function') globalThis.reportError(error);
};

/** Holds one frozen object; every change makes a new one and tells the listeners. */
export class Store<S extends object> {
  #state: Readonly<S>;
  readonly #listeners = new Set<(state: Readonly<S>) => void>();

  constructor(initial: S) {
    this.#state = Object.freeze({ ...initial });
  }

  get state(): Readonly<S> {
    return this.#state;
  }

  /** Merges `change`. Values equal to the present ones tell nobody. Returns whether anything changed. */
  set(change: Partial<S>): boolean {
    const keys = Object.keys(change) as (keyof S)[];
    if (keys.every((key) => Object.is(this.#state[key], change[key]))) return false;
    this.#state = Object.freeze({ ...this.#state, ...change });
    for (const listener of [...this.#listeners]) this.#tell(listener);
    return true;
  }

  /** Called after every change, not at once. Returns the function that ends it. A throwing listener stops no other. */
  subscribe(listener: (state: Readonly<S>) => void): () => void {
    const own = (state: Readonly<S>) => listener(state);
    this.#listeners.add(own);
    return () => void this.#listeners.delete(own);
  }

  /** Forgets every listener; the state stays readable. */
  close(): void {
    this.#listeners.clear();
  }

  #tell(listener: (state: Readonly<S>) => void): void {
    try {
      listener(this.#state);
    } catch (error) {
      reportQuietly(error);
    }
  }
}
