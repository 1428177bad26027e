import { fromWire } from '@carmine/errors';
import { fromMessage } from '@carmine/face';
import type { Tracker } from '@carmine/tracking';
import type { FrameLedger } from '../frame-ledger.ts';
import { type FrameTimes, noFrameTimes } from '../frame-times.ts';
import type { FrameCounts, FrameTap, LiveSummary, Pipeline } from '../live-pipeline.ts';
import { defer } from '../signals.ts';
import type { FrameClock } from '../video-frames.ts';
import type { MirrorFacts, MirrorNews, MirrorOrder } from './protocol.ts';

/** Frame ids kept for one show: a month at 60 frames a second is some 160 million. */
const IDS = 1_000_000_000;
/** ms between two questions whether the worker still lives; twice without an answer it does not. */
const PING_EVERY = 5000;

export interface RemotePipelineOptions {
  /** A mirror worker that has said hello. Owned from here on. */
  readonly worker: Worker;
  readonly frames: ReadableStream<VideoFrame>;
  /** `RenderHost.link()`. */
  readonly renderer: MessagePort;
  readonly ledger: FrameLedger;
  readonly clock: FrameClock;
  readonly onSummary: (summary: LiveSummary) => void;
  /** The tracker failed. Frames go on. */
  readonly onTrouble: (error: unknown) => void;
  /** The worker failed: no frame comes any more. Called at most once. */
  readonly onLost: () => void;
}

const NOTHING: MirrorFacts = {
  counts: { read: 0, shown: 0, skipped: 0 },
  times: noFrameTimes(),
  inferenceMs: 0,
  tracked: false,
  open: 0,
};

/** The page's hand on a mirror worker: wishes go out, summaries come back some times a second, frames only while they are tapped. */
export class RemotePipeline implements Pipeline {
  readonly #options: RemotePipelineOptions;
  readonly #taps = new Set<FrameTap>();
  readonly #held = new Map<number, () => void>();
  readonly #over = new AbortController();
  #asked: ((read: number) => void)[] = [];
  #facts = NOTHING;
  #calls = 0;
  #unanswered = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(options: RemotePipelineOptions) {
    this.#options = options;
    const { worker, frames, renderer, clock } = options;
    const { signal } = this.#over;
    worker.addEventListener('message', ({ data }: MessageEvent<MirrorNews>) => this.#hear(data), { signal });
    worker.addEventListener(
      'error',
      (event) => {
        event.preventDefault();
        this.lose();
      },
      { signal },
    );
    const firstId = clock.reserve(IDS);
    const { timeOrigin } = performance;
    this.#order({ kind: 'open', renderer, firstId, timeOrigin }, [renderer]);
    void this.#handOver(frames);
    this.#watch(true);
  }

  get counts(): FrameCounts {
    return this.#facts.counts;
  }
  get times(): FrameTimes {
    return this.#facts.times;
  }
  get inferenceMs(): number {
    return this.#facts.inferenceMs;
  }
  get tracked(): boolean {
    return this.#facts.tracked;
  }
  /** Frames open in the worker, as it last told. */
  get open(): number {
    return this.#facts.open;
  }

  /** `port`: `RenderHost.link()` of a renderer in place of one that died. */
  setRenderer(port: MessagePort): void {
    this.#order({ kind: 'renderer', port }, [port]);
  }

  setTracker(tracker: Tracker | null): void {
    const port = tracker?.link() ?? null;
    this.#order({ kind: 'tracker', port }, port ? [port] : []);
  }

  setRate(fps: number | null): void {
    this.#order({ kind: 'rate', fps });
  }

  setPaused(paused: boolean): void {
    this.#watch(!paused);
    this.#order({ kind: 'pause', paused });
  }

  tap(tap: FrameTap): () => void {
    const own: FrameTap = (frame, seen) => tap(frame, seen);
    this.#taps.add(own);
    if (this.#taps.size === 1) this.#order({ kind: 'tap', on: true });
    return () => {
      if (this.#taps.delete(own) && this.#taps.size === 0) this.#order({ kind: 'tap', on: false });
    };
  }

  hold(held: boolean): Promise<void> {
    if (this.#over.signal.aborted) return Promise.resolve();
    const call = ++this.#calls;
    return new Promise((resolve) => {
      this.#held.set(call, resolve);
      this.#order({ kind: 'hold', held, call });
    });
  }

  look(): Promise<number> {
    if (this.#over.signal.aborted) return Promise.resolve(this.#facts.counts.read);
    const { promise, resolve } = defer<number>();
    this.#asked.push(resolve);
    this.#order({ kind: 'ping' });
    return promise;
  }

  drawn(): void {}

  stop(): void {
    if (this.#over.signal.aborted) return;
    this.#over.abort();
    this.#watch(false);
    this.#taps.clear();
    this.#facts = { ...this.#facts, open: 0 };
    // Its frames, ports and streams go with it.
    this.#options.worker.terminate();
    for (const resolve of this.#held.values()) resolve();
    this.#held.clear();
    this.#answerLooks();
  }

  /** Gives the stream away right behind a frame: one that comes while it is handed over is read here by the browser, copied, and never closed, and a
   *  camera has few (decision 0344). The next is a whole period away. */
  async #handOver(frames: ReadableStream<VideoFrame>): Promise<void> {
    const reader = frames.getReader();
    const { signal } = this.#over;
    signal.addEventListener('abort', () => void reader.cancel().catch(() => undefined), { once: true });
    // A stream that fails or ends before its first frame has nothing to give: its track tells of it.
    const first = await reader.read().catch(() => null);
    first?.value?.close();
    if (!first || first.done || signal.aborted) return;
    reader.releaseLock();
    this.#order({ kind: 'frames', frames }, [frames]);
  }

  #order(order: MirrorOrder, transfer: Transferable[] = []): void {
    if (!this.#over.signal.aborted) this.#options.worker.postMessage(order, transfer);
  }

  #hear(news: MirrorNews): void {
    if ('facts' in news) this.#facts = news.facts;
    if (news.kind === 'summary') this.#options.onSummary(news.summary);
    else if (news.kind === 'trouble') this.#options.onTrouble(fromWire(news.error));
    else if (news.kind === 'tap') this.#show(news);
    else if (news.kind === 'held') this.#release(news.call);
    else if (news.kind === 'pong') {
      this.#unanswered = 0;
      this.#answerLooks();
    }
  }

  #answerLooks(): void {
    for (const resolve of this.#asked.splice(0)) resolve(this.#facts.counts.read);
  }

  #release(call: number): void {
    this.#held.get(call)?.();
    this.#held.delete(call);
  }

  /** The frame is ours only for the taps' turn; each clones what it keeps. */
  #show({ frame, seen }: Extract<MirrorNews, { kind: 'tap' }>): void {
    this.#options.ledger.add(frame);
    try {
      const faces = fromMessage(seen);
      for (const tap of [...this.#taps]) tap(frame, faces);
    } finally {
      frame.close();
    }
  }

  #watch(on: boolean): void {
    clearInterval(this.#timer);
    this.#unanswered = 0;
    if (!on) return;
    this.#timer = setInterval(() => {
      if (this.#unanswered >= 2) this.lose();
      else {
        this.#unanswered++;
        this.#order({ kind: 'ping' });
      }
    }, PING_EVERY);
  }

  /** Ends it as if its worker had failed. */
  lose(): void {
    if (this.#over.signal.aborted) return;
    this.stop();
    this.#options.onLost();
  }
}
