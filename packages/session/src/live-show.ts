import { CarmineError, toCarmineError } from '@carmine/errors';
import type { RenderHost } from '@carmine/makeup';
import type { Tracker } from '@carmine/tracking';
import { bestStill } from './best-still.ts';
import type { Core } from './core.ts';
import { raceAbort } from './jobs.ts';
import { LivePipeline } from './live-pipeline.ts';
import type { LiveSource } from './live-source.ts';
import { reactionTo } from './policy.ts';
import type { Show, Still } from './show.ts';
import { anySignal, defer } from './signals.ts';
import { cloneFrame } from './video-frames.ts';

/** A camera, a clip or the model head on the canvas: bare until the tracker is there, made up from then on. */
export class LiveShow implements Show {
  readonly #core: Core;
  readonly #source: LiveSource;
  readonly #pipeline: LivePipeline;
  readonly #fatal: (error: CarmineError) => void;
  readonly #ended = new AbortController();
  readonly #tracked = defer<void>();
  #retries = 0;

  /** `onFatal`: the show cannot go on; called at most once. */
  constructor(core: Core, source: LiveSource, host: RenderHost, onFatal: (error: CarmineError) => void) {
    this.#core = core;
    this.#source = source;
    this.#fatal = onFatal;
    this.#tracked.promise.catch(() => undefined);
    this.#pipeline = new LivePipeline({
      host,
      ledger: core.ledger,
      onSummary: (summary) => {
        core.set({ phase: 'live', ...summary, backend: host.backend });
        if (this.#pipeline.tracked) this.#tracked.resolve();
      },
      onTrouble: (error) => this.#trouble(error),
    });
  }

  get kind(): LiveSource['kind'] {
    return this.#source.kind;
  }
  get counts() {
    return this.#pipeline.counts;
  }
  get inferenceMs(): number {
    return this.#pipeline.inferenceMs;
  }

  /** Shows frames from now on. Resolves with the first frame the tracker has looked at. */
  async start(): Promise<void> {
    this.#source.start(this.#pipeline.accept);
    void this.#attachTracker();
    await this.#tracked.promise;
  }

  drawn(frameId: number): void {
    this.#pipeline.drawn(frameId);
  }

  setPaused(paused: boolean): void {
    this.#source.setPaused(paused);
    if (paused) this.#core.set({ fps: 0 });
  }

  stop(): void {
    this.#ended.abort(new CarmineError('aborted', { message: `${this.kind}: stopped` }));
    this.#source.stop();
    this.#pipeline.stop();
    this.#tracked.reject(this.#ended.signal.reason);
  }

  /** Freezes the picture for the moment the tracker takes in image mode. */
  async still(signal: AbortSignal): Promise<Still> {
    const until = anySignal(signal, this.#ended.signal);
    const tracker = await raceAbort(this.#core.parts.loadTracker(), until);
    const frame = await bestStill(this.#pipeline, this.#core.ledger, until);
    try {
      await this.#pipeline.hold(true);
      return await this.#measure(frame, tracker, until);
    } finally {
      frame.close();
      await this.#pipeline.hold(false);
    }
  }

  async #measure(frame: VideoFrame | ImageBitmap, tracker: Tracker, until: AbortSignal): Promise<Still> {
    const { ledger, clock } = this.#core;
    const at = clock.next(performance.now());
    try {
      await tracker.setMode('image');
      const seen = await tracker.track(ledger.add(await cloneFrame(frame)), at);
      until.throwIfAborted();
      if (!seen?.faces.length)
        throw new CarmineError('no-face', { message: 'analysis: no face in the still' });
      return { image: ledger.add(await createImageBitmap(frame)), frame: seen };
    } finally {
      if (!this.#ended.signal.aborted) await tracker.setMode('video');
    }
  }

  async #attachTracker(): Promise<void> {
    try {
      const tracker = await raceAbort(this.#core.parts.loadTracker(), this.#ended.signal);
      await tracker.setMode('video');
      if (!this.#ended.signal.aborted) this.#pipeline.setTracker(tracker);
    } catch (error) {
      if (!this.#ended.signal.aborted) this.#trouble(error);
    }
  }

  /** The tracker failed: bare meanwhile, made again or the end, as the policy says. */
  #trouble(raw: unknown): void {
    const error = toCarmineError(raw, 'worker-failed');
    const reaction = reactionTo(error, this.#retries);
    if (reaction === 'quiet' || this.#ended.signal.aborted) return;
    if (reaction === 'go-on') {
      this.#core.report(error);
      return;
    }
    this.#pipeline.setTracker(null);
    this.#core.parts.dropTracker();
    if (reaction === 'retry') {
      this.#retries++;
      void this.#attachTracker();
      return;
    }
    this.#tracked.reject(error);
    this.#fatal(error);
  }
}
