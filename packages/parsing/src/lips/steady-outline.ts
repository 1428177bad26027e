import type { Motion } from './mouth-motion.ts';
import type { RingPath } from './ring-path.ts';
import { SPOKES, type Spokes } from './spokes.ts';

/** Hz: what moves neither with the mouth nor quickly is the network's doubt about one and the same edge (decision 0150). Where the picture
 *  says that the mouth only moved, there is nothing to follow; where it has another form, slow changes are. */
const HELD_CUTOFF = 0.05;
const FORM_CUTOFF = 0.3;
/** Frames at the start that weigh alike: none of them is known to be the better one. */
const FIRST = 12;
/** Expression: Hz for every mm a second past the first number, by which a still mouth's edge is seen to wander. */
const CALM_SPEED = 4;
const SPEED_GAIN = 0.6;
/** Hz for every mm past the first number that the outline lies from where it is found: the mouth has another form. */
const CALM_DISTANCE = 1;
const DISTANCE_GAIN = 8;
/** Probability near the path at which a spoke moves as little as the third number says (share of the cutoff), and from which it moves freely. */
const UNSURE = 0.5;
const SURE = 0.95;
const LEAST = 0.1;
/** Spokes to either side whose speed and distance count with a spoke's own. */
const BESIDE = 2;
/** Hz, of the speed's own lowpass. */
const SPEED_CUTOFF = 2;
/** After this long without values nothing is known any more, s. */
const MAX_GAP_S = 1;
/** Spokes to either side among which the moved outline is met. */
const REACH = 3;

/** Weight of a new value of a first-order lowpass at `cutoff` Hz after `seconds`. */
const share = (cutoff: number, seconds: number): number => 1 / (1 + 1 / (2 * Math.PI * cutoff * seconds));

/** From one frame to the next. */
export interface Step {
  /** From the last cut-out to this one; null: unknown, so everything starts anew. */
  readonly motion: Motion | null;
  /** s since the last frame. */
  readonly seconds: number;
  /** 0: the picture says that the mouth only moved; 1: it took another form. */
  readonly changed: number;
}

/** One ring's outline over time, kept on the mouth and not on its landmarks: One Euro (Casiez, Roussel & Vogel 2012) with the mouth's own
 *  motion taken out. Nothing is allocated after construction. */
export class SteadyOutline {
  /** SPOKES x (x, y), px of the last cut-out. */
  readonly #points = new Float32Array(SPOKES * 2);
  /** The same, as found. */
  readonly #raw = new Float32Array(SPOKES * 2);
  /** mm from the moved outline to the edge as found. */
  readonly #left = new Float32Array(SPOKES);
  readonly #next = new Float32Array(SPOKES);
  /** mm a second, against the moving mouth. */
  readonly #speeds = new Float32Array(SPOKES);
  /** Frames since it began. */
  #count = 0;

  /**
   * Steadies `offsets` (mm along the spokes of `ring`) in place; `certainty` of each, 0..1. Returns the mm by which the outline still lies from where it
   * was found, most of all stretches.
   */
  steady(
    { offsets, certainty }: RingPath,
    spokes: Spokes,
    ring: 0 | 1,
    pxPerMm: number,
    { motion, seconds, changed }: Step,
  ): number {
    const [at, to] = [spokes.origins[ring], spokes.directions[ring]];
    const follows = this.#count > 0 && motion !== null && seconds > 0 && seconds <= MAX_GAP_S;
    this.#count = follows ? this.#count + 1 : 1;
    this.#next.set(offsets);
    this.#left.fill(0);
    if (follows) {
      this.#move(motion);
      const easing = share(SPEED_CUTOFF, seconds);
      for (let k = 0; k < SPOKES; k++) {
        const speed = (offsets[k]! - this.#meet(this.#raw, at, to, k) / pxPerMm) / seconds;
        this.#speeds[k]! += (speed - this.#speeds[k]!) * easing;
      }
      for (let k = 0; k < SPOKES; k++)
        this.#left[k] = offsets[k]! - this.#meet(this.#points, at, to, k) / pxPerMm;
      for (let k = 0; k < SPOKES; k++) {
        const opening =
          SPEED_GAIN * Math.max(0, Math.abs(around(this.#speeds, k)) - CALM_SPEED) +
          DISTANCE_GAIN * Math.max(0, Math.abs(around(this.#left, k)) - CALM_DISTANCE);
        const cutoff = HELD_CUTOFF + changed * (FORM_CUTOFF - HELD_CUTOFF + opening);
        const sure = Math.min(1, Math.max(LEAST, (certainty[k]! - UNSURE) / (SURE - UNSURE)));
        const weight = Math.max(this.#count <= FIRST ? 1 / this.#count : 0, share(cutoff * sure, seconds));
        this.#next[k] = offsets[k]! - this.#left[k]! * (1 - weight);
      }
    } else this.#speeds.fill(0);
    place(this.#raw, at, to, offsets, pxPerMm);
    place(this.#points, at, to, this.#next, pxPerMm);
    offsets.set(this.#next);
    let most = 0;
    for (let k = 0; k < SPOKES; k++) most = Math.max(most, Math.abs(around(this.#left, k)));
    return most;
  }

  #move({ a, b, c, d }: Motion): void {
    for (const points of [this.#raw, this.#points])
      for (let k = 0; k < SPOKES * 2; k += 2) {
        const [x, y] = [points[k]!, points[k + 1]!];
        points[k] = a * x - b * y + c;
        points[k + 1] = b * x + a * y + d;
      }
  }

  /** Where spoke `k` meets the moved outline, px along it; where it does not, the foot of the outline's own point. */
  #meet(m: Float32Array, at: Float32Array, to: Float32Array, k: number): number {
    const [ox, oy, dx, dy] = [at[k * 2]!, at[k * 2 + 1]!, to[k * 2]!, to[k * 2 + 1]!];
    const foot = (m[k * 2]! - ox) * dx + (m[k * 2 + 1]! - oy) * dy;
    let best = Number.NaN;
    for (let step = -REACH; step < REACH; step++) {
      const i = ((k + step + SPOKES) % SPOKES) * 2;
      const j = ((k + step + 1 + SPOKES) % SPOKES) * 2;
      const p = (m[i]! - ox) * dy - (m[i + 1]! - oy) * dx;
      const q = (m[j]! - ox) * dy - (m[j + 1]! - oy) * dx;
      if (p * q > 0 || p === q) continue;
      const s = p / (p - q);
      const t = (m[i]! + s * (m[j]! - m[i]!) - ox) * dx + (m[i + 1]! + s * (m[j + 1]! - m[i + 1]!) - oy) * dy;
      if (!(Math.abs(t - foot) >= Math.abs(best - foot))) best = t;
    }
    return Number.isNaN(best) ? foot : best;
  }
}

const place = (
  out: Float32Array,
  at: Float32Array,
  to: Float32Array,
  offsets: Float32Array,
  pxPerMm: number,
): void => {
  for (let i = 0; i < out.length; i++) out[i] = at[i]! + to[i]! * offsets[i >> 1]! * pxPerMm;
};

/** Mean of a value over the spokes beside: a lip moves as a whole, an error of one spoke is its own. */
const around = (values: Float32Array, k: number): number => {
  let sum = 0;
  for (let step = -BESIDE; step <= BESIDE; step++) sum += values[(k + step + SPOKES) % SPOKES]!;
  return sum / (2 * BESIDE + 1);
};
