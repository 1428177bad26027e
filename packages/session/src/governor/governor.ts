import type { Pace } from './stage-times.ts';
import type { Effort } from './steps.ts';
import type { Limits } from './wish.ts';

/** What moved the level: the device's speed, the host's wish, or the battery's state. */
export type QualityCause = 'start' | 'slow' | 'fast' | 'host' | 'power';

/** ms a frame may take where the source is quicker: 30 pictures a second are what is promised (rendering.md 4, T1). */
const FRAME = 1000 / 30;
/** rendering.md 7: down after 2 s over the budget, up after 20 s under it. */
const DOWN_AFTER = 2000;
const UP_AFTER = 20_000;
/** A step up that did not hold doubles the wait for the next, up to this; ms. */
const UP_AT_MOST = 1_200_000;
/** A step up that held this long halves the wait again, ms: long enough for a phone to have warmed up. */
const HELD = 600_000;
/** Share of the budget that the step above may take before it is tried. */
const ROOM = 0.85;
/** Times the wait where what was learned says that the step above does not fit: it may have been learned on another day. */
const DOUBTFUL = 6;
/** Pictures come this much later than they should before they count as late: one of eight lost is. */
const LATE = 1.15;
/** Readings in a row that tell whether the stages wait for each other. */
const SURE = 4;
/** So slow that one step will not do. */
const FAR = 2;
/** ms after a start, a pause and a change during which nothing is judged: code is compiled, sizes change. */
const SETTLING = { start: 3000, change: 1000 } as const;
/** ms without a reading after which it is a start. */
const GAP = 2500;
/** Time constant over which readings are smoothed, ms. */
const SMOOTH = 800;
/** A turn of the head puts a change off at most this long, ms. */
const PATIENCE = 4000;
/** What a step is believed to save before it was tried, share of the time left; and the limits of what is learned. */
const SAVES = 0.9;
const SAVES_MOST = 0.3;

/**
 * Follows the measured frame time over the steps of quality, 0 the best. Pure: it reads no clock and changes nothing but itself.
 *
 * Down at once when frames take too long, up only when the step above is expected to fit, which is learned from what each step saved. A step up
 * that does not hold makes the next try wait twice as long, so that no device, noisy or throttled, makes it go to and fro.
 */
export class Governor {
  readonly #efforts: readonly Effort[];
  /** Share of the time that is left by the step into level i + 1. */
  readonly #saves: Float64Array;
  /** ms to be under the budget before level i is tried again from below. */
  readonly #waits: Float64Array;
  #limits: Limits;
  #level: number;
  #cause: QualityCause = 'start';
  #judgedAt = Number.NaN;
  #quietUntil = Number.NaN;
  /** Of the last reading, and what a frame took, smoothed; ms. */
  #source = 0;
  #cost = Number.NaN;
  /** true: tracking and drawing wait for each other. */
  #shared = false;
  /** Readings in a row that said otherwise. */
  #told = 0;
  #overSince = Number.NaN;
  #underSince = Number.NaN;
  #putOff = Number.NaN;
  /** Of the last change: when, from where, and the cost before it. */
  readonly #changed = { at: Number.NEGATIVE_INFINITY, up: false, from: 0, cost: Number.NaN };

  constructor(efforts: readonly Effort[], limits: Limits) {
    this.#efforts = efforts;
    this.#saves = new Float64Array(efforts.length).fill(SAVES);
    this.#waits = new Float64Array(efforts.length).fill(UP_AFTER);
    this.#limits = limits;
    this.#level = limits.best;
  }

  get level(): number {
    return this.#level;
  }
  get cause(): QualityCause {
    return this.#cause;
  }

