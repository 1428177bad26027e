import type { FrameLedger } from '../frame-ledger.ts';
import { FrameClock, type FrameSink } from '../video-frames.ts';

/** ms between the camera's clock and ours from which they are matched anew: the camera was changed or began again. */
const DRIFT = 1000;

export interface StreamFramesOptions {
  readonly frames: ReadableStream<VideoFrame>;
  readonly ledger: FrameLedger;
  readonly firstId: number;
  /** ms, the clock that capture times are told on. */
  readonly now: () => number;
  readonly onFrame: FrameSink;
}

/** Reads a track's frames, each as it comes; the newest waits in the track while one is handed on. */
export class StreamFrames {
  readonly #options: StreamFramesOptions;
  readonly #reader: ReadableStreamDefaultReader<VideoFrame>;
  readonly #clock: FrameClock;
  #offset = Number.NaN;
  #paused = false;
  #stopped = false;
  #wake = (): void => {};

  constructor(options: StreamFramesOptions) {
    this.#options = options;
    this.#reader = options.frames.getReader();
    this.#clock = FrameClock.from(options.firstId);
  }

  /** Resolves when the track has ended, or after stop(). */
  async run(): Promise<void> {
    while (!this.#stopped) {
      if (this.#paused)
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      const { value, done } = await this.#reader.read();
      if (done) return;
      if (this.#paused || this.#stopped) value.close();
      else this.#hand(value);
    }
  }

  /** true: nothing is read until false comes. */
  setPaused(paused: boolean): void {
    this.#paused = paused;
    if (!paused) this.#wake();
  }

  /** Idempotent. */
  stop(): void {
    this.#stopped = true;
    this.#wake();
    void this.#reader.cancel().catch(() => undefined);
  }

  #hand(frame: VideoFrame): void {
    const { ledger, onFrame } = this.#options;
    onFrame(ledger.add(frame), this.#clock.next(this.#timeOf(frame.timestamp / 1000)));
  }

  /** A camera's time (ms, a clock of its own, even steps) on ours. */
  #timeOf(time: number): number {
    const now = this.#options.now();
    if (!(Math.abs(time + this.#offset - now) < DRIFT)) this.#offset = now - time;
    return time + this.#offset;
  }
}
