import { type FaceFrame, toMessage } from '@carmine/face';
import type { GateResult } from '@carmine/skin';
import type { Frame, FrameLedger } from '../frame-ledger.ts';
import { cloneFrame } from '../video-frames.ts';
import type { GateJudge } from './gate-judge.ts';
import type { GatePresetName } from './types.ts';

/** ms between two frames that are judged, at least: four a second. */
const EVERY = 250;
/** Share of one thread that judging may take: a slow device judges fewer frames, and its mirror stays as fast. */
const SHARE = 0.1;

/** What the gates said last, and of when. */
export interface GateNews {
  readonly gates: readonly GateResult[];
  /** Capture time of the frame, ms. */
  readonly time: number;
  /** The face's id: another face was not judged. */
  readonly face: number;
}

export interface GateFeedOptions {
  readonly judge: GateJudge;
  readonly ledger: FrameLedger;
  readonly preset: GatePresetName;
}

/** Gives a fraction of the tracked frames, bare, to the judge; one at a time, never more than its share of a thread. */
export class GateFeed {
  /** null: nothing was judged yet. */
  news: GateNews | null = null;
  readonly #options: GateFeedOptions;
  #busy = false;
  #next = Number.NEGATIVE_INFINITY;
  #stopped = false;
  #life = 0;
  /** Frames judged. */
  count = 0;

  constructor(options: GateFeedOptions) {
    this.#options = options;
  }

  /** The frame stays the caller's. */
  offer(frame: Frame, seen: FaceFrame): void {
    if (this.#stopped || this.#busy || seen.captureTime < this.#next || seen.faces.length === 0) return;
    this.#busy = true;
    void this.#judge(frame, seen);
  }

  /** What was judged says nothing any more; neither does what is being judged. */
  forget(): void {
    this.news = null;
    this.#life++;
  }

  stop(): void {
    this.#stopped = true;
  }

  async #judge(frame: Frame, seen: FaceFrame): Promise<void> {
    const { judge, ledger, preset } = this.#options;
    const { captureTime: time } = seen;
    const life = this.#life;
    this.#next = time + EVERY;
    try {
      const clone = cloneFrame(frame);
      const own = ledger.add(clone instanceof Promise ? await clone : clone);
      const { gates, cost } = await judge.judge(own, toMessage(seen), preset);
      this.#next = time + Math.max(EVERY, cost / SHARE);
      this.count++;
      if (!this.#stopped && life === this.#life) this.news = { gates, time, face: seen.faces[0]!.id };
    } catch {
      // A frame that cannot be judged says nothing; the next may.
    } finally {
      this.#busy = false;
    }
  }
}
