import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ApiError } from './api.ts';

export type LoadState<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly value: T }
  | { readonly kind: 'failed'; readonly error: ApiError };

/** One owner of what a page loads: the newest call counts, an older one is given up. While the same page loads again, what it showed stays. */
export class Load<T> implements ReactiveController {
  state: LoadState<T> = { kind: 'loading' };
  busy = false;
  #host: ReactiveControllerHost;
  #work: (signal: AbortSignal) => Promise<T>;
  #abort: AbortController | undefined;

  constructor(host: ReactiveControllerHost, work: (signal: AbortSignal) => Promise<T>) {
    this.#host = host;
    this.#work = work;
    host.addController(this);
  }

  hostConnected(): void {
    void this.again();
  }

  hostDisconnected(): void {
    this.#abort?.abort();
  }

  /** Loads (again). `afresh`: what was shown is of something else. */
  async again({ afresh = false } = {}): Promise<void> {
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    this.busy = true;
    if (afresh || this.state.kind === 'failed') this.state = { kind: 'loading' };
    this.#host.requestUpdate();
    const state = await this.#run(abort.signal);
    if (abort.signal.aborted) return;
    this.state = state;
    this.busy = false;
    this.#host.requestUpdate();
  }

  async #run(signal: AbortSignal): Promise<LoadState<T>> {
    try {
      return { kind: 'ready', value: await this.#work(signal) };
    } catch (error) {
      const known = error instanceof ApiError ? error : new ApiError('wrong', 0, String(error));
      return { kind: 'failed', error: known };
    }
  }
}
