import type { Frame, FrameLedger } from './frame-ledger.ts';

/** Where and when a frame comes from. */
export interface FrameStamp {
  /** Unique and rising within a session. */
  readonly frameId: number;
  /** ms, performance.now() clock, strictly rising. */
  readonly captureTime: number;
}

/** Takes a frame; from here on it is the receiver's to close. */
export type FrameSink = (frame: Frame, at: FrameStamp) => void;

/** Hands out frame ids and times that only rise, whatever the source's clock does (a looping clip goes back). */
export class FrameClock {
  #id = 0;
  #time = 0;

  /** Ids for another thread's clock: `count` of them, from the one given back on, none of which is used here. */
  reserve(count: number): number {
    const first = this.#id + 1;
    this.#id += count;
    return first;
  }

  /** A clock whose first id is `first`. */
  static from(first: number): FrameClock {
    const clock = new FrameClock();
    clock.#id = first - 1;
    return clock;
  }

  /** `time`: ms on the performance.now() clock. Equal or falling times are moved on by a microsecond-safe step. */
  next(time: number): FrameStamp {
    this.#time = time > this.#time ? time : this.#time + 0.01;
    return { frameId: ++this.#id, captureTime: this.#time };
  }
}

/** The picture a video element shows now. VideoFrame where there is one: no copy, and the pixels stay those of this
 *  instant. Else an ImageBitmap (Safari before 16.4, Firefox before 130). */
export const grabFrame = (video: HTMLVideoElement, captureTime: number): Frame | Promise<ImageBitmap> =>
  typeof VideoFrame === 'undefined'
    ? createImageBitmap(video)
    : new VideoFrame(video, { timestamp: Math.round(captureTime * 1000) });

/** A second owner for the same picture. */
export const cloneFrame = (frame: Frame): Frame | Promise<ImageBitmap> =>
  'clone' in frame ? frame.clone() : createImageBitmap(frame);

/** HAVE_CURRENT_DATA: before it a video has no pixels, and MediaPipe aborts on them (mediapipe#5152, #4539). */
const HAVE_CURRENT_DATA = 2;

export interface FramePumpOptions {
  readonly video: HTMLVideoElement;
  readonly clock: FrameClock;
  readonly ledger: FrameLedger;
  readonly onFrame: FrameSink;
}

/** Reads a playing video element, one frame for each the browser presents, and none while paused. */
export class FramePump {
  readonly #options: FramePumpOptions;
  #running = false;
  #paused = false;
  #grabbing = false;
  #handle = 0;

  constructor(options: FramePumpOptions) {
    this.#options = options;
  }

  start(): void {
    if (this.#running) return;
    this.#running = true;
    this.#schedule();
  }

  /** true: nothing is read until false comes. The video itself is left alone. */
  setPaused(paused: boolean): void {
    this.#paused = paused;
  }

  stop(): void {
    this.#running = false;
    const { video } = this.#options;
    if ('cancelVideoFrameCallback' in video) video.cancelVideoFrameCallback(this.#handle);
    else cancelAnimationFrame(this.#handle);
  }

  #schedule(): void {
    if (!this.#running) return;
    const { video } = this.#options;
    if ('requestVideoFrameCallback' in video)
      this.#handle = video.requestVideoFrameCallback((now, meta) => this.#tick(meta.captureTime ?? now));
    else this.#handle = requestAnimationFrame((now) => this.#tick(now));
  }

  #tick(time: number): void {
    this.#schedule();
    const { video } = this.#options;
    if (this.#paused || this.#grabbing || !this.#running) return;
    if (video.readyState < HAVE_CURRENT_DATA || !video.videoWidth || !video.videoHeight) return;
    this.#grabbing = true;
    void this.#grab(time).finally(() => {
      this.#grabbing = false;
    });
  }

  async #grab(time: number): Promise<void> {
    const { video, clock, ledger, onFrame } = this.#options;
    const at = clock.next(time);
    try {
      const grabbed = grabFrame(video, at.captureTime);
      const frame = ledger.add(grabbed instanceof Promise ? await grabbed : grabbed);
      if (this.#running && !this.#paused) onFrame(frame, at);
      else frame.close();
    } catch {
      // The element lost its pixels between the callback and here (track ended, size changed): the next one counts.
    }
  }
}
