import { CarmineError, toCarmineError } from '@carmine/errors';
import type { RenderHost } from '@carmine/makeup';
import type { Tracker } from '@carmine/tracking';
import { CameraWatch } from './camera-watch.ts';
import { takeBurst } from './capture/burst.ts';
import type { Core } from './core.ts';
import type { Effort } from './governor/steps.ts';
import { raceAbort } from './jobs.ts';
import { type FrameTap, LivePipeline, type LiveSummary } from './live-pipeline.ts';
import type { LiveSource } from './live-source.ts';
import { measureStills } from './live-stills.ts';
import { RemotePipeline } from './mirror/remote-pipeline.ts';
import { PerfWatch } from './perf-watch.ts';
import { reactionTo } from './policy.ts';
import type { Show, Still } from './show.ts';
import { anySignal, defer } from './signals.ts';

export interface LiveShowOptions {
  readonly source: LiveSource;
  readonly host: RenderHost;
  /** A mirror worker to carry the frames; null: this thread does. The show's from here on. */
  readonly mirror: Worker | null;
  /** The show cannot go on; called at most once. */
  readonly onFatal: (error: CarmineError) => void;
}

/** ms between two looks at light and coverings while nothing is worn: a summary tells of the light twice a second (live-pipeline.ts). */
const BARE_EVERY = 500;

/** A tap and how it is ended, on whichever pipeline it is. */
interface Tapped {
  readonly tap: FrameTap;
  end(): void;
}

/** A camera, a clip or the model head on the canvas: bare until the tracker is there, made up from then on. */
export class LiveShow implements Show {
  readonly #core: Core;
  readonly #options: LiveShowOptions;
  readonly #ended = new AbortController();
  readonly #tracked = defer<void>();
  readonly #taps = new Set<Tapped>();
  readonly #perf: PerfWatch;
  #host: RenderHost;
  #pipeline: LivePipeline | RemotePipeline;
  #tracker: Tracker | null = null;
  #retries = 0;
  #unfollow = (): void => {};
  /** null: the source cannot run out of frames. */
  readonly #watch: CameraWatch | null;

  constructor(core: Core, options: LiveShowOptions) {
    this.#core = core;
    this.#options = options;
    this.#host = options.host;
    this.#perf = new PerfWatch((sample) => core.events.emit('perf.sampled', sample));
    this.#tracked.promise.catch(() => undefined);
    this.#pipeline = this.#remote() ?? this.#local();
    this.#watch = options.source.reopen ? this.#watched() : null;
  }

  get kind(): LiveSource['kind'] {
    return this.#options.source.kind;
  }
  get counts() {
    return this.#pipeline.counts;
  }
  get inferenceMs(): number {
    return this.#pipeline.inferenceMs;
  }
  get carrier(): 'page' | 'worker' {
    return this.#pipeline instanceof RemotePipeline ? 'worker' : 'page';
  }
  get openFrames(): number {
    return this.#pipeline instanceof RemotePipeline ? this.#pipeline.open : 0;
  }
  get ended(): AbortSignal {
    return this.#ended.signal;
  }

