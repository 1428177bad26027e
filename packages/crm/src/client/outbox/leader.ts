import type { Platform } from '../platform.ts';

/** One tab of an origin leads: it holds a Web Lock for as long as it lives, and the next in line gets it when it closes, crashes or is killed. */
export class Leader {
  readonly #name: string;
  readonly #locks: Platform['locks'];
  readonly #led: { began(): void; ended(): void };
  #abort: AbortController | null = null;
  #release: () => void = () => {};

  constructor(name: string, locks: Platform['locks'], led: { began(): void; ended(): void }) {
    this.#name = name;
    this.#locks = locks;
    this.#led = led;
  }

  /** Stands in line; without Web Locks every tab leads, and the collector drops what comes twice. */
  stand(): void {
    if (this.#abort) return;
    const abort = new AbortController();
    this.#abort = abort;
    if (!this.#locks) {
      this.#led.began();
      return;
    }
    this.#locks
      .request(this.#name, { signal: abort.signal }, () => {
        if (abort.signal.aborted) return;
        this.#led.began();
        return new Promise<void>((resolve) => {
          this.#release = resolve;
        });
      })
      // Aborted while in line; or the browser gives no locks here, and then this tab leads for itself.
      .catch(() => (abort.signal.aborted ? undefined : this.#led.began()));
  }

  /** Leaves the line or gives the lead up. */
  close(): void {
    this.#abort?.abort();
    this.#abort = null;
    this.#release();
    this.#release = () => {};
  }
}
