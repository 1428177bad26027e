import { CarmineError, toCarmineError } from '@carmine/errors';
import type { FaceFrame } from '@carmine/face';
import type { RenderHost } from '@carmine/makeup';
import type { Tracker } from '@carmine/tracking';
import { type BurstFrame, takeBurst } from './capture/burst.ts';
import { nearestFirst } from './capture/nearest-face.ts';
import type { Core } from './core.ts';
import { raceAbort } from './jobs.ts';
import { type FrameTap, LivePipeline } from './live-pipeline.ts';
import type { LiveSource } from './live-source.ts';
import { reactionTo } from './policy.ts';
import type { Show, Still } from './show.ts';
import { anySignal, defer } from './signals.ts';

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

  get ended(): AbortSignal {
    return this.#ended.signal;
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

  tap(tap: FrameTap): () => void {
    return this.#pipeline.tap(tap);
  }

  stop(reason = new CarmineError('aborted', { message: `${this.kind}: stopped` })): void {
    this.#ended.abort(reason);
    this.#source.stop();
    this.#pipeline.stop();
    this.#tracked.reject(this.#ended.signal.reason);
  }

  /** Freezes the picture for the moment the tracker takes in image mode. */
  async stills(count: number, signal: AbortSignal): Promise<readonly Still[]> {
    const until = anySignal(signal, this.#ended.signal);
    const tracker = await raceAbort(this.#core.parts.loadTracker(), until);
    const burst = await takeBurst(this.#pipeline, { ledger: this.#core.ledger, count, signal: until });
    try {
      await this.#pipeline.hold(true);
      return await this.#measureAll(burst, tracker, until);
    } catch (error) {
      for (const { image } of burst) image.close();
      throw error;
    } finally {
      await this.#pipeline.hold(false);
    }
  }

  /** Frames on which no face is found any more are closed and left out; the pictures of the others move to the taker. */
  async #measureAll(
    burst: readonly BurstFrame[],
    tracker: Tracker,
    until: AbortSignal,
  ): Promise<readonly Still[]> {
    const stills: Still[] = [];
    try {
      await tracker.setMode('image');
      for (const { image, seen } of burst) {
        const frame = await this.#measure(image, tracker, until);
        if (frame) stills.push({ image, frame: nearestFirst(frame, seen) });
        else image.close();
      }
    } finally {
      if (!this.#ended.signal.aborted) await tracker.setMode('video');
    }
    if (stills.length === 0) throw new CarmineError('no-face', { message: 'analysis: no face in the still' });
    return stills;
  }

  async #measure(image: ImageBitmap, tracker: Tracker, until: AbortSignal): Promise<FaceFrame | null> {
    const { ledger, clock } = this.#core;
    const copy = ledger.add(await createImageBitmap(image));
    try {
      const seen = await raceAbort(tracker.track(copy, clock.next(performance.now())), until);
      return seen?.faces.length ? seen : null;
    } finally {
      copy.close();
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
