import { type CarmineError, toCarmineError } from '@carmine/errors';
import type { createTryOn, TryOn, TryOnOptions, TryOnState } from '@carmine/session';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Makes a session; a seam for tests. The element loads @carmine/session only when it is first needed. */
export type SessionFactory = () => Promise<typeof createTryOn>;

const load: SessionFactory = async () => (await import('@carmine/session')).createTryOn;

/** What the element must tell a new session. */
export type SessionSettings = Omit<TryOnOptions, 'canvas' | 'onCanvas' | 'signal'>;

/**
 * Owns one TryOn for its element: made at the first wish, closed when the element leaves the page, made anew after that.
 * Keeps the last state so that the element can draw without a session, and turns every rejection into `failure`.
 */
export class SessionController implements ReactiveController {
  factory: SessionFactory = load;
  /** The last known state; null before a session. */
  state: TryOnState | null = null;
  /** The last failed request that the session's own state does not tell. */
  failure: CarmineError | null = null;

  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #settings: () => SessionSettings;
  readonly #changed: (state: TryOnState | null) => void;
  #making: Promise<TryOn> | null = null;
  #tryOn: TryOn | null = null;
  #canvas: HTMLCanvasElement | null = null;
  #life = 0;

  constructor(
    host: ReactiveControllerHost & HTMLElement,
    settings: () => SessionSettings,
    changed: (state: TryOnState | null) => void,
  ) {
    this.#host = host;
    this.#settings = settings;
    this.#changed = changed;
    host.addController(this);
  }

  /** The canvas the session draws on; a new one for every session, because a worker may own it for good. */
  get canvas(): HTMLCanvasElement {
    this.#canvas ??= this.#host.ownerDocument.createElement('canvas');
    return this.#canvas;
  }

  get tryOn(): TryOn | null {
    return this.#tryOn;
  }

  /** The session, made when needed. */
  session(): Promise<TryOn> {
    this.#making ??= this.#make();
    return this.#making;
  }

  /** Runs a wish on the session; a failure becomes `failure` (unless cancelled) and null is returned. */
  async run<T>(wish: (tryOn: TryOn) => Promise<T> | T): Promise<T | null> {
    this.dismiss();
    const life = this.#life;
    try {
      return await wish(await this.session());
    } catch (cause) {
      const error = toCarmineError(cause);
      if (life !== this.#life || error.code === 'aborted') return null;
      this.failure = error;
      this.#host.requestUpdate();
      return null;
    }
  }

  dismiss(): void {
    if (!this.failure) return;
    this.failure = null;
    this.#host.requestUpdate();
  }

  /** Ends the session; the next wish makes a new one. May be called again. */
  close(): void {
    this.#life++;
    this.#tryOn?.close();
    this.#tryOn = null;
    this.#making = null;
    this.#canvas = null;
    this.failure = null;
    if (this.state === null) return;
    this.state = null;
    this.#changed(null);
    this.#host.requestUpdate();
  }

  /** An element that is only moved keeps its session; one that has left gives camera, workers and memory back. */
  hostDisconnected(): void {
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.close();
    });
  }

  async #make(): Promise<TryOn> {
    const life = this.#life;
    try {
      const create = await this.factory();
      const tryOn = await create({
        ...this.#settings(),
        canvas: this.canvas,
        // Another one has taken its place, of which the next rendering must know.
        onCanvas: (canvas) => {
          if (life !== this.#life) return;
          this.#canvas = canvas;
          this.#host.requestUpdate();
        },
      });
      if (life !== this.#life) {
        tryOn.close();
        throw new DOMException('The element left the page.', 'AbortError');
      }
      this.#tryOn = tryOn;
      this.#take(tryOn.state);
      tryOn.subscribe((state) => this.#take(state));
      return tryOn;
    } catch (error) {
      if (life === this.#life) this.#making = null;
      throw error;
    }
  }

  #take(state: TryOnState): void {
    if (state.phase === 'closed') return;
    this.state = state;
    this.#changed(state);
    this.#host.requestUpdate();
  }
}
