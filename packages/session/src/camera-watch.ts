import { CarmineError, toCarmineError } from '@carmine/errors';

/** ms between two looks at the frames that were read: while there is doubt, and otherwise. */
const LOOK_EVERY = { doubt: 1000, calm: 5000 } as const;
/** Looks in a row without a frame after which the first way is tried, each way after it, and the camera is given up. A machine that starts a
 *  worker anew is busy, so each wait is longer than the one before. */
const STALLED = [4, 10, 25] as const;
/** Frames that end the doubt. */
const ENOUGH = 8;
const UNCOUNTED = Number.POSITIVE_INFINITY;

/** A way to get frames again. Resolves to false when it is none here; rejects when the camera is lost by it. */
export type Way = () => Promise<boolean>;

export interface CameraWatchHooks {
  /** Frames read so far. */
  readonly read: () => Promise<number>;
  /** Tried one after the other, at most two. */
  readonly ways: readonly Way[];
  /** It gives no frames and cannot be had again; called at most once. */
  readonly onFailed: (error: CarmineError) => void;
}

/** Keeps a camera giving frames. Frames that a killed worker held are lost, and Chromium streams no more than a few of a camera at a time: so after the end
 *  of a worker it is looked whether frames come, and where none do, they are had in another way. Without such an end a camera that gives nothing is left
 *  alone: a shutter, a telephone call, another program. */
export class CameraWatch {
  readonly #hooks: CameraWatchHooks;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Frames that must have been read before the doubt ends; null: there is none. Counted from the first look of the doubt: frames from before it
   *  say nothing. */
  #awaited: number | null = null;
  #read = 0;
  #still = 0;
  /** Ways tried in this doubt. */
  #tried = 0;
  #paused = false;
  #busy = false;
  #closed = false;

  constructor(hooks: CameraWatchHooks) {
    this.#hooks = hooks;
    this.#plan();
  }

  /** A worker that had frames in hand is gone. */
  doubt(): void {
    this.#awaited = UNCOUNTED;
    this.#still = 0;
    this.#plan();
  }

  /** true: the page is hidden, nothing is read. */
  setPaused(paused: boolean): void {
    this.#paused = paused;
    this.#still = 0;
    this.#plan();
  }

  /** Idempotent. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  #plan(): void {
    clearTimeout(this.#timer);
    if (this.#paused || this.#closed || this.#busy) return;
    const wait = this.#awaited === null ? LOOK_EVERY.calm : LOOK_EVERY.doubt;
    this.#timer = setTimeout(() => void this.#look(), wait);
  }

  async #look(): Promise<void> {
    this.#busy = true;
    try {
      const read = await this.#hooks.read();
      if (this.#paused || this.#closed) return;
      this.#still = read === this.#read ? this.#still + 1 : 0;
      this.#read = read;
      if (this.#awaited === UNCOUNTED) this.#awaited = read + ENOUGH;
      else if (this.#awaited !== null && read >= this.#awaited) {
        this.#awaited = null;
        this.#tried = 0;
      }
      if (this.#awaited !== null && this.#still >= STALLED[this.#tried]!) await this.#mend();
    } finally {
      this.#busy = false;
      this.#plan();
    }
  }

  /** Tries the next way there is; with none left the camera is given up. */
  async #mend(): Promise<void> {
    this.#still = 0;
    this.#awaited = UNCOUNTED;
    try {
      for (;;) {
        const way = this.#hooks.ways[this.#tried];
        if (!way)
          throw new CarmineError('camera-ended', {
            message: 'camera: gives no frames since a worker died, also not when opened again',
          });
        this.#tried++;
        if (await way()) return;
      }
    } catch (cause) {
      this.#fail(toCarmineError(cause, 'camera-ended'));
    }
  }

  #fail(error: CarmineError): void {
    if (this.#closed) return;
    this.close();
    this.#hooks.onFailed(error);
  }
}