  /** Shows frames from now on. Resolves with the first frame the tracker has looked at. */
  async start(): Promise<void> {
    this.#begin();
    const { quality, needs } = this.#core;
    const leave = [quality.follow((effort) => this.#spend(effort)), needs.follow(() => this.#paceTracker())];
    this.#unfollow = () => leave.forEach((each) => void each());
    void this.#attachTracker();
    await this.#tracked.promise;
  }

  drawn(frameId: number, drawn: boolean): void {
    this.#pipeline.drawn(frameId, drawn);
  }

  async renew(host: RenderHost): Promise<void> {
    if (host === this.#host || this.#ended.signal.aborted) return;
    this.#host = host;
    if (this.#pipeline instanceof LivePipeline) this.#pipeline.setHost(host);
    else {
      const port = host.link();
      if (port) this.#pipeline.setRenderer(port);
      // It draws on this thread now: so come the frames.
      else this.#pipeline.lose();
    }
    this.#watch?.doubt();
    this.#spend(this.#core.quality.effort);
  }

  setPaused(paused: boolean): void {
    this.#watch?.setPaused(paused);
    this.#options.source.setPaused(paused);
    if (this.#pipeline instanceof RemotePipeline) this.#pipeline.setPaused(paused);
    if (!paused) return;
    this.#perf.cut();
    this.#core.set({ fps: 0 });
  }

  tap(tap: FrameTap): () => void {
    const held: Tapped = { tap, end: this.#pipeline.tap(tap) };
    this.#taps.add(held);
    this.#paceTracker();
    return () => {
      held.end();
      if (this.#taps.delete(held)) this.#paceTracker();
    };
  }

  /** A pipeline in the mirror worker, or null where there is none to be had. */
  #remote(): RemotePipeline | null {
    const { mirror: worker, source } = this.#options;
    const host = this.#host;
    if (!worker) return null;
    const renderer = host.link();
    const frames = renderer && source.frames?.();
    if (!renderer || !frames) {
      renderer?.close();
      worker.terminate();
      return null;
    }
    return new RemotePipeline({
      worker,
      frames,
      renderer,
      ledger: this.#core.ledger,
      clock: this.#core.clock,
      ...this.#hooks(),
      onLost: () => this.#carryOn(),
    });
  }

  #local(): LivePipeline {
    return new LivePipeline({ host: this.#host, ledger: this.#core.ledger, ...this.#hooks() });
  }

  #hooks() {
    return {
      onSummary: (summary: LiveSummary) => {
        const { pace, ...facts } = summary;
        this.#core.set({ phase: 'live', ...facts, backend: this.#host.backend });
        if (this.#pipeline.tracked) this.#tracked.resolve();
        if (pace) this.#core.quality.saw(pace, performance.now());
        this.#sample(summary);
      },
      onTrouble: (error: unknown) => this.#trouble(error),
    };
  }

  #sample({ width, height }: LiveSummary): void {
    const { counts, times } = this.#pipeline;
    const { backend } = this.#host;
    const tier = this.#core.quality.now.index;
    if (width > 0) this.#perf.take({ counts, times, backend, width, height, tier });
  }

  /** Works as hard as the quality of the moment asks for. */
  #spend(effort: Effort): void {
    const { longSide, fps } = effort;
    this.#pipeline.setRate(fps);
    this.#paceTracker();
    this.#host.setView({ longSide });
  }

  /** Reads of a picture what is worn needs; all of it while somebody looks at what is read. */
  #paceTracker(): void {
    const { visibilityEvery, lightEvery } = this.#core.quality.effort;
    const { worn, lips } = this.#core.needs.now;
    const watched = this.#taps.size > 0;
    const least = worn || watched ? 0 : BARE_EVERY;
    this.#tracker?.setPace({
      visibility: Math.max(least, visibilityEvery),
      light: Math.max(least, lightEvery),
      lips: lips || watched,
    });
  }

  #watched(): CameraWatch {
    return new CameraWatch({
      read: () => this.#pipeline.look(),
      ways: [async () => this.#toPage(), () => this.#reopen()],
      onFailed: (error) => this.#end(error),
    });
  }

  /** The stream of frames is dry: what plays in an element is not. */
  #toPage(): boolean {
    const streamed = this.#pipeline instanceof RemotePipeline;
    if (this.#pipeline instanceof RemotePipeline) this.#pipeline.lose();
    return streamed;
  }

  async #reopen(): Promise<boolean> {
    await this.#options.source.reopen?.(this.#ended.signal);
    return true;
  }

  #end(error: CarmineError): void {
    if (this.#ended.signal.aborted) return;
    this.#tracked.reject(error);
    this.#options.onFatal(error);
  }

  /** Lets the frames come, where they come over this thread. */
  #begin(): void {
    if (this.#pipeline instanceof LivePipeline) this.#options.source.start(this.#pipeline.accept);
  }

  /** The mirror worker is gone: this thread carries the frames from here on. */
  #carryOn(): void {
    if (this.#ended.signal.aborted) return;
    this.#pipeline = this.#local();
    for (const held of this.#taps) held.end = this.#pipeline.tap(held.tap);
    this.#pipeline.setTracker(this.#tracker);
    this.#pipeline.setRate(this.#core.quality.effort.fps);
    this.#begin();
    this.#watch?.doubt();
  }

  stop(reason = new CarmineError('aborted', { message: `${this.kind}: stopped` })): void {
    this.#ended.abort(reason);
    this.#unfollow();
    this.#watch?.close();
    this.#host.setView({ longSide: null });
    this.#perf.cut();
    this.#options.source.stop();
    this.#pipeline.stop();
    this.#tracked.reject(this.#ended.signal.reason);
  }

  async stills(count: number, signal: AbortSignal): Promise<readonly Still[]> {
    const until = anySignal(signal, this.#ended.signal);
    const tracker = await raceAbort(this.#core.parts.loadTracker(), until);
    const { ledger, clock } = this.#core;
    const burst = await takeBurst(this, { ledger, count, signal: until });
    const ended = this.#ended.signal;
    return measureStills(burst, {
      tracker,
      ledger,
      clock,
      until,
      ended,
      hold: (on) => this.#pipeline.hold(on),
    });
  }

  async #attachTracker(): Promise<void> {
    try {
      const tracker = await raceAbort(this.#core.parts.loadTracker(), this.#ended.signal);
      await tracker.setMode('video');
      if (this.#ended.signal.aborted) return;
      this.#tracker = tracker;
      this.#pipeline.setTracker(tracker);
      this.#paceTracker();
      // Where the frames go past this thread, no call of it waits that could fail.
      void tracker.ended.then((error) => this.#tracker === tracker && this.#trouble(error));
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
    this.#tracker = null;
    this.#pipeline.setTracker(null);
    this.#core.parts.dropTracker();
    if (reaction === 'retry') {
      this.#retries++;
      this.#watch?.doubt();
      void this.#attachTracker();
      return;
    }
    this.#end(error);
  }
}
