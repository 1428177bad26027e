import { CarmineError, toCarmineError, toWire } from '@carmine/errors';
import { toMessage } from '@carmine/face';
import { type LinkedFrames, linkedFrames } from '@carmine/makeup';
import { linkedTracker, type Tracker } from '@carmine/tracking';
import { FrameLedger } from '../frame-ledger.ts';
import { type FrameTap, LivePipeline } from '../live-pipeline.ts';
import { cloneFrame } from '../video-frames.ts';
import type { MirrorFacts, MirrorNews, MirrorOrder } from './protocol.ts';
import { StreamFrames } from './stream-frames.ts';

/** Sends news to the page. */
export type Tell = (news: MirrorNews, transfer?: Transferable[]) => void;

/** One show's frames, from the camera to tracker and renderer, on a thread of its own: the page's thread has no part in a frame. */
export class Conductor {
  readonly #tell: Tell;
  readonly #ledger = new FrameLedger();
  #pipeline: LivePipeline | null = null;
  #source: StreamFrames | null = null;
  /** ms from this thread's clock to the page's. */
  #ahead = 0;
  #firstId = 0;
  #paused = false;
  #host: LinkedFrames | null = null;
  #tracker: Tracker | null = null;
  #untap: (() => void) | null = null;

  constructor(tell: Tell) {
    this.#tell = tell;
  }

  readonly take = (order: MirrorOrder): void => {
    if (order.kind === 'open') this.#open(order);
    else if (order.kind === 'frames') this.#begin(order.frames);
    else if (order.kind === 'renderer') this.#setRenderer(order.port);
    else if (order.kind === 'tracker') this.#setTracker(order.port);
    else if (order.kind === 'rate') this.#pipeline?.setRate(order.fps);
    else if (order.kind === 'pause') this.#pause(order.paused);
    else if (order.kind === 'hold') void this.#hold(order.held, order.call);
    else if (order.kind === 'tap') this.#tap(order.on);
    else this.#answer();
  };

  #open({ renderer, firstId, timeOrigin }: Extract<MirrorOrder, { kind: 'open' }>): void {
    this.#host = this.#link(renderer);
    this.#pipeline = new LivePipeline({
      host: this.#host,
      ledger: this.#ledger,
      onSummary: (summary) => this.#tell({ kind: 'summary', summary, facts: this.#facts() }),
      onTrouble: (error) => this.#tell({ kind: 'trouble', error: toWire(toCarmineError(error)) }),
    });
    this.#ahead = performance.timeOrigin - timeOrigin;
    this.#firstId = firstId;
  }

  #begin(frames: ReadableStream<VideoFrame>): void {
    const pipeline = this.#pipeline;
    if (!pipeline) return;
    this.#source = new StreamFrames({
      frames,
      firstId: this.#firstId,
      ledger: this.#ledger,
      now: this.#now,
      onFrame: pipeline.accept,
    });
    this.#source.setPaused(this.#paused);
    // The page hears of the track's end from the track; a stream that fails by itself is another matter.
    this.#source.run().catch((cause) => {
      const error = new CarmineError('internal', { message: 'mirror: the stream of frames broke', cause });
      this.#tell({ kind: 'trouble', error: toWire(error) });
    });
  }

  /** ms on the page's clock. */
  readonly #now = (): number => performance.now() + this.#ahead;

  #link(renderer: MessagePort): LinkedFrames {
    return linkedFrames(renderer, (frameId, drawn) => this.#pipeline?.drawn(frameId, drawn));
  }

  #setRenderer(port: MessagePort): void {
    this.#host?.close();
    this.#host = this.#link(port);
    this.#pipeline?.setHost(this.#host);
  }

  /** Frames the old one still has come back as `closed`, which nobody minds: it is not the pipeline's any more. */
  #setTracker(port: MessagePort | null): void {
    const old = this.#tracker;
    this.#tracker = port && linkedTracker(port);
    this.#pipeline?.setTracker(this.#tracker);
    old?.close();
  }

  #answer(): void {
    void this.#pipeline?.look(this.#now());
    this.#tell({ kind: 'pong', facts: this.#facts() });
  }

  #pause(paused: boolean): void {
    this.#paused = paused;
    this.#source?.setPaused(paused);
    this.#tell({ kind: 'paused', facts: this.#facts() });
  }

  async #hold(held: boolean, call: number): Promise<void> {
    await this.#pipeline?.hold(held);
    this.#tell({ kind: 'held', call, facts: this.#facts() });
  }

  #tap(on: boolean): void {
    this.#untap?.();
    this.#untap = on ? (this.#pipeline?.tap(this.#show) ?? null) : null;
  }

  readonly #show: FrameTap = (frame, seen) => {
    const give = (copy: VideoFrame | ImageBitmap) =>
      this.#tell({ kind: 'tap', frame: copy, seen: toMessage(seen) }, [copy]);
    const copy = cloneFrame(frame);
    if (copy instanceof Promise) copy.then(give, () => undefined);
    else give(copy);
  };

  #facts(): MirrorFacts {
    const { counts, times, inferenceMs, tracked } = this.#pipeline!;
    return { counts: { ...counts }, times, inferenceMs, tracked, open: this.#ledger.open };
  }
}
