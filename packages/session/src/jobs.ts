import { CarmineError, toCarmineError } from '@carmine/errors';

/** What a job's work is given. */
export interface JobRun {
  /** Aborted when a newer run began, the job was ended, or the caller's own signal fired. Its reason is a CarmineError. */
  readonly signal: AbortSignal;
  /** Throws the reason when this run is no longer the current one: call it after every await. */
  check(): void;
}

/** The one owner of one asynchronous task, such as "start a source" or "analyse". At most one run is current;
 *  a newer run aborts the older one, whose late result is handed to `discard` and never to its caller. */
export class Job {
  readonly #name: string;
  #current: AbortController | null = null;

  constructor(name: string) {
    this.#name = name;
  }

  get running(): boolean {
    return this.#current !== null;
  }

  /** Starts a run. Rejects with `aborted` as soon as it is stale, even if `work` has not noticed yet. */
  async run<T>(
    work: (run: JobRun) => Promise<T>,
    options: { signal?: AbortSignal; discard?: (late: T) => void } = {},
  ): Promise<T> {
    this.end();
    const control = new AbortController();
    this.#current = control;
    const abort = () => control.abort(this.#reason('aborted'));
    if (options.signal?.aborted) abort();
    options.signal?.addEventListener('abort', abort, { once: true });
    const { signal } = control;
    try {
      signal.throwIfAborted();
      return await raceAbort(work({ signal, check: () => signal.throwIfAborted() }), signal, options.discard);
    } catch (error) {
      throw toCarmineError(error);
    } finally {
      options.signal?.removeEventListener('abort', abort);
      if (this.#current === control) this.#current = null;
    }
  }

  /** Aborts the current run, if any. */
  end(code: 'aborted' | 'closed' = 'aborted'): void {
    this.#current?.abort(this.#reason(code));
    this.#current = null;
  }

  #reason(code: 'aborted' | 'closed'): CarmineError {
    return new CarmineError(code, { message: `${this.#name}: ${code}`, details: { job: this.#name } });
  }
}

/** `promise`, or the signal's reason as soon as it aborts; a result that comes later goes to `discard`. */
export const raceAbort = <T>(
  promise: Promise<T>,
  signal: AbortSignal,
  discard?: (late: T) => void,
): Promise<T> =>
  new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise
      .then((value) => {
        if (signal.aborted) discard?.(value);
        else resolve(value);
      }, reject)
      .finally(() => signal.removeEventListener('abort', abort));
  });
