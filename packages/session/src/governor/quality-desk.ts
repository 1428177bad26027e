import { Governor, type QualityCause } from './governor.ts';
import { watchPower } from './power.ts';
import type { Pace } from './stage-times.ts';
import { EFFORTS, type Effort, QUALITY_STEPS, type QualityStep } from './steps.ts';
import { type Limits, limitsOf, type QualityWish } from './wish.ts';

/** The step of quality that is taken now, and why. */
export interface Quality {
  readonly step: QualityStep;
  /** Of QUALITY_STEPS; 0 is the best. */
  readonly index: number;
  /** What led to it: nothing yet, frames that took too long or had room, the host's wish, the battery or a wish to save data. */
  readonly cause: QualityCause;
}

export interface QualityDeskOptions {
  readonly wish: QualityWish;
  readonly onChange: (quality: Quality) => void;
  /** As watchPower; for tests. */
  readonly power?: (listener: (low: boolean) => void) => () => void;
}

/** The best step while the device is to be spared. */
const SPARED = QUALITY_STEPS.indexOf('540p');

/** Joins what is measured, what the host wishes and what the battery allows; whoever does the work follows the effort. */
export class QualityDesk {
  readonly #options: QualityDeskOptions;
  readonly #governor: Governor;
  readonly #followers = new Set<(effort: Effort) => void>();
  readonly #endPower: () => void;
  #wish: Limits;
  #spared = false;

  /** Throws invalid-argument for a wish that cannot be. */
  constructor(options: QualityDeskOptions) {
    this.#options = options;
    this.#wish = limitsOf(options.wish);
    this.#governor = new Governor(EFFORTS, this.#wish);
    this.#endPower = (options.power ?? watchPower)((low) => {
      this.#spared = low;
      if (this.#governor.limit(this.#limits(), 'power')) this.#tell();
    });
  }

  get now(): Quality {
    const { level: index, cause } = this.#governor;
    return Object.freeze({ step: QUALITY_STEPS[index]!, index, cause });
  }

  get effort(): Effort {
    return EFFORTS[this.#governor.level]!;
  }

  /** Throws invalid-argument. */
  wish(wish: QualityWish): void {
    this.#wish = limitsOf(wish);
    if (this.#governor.limit(this.#limits(), 'host')) this.#tell();
  }

  /** Takes a reading of a live show. */
  saw(pace: Pace, now: number): void {
    if (this.#governor.judge(pace, now)) this.#tell();
  }

  /** Calls `follower` with the effort, now and at every change. Returns the function that ends it. */
  follow(follower: (effort: Effort) => void): () => void {
    const own = (effort: Effort) => follower(effort);
    this.#followers.add(own);
    own(this.effort);
    return () => void this.#followers.delete(own);
  }

  /** Idempotent. */
  close(): void {
    this.#endPower();
    this.#followers.clear();
  }

  /** What the host wishes; within it, a device to be spared begins lower. */
  #limits(): Limits {
    const { best, least } = this.#wish;
    return this.#spared ? { best: Math.min(least, Math.max(best, SPARED)), least } : this.#wish;
  }

  #tell(): void {
    this.#options.onChange(this.now);
    for (const follower of [...this.#followers]) follower(this.effort);
  }
}
