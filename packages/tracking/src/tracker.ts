import { CarmineError, toCarmineError } from '@carmine/errors';
import { type FaceFrame, fromMessage } from '@carmine/face';
import type { Backend } from './backend.ts';
import type { FrameStamp, ParsePace, Tracker, TrackerDiagnostics, TrackMode, TrackSource } from './types.ts';

interface Job {
  readonly frame: TrackSource;
  readonly at: FrameStamp;
  readonly resolve: (result: FaceFrame | null) => void;
  readonly reject: (error: CarmineError) => void;
}

const SPARES = 2;

/** The queue in front of a backend: one frame in flight, the newest waiting, replaced ones closed. */
export class QueuedTracker implements Tracker {
  readonly #backend: Backend;
  #flying: Job | null = null;
  #waiting: Job | null = null;
  #spares: Float32Array[] = [];
  #feed = '';
  #closed = false;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  get diagnostics(): TrackerDiagnostics {
    return { delegate: 'CPU', inline: this.#backend.inline, feed: this.#feed };
  }

  track(frame: TrackSource, at: FrameStamp): Promise<FaceFrame | null> {
    if (this.#closed) {
      frame.close();
      return Promise.reject(new CarmineError('closed'));
    }
    return new Promise((resolve, reject) => {
      const job: Job = { frame, at, resolve, reject };
      if (!this.#flying) return this.#fly(job);
      this.#drop();
      this.#waiting = job;
    });
  }

  async setMode(mode: TrackMode): Promise<void> {
    if (this.#closed) throw new CarmineError('closed');
    await this.#backend.setMode(mode);
  }

  setPace(pace: ParsePace): void {
    if (!this.#closed) this.#backend.setPace(pace);
  }

  link(): MessagePort {
    if (this.#closed) throw new CarmineError('closed');
    return this.#backend.link();
  }

  get ended(): Promise<CarmineError> {
    return this.#backend.ended;
  }

  recycle(frame: FaceFrame): void {
    if (this.#spares.length < SPARES && frame.packed.length > 0) this.#spares.push(frame.packed);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    const pending = [this.#flying, this.#waiting];
    // The frame in flight belongs to the backend; the waiting one is still ours.
    this.#waiting?.frame.close();
    this.#flying = null;
    this.#waiting = null;
    this.#spares = [];
    this.#backend.close();
    for (const job of pending) job?.reject(new CarmineError('closed'));
  }

  /** The waiting frame gives way to a newer one. */
  #drop(): void {
    this.#waiting?.frame.close();
    this.#waiting?.resolve(null);
    this.#waiting = null;
  }

  #fly(job: Job): void {
    this.#flying = job;
    this.#feed = job.frame.constructor.name;
    const request = { frame: job.frame, ...job.at, spare: this.#spares.pop() };
    // The next frame goes out before the caller hears of this one: a caller that answers with a frame finds room.
    this.#backend.track(request).then(
      (message) => {
        this.#next(job);
        job.resolve(fromMessage(message));
      },
      (error) => {
        this.#next(job);
        job.reject(toCarmineError(error));
      },
    );
  }

  #next(job: Job): void {
    if (this.#flying !== job) return;
    this.#flying = null;
    const waiting = this.#waiting;
    this.#waiting = null;
    if (waiting) this.#fly(waiting);
  }
}
