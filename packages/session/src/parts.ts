import { CarmineError, toCarmineError } from '@carmine/errors';
import { createRenderHost, type RenderHost } from '@carmine/makeup';
import type { SkinAnalyzer } from '@carmine/skin';
import type { Tracker } from '@carmine/tracking';
import { renewCanvas } from './canvas.ts';
import { anySignal } from './signals.ts';
import type { Progress, TryOnOptions } from './types.ts';

/** One heavy part: made at the first wish, kept, made anew after a failure. */
class Part<T extends { close(): void }> {
  readonly #make: () => Promise<T>;
  #promise: Promise<T> | null = null;
  #now: T | null = null;

  constructor(make: () => Promise<T>) {
    this.#make = make;
  }

  /** The part when it is ready, else null. */
  get now(): T | null {
    return this.#now;
  }

  get(): Promise<T> {
    if (this.#promise) return this.#promise;
    const promise = this.#make();
    this.#promise = promise;
    promise.then(
      (part) => {
        if (this.#promise === promise) this.#now = part;
        else part.close();
      },
      () => {
        if (this.#promise === promise) this.#promise = null;
      },
    );
    return promise;
  }

  /** Closes it; one still being made is closed when it comes. */
  drop(): void {
    this.#now?.close();
    this.#now = null;
    this.#promise = null;
  }
}

/** Faces looked for in a picture that is read: the reading is of one, and says when another stands beside it. */
const STILL_FACES = 2;

/** An analyser on loan. */
export interface SkinLease {
  readonly analyzer: Promise<Pick<SkinAnalyzer, 'analyze'>>;
  /** Given back, whatever came of it. */
  end(): void;
}

export interface PartsHooks {
  readonly onProgress: (progress: Progress | null) => void;
  readonly onContext: (state: 'lost' | 'restored') => void;
  /** The renderer has finished a frame, or skipped it. */
  readonly onDrawn: (frameId: number, drawn: boolean) => void;
  /** A fault of the renderer that no call waits for. */
  readonly onRenderError: (error: CarmineError) => void;
  /** The renderer is there; awaited before anybody gets it. */
  readonly onHost: (host: RenderHost) => Promise<void>;
}

/** The heavy parts, each loaded when it is first needed: renderer and tracker with the first source, the skin
 *  analyser with an analysis. Loading goes on when a source is given up: the next one wants the same files. */
export class Parts {
  readonly #closed = new AbortController();
  readonly #options: TryOnOptions;
  readonly #hooks: PartsHooks;
  readonly #host: Part<RenderHost>;
  readonly #tracker: Part<Tracker>;
  readonly #skin: Part<SkinAnalyzer>;
  #canvas: HTMLCanvasElement;

  constructor(options: TryOnOptions, hooks: PartsHooks) {
    this.#options = options;
    this.#hooks = hooks;
    this.#canvas = options.canvas;
    this.#host = new Part(() => this.#load('renderer', () => this.#makeHost()));
    this.#tracker = new Part(() => this.#load('tracker', () => this.#makeTracker()));
    this.#skin = new Part(() => this.#newSkinAnalyzer(this.#closed.signal));
  }

  /** What is drawn on: the host's, or the one in its place. */
  get canvas(): HTMLCanvasElement {
    return this.#canvas;
  }

  get host(): RenderHost | null {
    return this.#host.now;
  }

  get tracker(): Tracker | null {
    return this.#tracker.now;
  }

  loadHost(): Promise<RenderHost> {
    return this.#host.get();
  }

  loadTracker(): Promise<Tracker> {
    return this.#tracker.get();
  }

  /** Renderer and tracker side by side. */
  async preload(): Promise<void> {
    await Promise.all([this.loadHost(), this.loadTracker()]);
  }

  /** An analyser for one scan. It ends with the lease, because the worker's memory returns in no other way (onnxruntime#21673), unless the
   *  host wishes to keep it. */
  leaseSkinAnalyzer(signal: AbortSignal): SkinLease {
    if (this.#options.keepAnalyzer) return this.#keptAnalyzer();
    const analyzer = this.#newSkinAnalyzer(signal);
    // Awaited after the still; a failure before that is no unhandled one.
    analyzer.catch(() => undefined);
    const end = (): void => void analyzer.then((a) => a.close()).catch(() => undefined);
    return { analyzer, end };
  }

  /** The one that stays; one that failed is made anew for the next scan. */
  #keptAnalyzer(): SkinLease {
    const analyzer = this.#skin.get().then((kept) => ({
      analyze: async (input: Parameters<SkinAnalyzer['analyze']>[0]) => {
        try {
          return await kept.analyze(input);
        } catch (error) {
          if (toCarmineError(error).fatal) this.#skin.drop();
          throw error;
        }
      },
    }));
    analyzer.catch(() => undefined);
    return { analyzer, end: () => {} };
  }

  #newSkinAnalyzer(signal: AbortSignal): Promise<SkinAnalyzer> {
    return this.#load('skin', async () => {
      const { createSkinAnalyzer } = await import('@carmine/skin');
      const until = anySignal(signal, this.#closed.signal);
      return createSkinAnalyzer({ ...this.#common(), signal: until, onProgress: this.#progress });
    });
  }

  dropTracker(): void {
    this.#tracker.drop();
  }

  /** The renderer is gone; the next one gets another canvas, because a worker owns the old one for good. */
  renewHost(): void {
    this.#host.drop();
    this.#canvas = renewCanvas(this.#canvas);
    this.#options.onCanvas?.(this.#canvas);
  }

  /** Ends every worker. Idempotent. */
  close(): void {
    this.#closed.abort(new CarmineError('closed'));
    this.#host.drop();
    this.#tracker.drop();
    this.#skin.drop();
  }

  readonly #progress = (progress: Progress): void => {
    if (!this.#closed.signal.aborted) this.#hooks.onProgress(progress);
  };

  #common() {
    return { assetBase: this.#options.assetBase, signal: this.#closed.signal };
  }

  async #makeHost(): Promise<RenderHost> {
    const { assetBase, backend = 'auto', worker = 'auto' } = this.#options;
    const { onContext, onDrawn, onHost, onRenderError } = this.#hooks;
    const canvas = this.#canvas;
    // One that was given up may fail once more, or lose its context as it ends.
    const own = <T>(tell: (what: T) => void) => {
      return (what: T): void => {
        if (this.#canvas === canvas) tell(what);
      };
    };
    const host: RenderHost = await createRenderHost({
      canvas,
      assetBase,
      backend,
      worker,
      onContext: own(onContext),
      onError: own(onRenderError),
      onDrawn,
    });
    await onHost(host);
    return host;
  }

  async #makeTracker(): Promise<Tracker> {
    const { createTracker } = await import('@carmine/tracking');
    const { faceModelUrl, numFaces = 1 } = this.#options;
    try {
      return await createTracker({
        ...this.#common(),
        ...(faceModelUrl ? { faceModelUrl } : {}),
        numFaces,
        stillFaces: Math.max(STILL_FACES, numFaces),
        onProgress: this.#progress,
      });
    } finally {
      this.#hooks.onProgress(null);
    }
  }

  async #load<T>(part: string, make: () => Promise<T>): Promise<T> {
    this.#closed.signal.throwIfAborted();
    try {
      return await make();
    } catch (error) {
      const typed = toCarmineError(error, 'worker-failed');
      throw typed === error
        ? typed
        : new CarmineError(typed.code, { ...typed, message: `${part}: ${typed.message}`, cause: error });
    }
  }
}
