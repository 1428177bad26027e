import { sdkErrorData } from '@carmine/crm';
import { CarmineError, toCarmineError } from '@carmine/errors';
import type { RenderHost } from '@carmine/makeup';
import type { Core } from './core.ts';
import { reactionTo } from './policy.ts';
import type { Show } from './show.ts';

/** ms between two questions whether the renderer lives; with so many unanswered it does not. Software drawing of a large photograph on a busy machine
 *  takes seconds, a restart for nothing more. */
const ASK_EVERY = 5000;
const UNANSWERED = 12;
/** Looks without a new picture after which it is asked. */
const STILL = 2;
/** ms before each restart. A renderer that fails once more is broken for good. */
const RESTARTS = [0, 1000, 4000] as const;
/** ms a lost context may take to come back with all that is built on it, in software on a busy machine too. A browser that took it too often gives
 *  none back, and never says so. */
const BACK_WITHIN = 30_000;
/** ms of work after which earlier failures are forgotten. */
const WELL = 300_000;

export interface RendererKeeperHooks {
  /** What is shown now. */
  readonly show: () => Show | null;
  /** The canvas that was drawn on will be drawn on no more. */
  readonly onLost: () => void;
  /** It cannot be made again. */
  readonly onGivenUp: (error: CarmineError) => void;
}

/** Keeps a renderer alive: asks it now and then, since a worker that was killed says nothing, and makes another in place of one that died. Camera,
 *  tracker, look and what the session knows stay as they are. */
export class RendererKeeper {
  readonly #core: Core;
  readonly #hooks: RendererKeeperHooks;
  readonly #over = new AbortController();
  #timer: ReturnType<typeof setInterval> | undefined;
  #unanswered = 0;
  /** Pictures shown when it was last looked, and how often in a row there were no more. */
  #shown = -1;
  #still = 0;
  #paused = false;
  #restarting = false;
  #contextLost = false;
  #waiting: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #failedAt = Number.NEGATIVE_INFINITY;

  constructor(core: Core, hooks: RendererKeeperHooks) {
    this.#core = core;
    this.#hooks = hooks;
  }

  /** A renderer is there: it is asked from now on, instead of one before it. */
  watch(): void {
    this.#contextLost = false;
    this.#attend();
  }

  /** true: the page is hidden, where the browser may let workers sleep and keep contexts to itself. */
  setPaused(paused: boolean): void {
    this.#paused = paused;
    this.#attend();
  }

  /** What happened to the context that is drawn on. One that does not come back is replaced together with its renderer, on another canvas. */
  context(state: 'lost' | 'restored'): void {
    this.#contextLost = state === 'lost';
    this.#waitForContext();
  }

  /** The renderer's fault. Returns whether it is taken care of: another one comes, with the same look on the same source. */
  failed(error: CarmineError): boolean {
    // A worker that dies may fail in more than one call.
    return this.#restarting || (reactionTo(error) === 'retry' && this.#replace(error));
  }

  /** Idempotent. */
  close(): void {
    this.#over.abort();
    clearInterval(this.#timer);
    clearTimeout(this.#waiting);
  }

  #attend(): void {
    clearInterval(this.#timer);
    this.#unanswered = 0;
    this.#waitForContext();
    if (this.#paused || this.#over.signal.aborted) return;
    this.#timer = setInterval(() => this.#ask(), ASK_EVERY);
  }

  #waitForContext(): void {
    clearTimeout(this.#waiting);
    if (!this.#contextLost || this.#paused || this.#restarting || this.#over.signal.aborted) return;
    this.#waiting = setTimeout(() => {
      const message = 'The graphics context was lost and did not come back.';
      const error = new CarmineError('gpu-unavailable', { message });
      if (!this.#replace(error)) this.#hooks.onGivenUp(error);
    }, BACK_WITHIN);
  }

  /** Makes another renderer because of `error`. false: it failed too often. */
  #replace(error: CarmineError): boolean {
    const now = performance.now();
    if (now - this.#failedAt > WELL) this.#failures = 0;
    this.#failedAt = now;
    if (this.#failures >= RESTARTS.length) return false;
    void this.#restart(error);
    return true;
  }

  #ask(): void {
    const { host } = this.#core.parts;
    if (!host || this.#restarting || this.#draws()) return;
    if (this.#unanswered >= UNANSWERED) {
      const error = new CarmineError('worker-failed', { message: 'The render worker does not answer' });
      if (!this.failed(error)) this.#hooks.onGivenUp(error);
      return;
    }
    this.#unanswered++;
    const answered = (): void => {
      if (this.#core.parts.host === host) this.#unanswered = 0;
    };
    host.ping().then(answered, () => undefined);
  }

  /** true: pictures come, so nobody needs to be asked. */
  #draws(): boolean {
    const shown = this.#hooks.show()?.counts.shown ?? 0;
    this.#still = shown === this.#shown ? this.#still + 1 : 0;
    this.#shown = shown;
    if (this.#still < STILL) this.#unanswered = 0;
    return this.#still < STILL;
  }

  async #restart(fault: CarmineError): Promise<void> {
    this.#restarting = true;
    clearTimeout(this.#waiting);
    this.#core.events.emit('sdk.error', sdkErrorData(fault));
    this.#hooks.onLost();
    let error: CarmineError | null = fault;
    while (error && !this.#over.signal.aborted) {
      const wait = RESTARTS[this.#failures++];
      this.#core.parts.renewHost();
      if (wait === undefined) break;
      error = await this.#again(wait);
    }
    this.#restarting = false;
    if (error && !this.#over.signal.aborted) this.#hooks.onGivenUp(error);
  }

  /** One try, `wait` ms from now; null when it draws, or when nothing is shown that it should draw: then the next source makes one. */
  async #again(wait: number): Promise<CarmineError | null> {
    await new Promise((resolve) => setTimeout(resolve, wait));
    if (this.#over.signal.aborted || !this.#hooks.show()) return null;
    try {
      const host: RenderHost = await this.#core.parts.loadHost();
      await this.#hooks.show()?.renew(host);
      return null;
    } catch (cause) {
      return toCarmineError(cause, 'worker-failed');
    }
  }
}
