import { SPOKES } from './spokes.ts';
import { PLACES } from './strip-net.ts';

/** Natural logarithms a step of one place between neighbouring spokes costs; grows with its square. */
const BEND_COST = 0.5;
/** Places between neighbouring spokes at most. */
const LARGEST_STEP = 6;
/** The path is found over the ring and a quarter of it again at either end, so that it closes. */
const LEAD = SPOKES / 4;
const LIP = SPOKES / 2;
const LENGTH = SPOKES + 2 * LEAD;
/** Places to either side of the path over which it is made finer. */
const REFINE = 2;
/** Weight of a kink (second difference, squared) against a spoke that is certain. */
const STIFFNESS = 0.5;
const FLOOR = 1e-3;
const SWEEPS = 24;

/** The likeliest closed edge through the scores of a ring (Viterbi), then made finer and smoother. Nothing is allocated by `find`. */
export class RingPath {
  /** SPOKES offsets along the spokes, in places (0: the landmarks' curve). */
  readonly offsets = new Float32Array(SPOKES);
  /** Probability near the path, spoke by spoke. */
  readonly certainty = new Float32Array(SPOKES);
  readonly #best = [new Float32Array(PLACES), new Float32Array(PLACES)];
  readonly #from = new Uint8Array(LENGTH * PLACES);
  readonly #raw = new Float32Array(SPOKES);
  readonly #path = new Uint8Array(SPOKES);

  /** `scores`: SPOKES x PLACES log probabilities. */
  find(scores: Float32Array): void {
    this.#trace(scores);
    for (let k = 0; k < SPOKES; k++) this.#refine(scores, k);
    this.#smooth();
  }

  #trace(scores: Float32Array): void {
    let [was, is] = this.#best as [Float32Array, Float32Array];
    was.fill(0);
    for (let step = 0; step < LENGTH; step++) {
      const spoke = (step + SPOKES - LEAD) % SPOKES;
      for (let place = 0; place < PLACES; place++) {
        let best = -Infinity;
        let from = 0;
        const last = Math.min(PLACES - 1, place + LARGEST_STEP);
        for (let p = Math.max(0, place - LARGEST_STEP); p <= last; p++) {
          const cost = was[p]! - BEND_COST * (p - place) * (p - place);
          if (cost > best) {
            best = cost;
            from = p;
          }
        }
        is[place] = best + scores[spoke * PLACES + place]!;
        this.#from[step * PLACES + place] = from;
      }
      [was, is] = [is, was];
    }
    let place = 0;
    for (let p = 1; p < PLACES; p++) if (was[p]! > was[place]!) place = p;
    for (let step = LENGTH - 1; step >= LEAD; step--) {
      if (step < LEAD + SPOKES) this.#path[step - LEAD] = place;
      place = this.#from[step * PLACES + place]!;
    }
  }

  #refine(scores: Float32Array, k: number): void {
    const middle = this.#path[k]!;
    let total = 0;
    let sum = 0;
    for (let p = Math.max(0, middle - REFINE); p <= Math.min(PLACES - 1, middle + REFINE); p++) {
      const share = Math.exp(scores[k * PLACES + p]!);
      total += share;
      sum += share * p;
    }
    this.certainty[k] = total;
    this.#raw[k] = total > 0 ? sum / total - (PLACES >> 1) : 0;
  }

  /** Least squares of certainty (offset - raw)^2 + stiffness kink^2, by Gauss-Seidel; a corner is no kink. */
  #smooth(): void {
    const { offsets: s, certainty } = this;
    s.set(this.#raw);
    for (let sweep = 0; sweep < SWEEPS; sweep++)
      for (let k = 0; k < SPOKES; k++) {
        const was = s[(k + SPOKES - 1) % SPOKES]!;
        const next = s[(k + 1) % SPOKES]!;
        let weight = certainty[k]! + FLOOR;
        let sum = weight * this.#raw[k]!;
        if (k % LIP !== 0) {
          weight += 4 * STIFFNESS;
          sum += 2 * STIFFNESS * (was + next);
        }
        if ((k + SPOKES - 1) % LIP !== 0) {
          weight += STIFFNESS;
          sum += STIFFNESS * (2 * was - s[(k + SPOKES - 2) % SPOKES]!);
        }
        if ((k + 1) % LIP !== 0) {
          weight += STIFFNESS;
          sum += STIFFNESS * (2 * next - s[(k + 2) % SPOKES]!);
        }
        s[k] = sum / weight;
      }
  }
}