  /** Other limits, from now on. Returns whether the level moved. */
  limit(limits: Limits, cause: QualityCause): boolean {
    this.#limits = limits;
    const level = Math.min(limits.least, Math.max(limits.best, this.#level));
    if (level === this.#level) return false;
    [this.#level, this.#cause] = [level, cause];
    Object.assign(this.#changed, { up: false, from: level, cost: Number.NaN });
    this.#forget();
    return true;
  }

  /** Takes a reading made at `now`, ms. Returns whether the level moved. */
  judge(pace: Pace, now: number): boolean {
    const passed = now - this.#judgedAt;
    this.#judgedAt = now;
    if (!(passed <= GAP)) {
      this.#forget();
      this.#quietUntil = now + SETTLING.start;
    }
    if (Number.isNaN(this.#quietUntil)) this.#quietUntil = now + SETTLING.change;
    if (now < this.#quietUntil) return false;
    this.#smooth(pace, passed);
    this.#learn(now);
    const load = this.#load(this.#level);
    this.#overSince = load > 1 ? first(this.#overSince, now) : Number.NaN;
    this.#underSince = load < ROOM ? first(this.#underSince, now) : Number.NaN;
    if (this.#overSince <= now - DOWN_AFTER) return this.#move(load > FAR ? 2 : 1, pace, now);
    if (this.#underSince <= now - this.#patience()) return this.#move(-1, pace, now);
    return false;
  }

  /** What a frame takes, smoothed: the slower stage where they work side by side, both where they wait for each other (one core, one graphics
   *  queue). Which it is shows where both together would be too much: pictures come late, or they do not. A page that is busy with something
   *  else is none of our work, and no step would help it. */
  #smooth({ track, draw, interval, source }: Pace, passed: number): void {
    const [slower, both] = [Math.max(track, draw), track + draw];
    const budget = this.#budget(this.#level, source);
    this.#source = source;
    if (both > LATE * budget) this.#tell(interval > Math.max(LATE * budget, (slower + both) / 2));
    const cost = this.#shared ? both : slower;
    const weight = Number.isNaN(this.#cost) ? 1 : 1 - Math.exp(-passed / SMOOTH);
    this.#cost = Number.isNaN(this.#cost) ? cost : this.#cost + (cost - this.#cost) * weight;
  }

  /** Costs of one kind are not held against those of the other. */
  #tell(shared: boolean): void {
    this.#told = this.#shared === shared ? 0 : this.#told + 1;
    if (this.#told < SURE) return;
    [this.#shared, this.#told] = [shared, 0];
    this.#cost = this.#changed.cost = Number.NaN;
  }

  /** ms a frame may take at a level. */
  #budget(level: number, source: number): number {
    const { fps } = this.#efforts[level]!;
    return Math.max(FRAME, source, fps ? 1000 / fps : 0);
  }

  #load(level: number): number {
    return this.#cost / this.#budget(level, this.#source);
  }

  /** ms of room after which the step above is tried; infinite: never. */
  #patience(): number {
    const level = this.#level;
    if (level <= this.#limits.best) return Number.POSITIVE_INFINITY;
    const wait = this.#waits[level - 1]!;
    const fits = this.#load(level - 1) / this.#saves[level - 1]! < ROOM;
    return fits ? wait : wait * DOUBTFUL;
  }

  /** A little after a change: what the step saved; and whether a step up has held. */
  #learn(now: number): void {
    const { at, up, from, cost } = this.#changed;
    if (!Number.isNaN(cost) && now - at > SETTLING.change + SMOOTH) {
      const border = Math.min(from, this.#level);
      // Two steps at once: each is believed to have saved its part.
      const steps = Math.abs(this.#level - from);
      const left = (up ? cost / this.#cost : this.#cost / cost) ** (1 / steps);
      for (let i = border; i < border + steps; i++) this.#saves[i] = Math.min(1, Math.max(SAVES_MOST, left));
      this.#changed.cost = Number.NaN;
    }
    const wait = this.#waits[this.#level]!;
    if (up && wait > UP_AFTER && now - at > HELD) {
      this.#waits[this.#level] = wait / 2;
      this.#changed.at = now;
    }
  }

  #move(by: number, { turning }: Pace, now: number): boolean {
    const from = this.#level;
    const level = Math.min(this.#limits.least, from + by);
    if (level === from) return false;
    this.#putOff = turning ? first(this.#putOff, now) : Number.NaN;
    if (turning && now - this.#putOff < PATIENCE) return false;
    // It went up and could not stay: the next try waits longer.
    if (by > 0 && this.#changed.up && this.#changed.from > from)
      this.#waits[from] = Math.min(UP_AT_MOST, this.#waits[from]! * 2);
    Object.assign(this.#changed, { at: now, up: by < 0, from, cost: this.#cost });
    [this.#level, this.#cause] = [level, by < 0 ? 'fast' : 'slow'];
    this.#forget();
    return true;
  }

  #forget(): void {
    this.#cost = this.#overSince = this.#underSince = this.#putOff = this.#quietUntil = Number.NaN;
  }
}

const first = (since: number, now: number): number => (Number.isNaN(since) ? now : since);
