import { type Fault, STEPS, stepsPassed } from './checks.ts';
import { CAPTURE_HINTS, type CaptureHint, type GatePresetName } from './types.ts';

/** ms of the frames' clock another instruction must hold before it is told. */
const STEADY = 600;
/** ms after which an instruction that is followed goes, even if no other holds. */
const FOLLOWED = 1200;
/** ms all must be well, once told, before the burst: long enough to stop moving, too short to tire. */
const HOLD = 500;
/** ms without anything that bars a reading after which advice alone is waited for no longer; the report still tells it. */
const PATIENCE: Readonly<Record<GatePresetName, number>> = {
  lenient: 0,
  standard: 5000,
  strict: Number.POSITIVE_INFINITY,
};

/** What the guide says after a frame. */
export interface Guidance {
  readonly hint: CaptureHint | null;
  /** Nothing is asked for, and has not been for a while. */
  readonly ready: boolean;
  /** All held long enough: take the burst now. */
  readonly fire: boolean;
  readonly passed: number;
  readonly of: number;
}

/** Chooses the one instruction that helps most, and keeps it still enough to be read. Time is the frames' own. */
export class Guide {
  readonly #patience: number;
  #told: CaptureHint | null | undefined;
  #toldAt = 0;
  #wish: CaptureHint | null = null;
  #wishSince = 0;
  #followedSince = Number.POSITIVE_INFINITY;
  #openSince = Number.NaN;
  #wellSince = Number.NaN;

  constructor(preset: GatePresetName) {
    this.#patience = PATIENCE[preset];
  }

  /** `faults`: all that stands now. `judged`: the gates were asked about this face, so that no fault means all is well. */
  take(time: number, faults: readonly Fault[], judged: boolean): Guidance {
    const standing = this.#unforgiven(time, faults);
    const wish = mostHelpful(standing);
    const well = judged && standing.length === 0;
    if (!well) this.#wellSince = Number.NaN;
    else if (Number.isNaN(this.#wellSince)) this.#wellSince = time;
    if (well || wish !== null) this.#settle(time, wish, standing);
    const ready = well && this.#told === null;
    const since = Math.max(this.#toldAt, this.#wellSince);
    const passed = judged ? stepsPassed(standing) : Math.min(stepsPassed(standing), STEPS.length - UNKNOWN);
    return { hint: this.#told ?? null, ready, fire: ready && time - since >= HOLD, passed, of: STEPS.length };
  }

  /** Advice is forgiven when nothing barred a reading for the preset's patience. */
  #unforgiven(time: number, faults: readonly Fault[]): readonly Fault[] {
    if (faults.some((f) => f.level === 'block')) {
      this.#openSince = Number.NaN;
      return faults;
    }
    if (Number.isNaN(this.#openSince)) this.#openSince = time;
    return time - this.#openSince >= this.#patience ? [] : faults;
  }

  #settle(time: number, wish: CaptureHint | null, standing: readonly Fault[]): void {
    if (wish !== this.#wish) {
      this.#wish = wish;
      this.#wishSince = time;
    }
    const stands = this.#told === null ? standing.length === 0 : standing.some((f) => f.hint === this.#told);
    if (stands) this.#followedSince = Number.POSITIVE_INFINITY;
    else this.#followedSince = Math.min(this.#followedSince, time);
    if (wish === this.#told) return;
    const steady = time - this.#wishSince >= STEADY;
    if (this.#told !== undefined && !steady && time - this.#followedSince < FOLLOWED) return;
    this.#told = wish;
    this.#toldAt = time;
    this.#followedSince = Number.POSITIVE_INFINITY;
  }

  /** Begins everything anew, as after a hidden page. */
  reset(): void {
    this.#told = undefined;
    this.#openSince = Number.NaN;
    this.#wellSince = Number.NaN;
    this.#followedSince = Number.POSITIVE_INFINITY;
  }
}

/** Steps that only the gates can pass: free, light, clear. */
const UNKNOWN = 3;

/** What bars a reading comes before advice; within each the order of CAPTURE_HINTS. */
const mostHelpful = (faults: readonly Fault[]): CaptureHint | null => {
  const rank = (f: Fault): number =>
    CAPTURE_HINTS.indexOf(f.hint) - (f.level === 'block' ? CAPTURE_HINTS.length : 0);
  return (
    faults.reduce<Fault | null>((best, f) => (best && rank(best) <= rank(f) ? best : f), null)?.hint ?? null
  );
};
