import { VISIBILITY_SIZE } from '@carmine/face';

const SIZE = VISIBILITY_SIZE;
const TEXELS = SIZE * SIZE;
/** Texels to either side of a line that it is compared with: what is narrower than three is a line (a texel is about 1.9 mm). */
const ASIDE = 2;
/** ... and along each axis where the line lies aslant. */
const ASLANT = 2;
/** Rows and columns at the border that are not looked at. */
export const BORDER = ASIDE + 1;
/** Codes of 255 added to the lighter of two lumas before they are compared, so that black tells nothing. */
const BLACK = 8;
/** A texel adds at most this to a line's score, however much it stands out. */
const MOST = 2;
/** ... and takes at most this from it where nothing stands out, so that gaps are bridged. */
const GAP = -1;
/** A texel on the lips adds at most this: their own lines do not reach as far as a strand's part on the skin. */
const LIPS_MOST = 0.3;
/** Their own lines stand out more. */
const LIPS_HARDER = 1.2;
/** What a step aside takes, so that a gap is bridged straight on. */
const BEND = 0.02;
/** What a texel of eyes and brows takes: a line is followed over them, and not told by them. */
const PASS = -0.5;

/** Over the lips a line is followed where it does not stand out, if it brings so much from either side. */
const BRIDGE = 4;

/** What a texel lies on. */
export const [SKIN, LIPS, EYES, AWAY] = [0, 1, 2, 3] as const;

/** A direction that lines run in: its three next texels (a quarter of a turn wide), the step aside, and the order in which texels follow one another. */
interface Way {
  readonly next: readonly [number, number, number];
  readonly aside: number;
  readonly order: 'rows' | 'columns' | 'rows, leftwards';
  /** What speaks for a line is taken this many times: strands hang down, the face's own lines (forehead, eyes, beside the nose) lie level or aslant. */
  readonly trust: number;
}
const WAYS: readonly Way[] = [
  { next: [SIZE, SIZE - 1, SIZE + 1], aside: ASIDE, order: 'rows', trust: 1 },
  { next: [1, 1 - SIZE, 1 + SIZE], aside: ASIDE * SIZE, order: 'columns', trust: 0.5 },
  { next: [SIZE + 1, 1, SIZE], aside: ASLANT * (SIZE - 1), order: 'rows', trust: 0.8 },
  { next: [SIZE - 1, -1, SIZE], aside: ASLANT * (SIZE + 1), order: 'rows, leftwards', trust: 0.8 },
];

/** The part of the map that is looked at, texels, ends excluded. */
export interface Window {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** How much a texel's luma is below (`sign` -1) or above (1) both of those `aside`, as a share of the lighter one. */
export const standsOut = (luma: Float32Array, i: number, aside: number, sign: number): number => {
  const [v, a, b] = [luma[i]!, luma[i + aside]!, luma[i - aside]!];
  if (sign < 0) {
    const least = Math.min(a, b);
    return (least - v) / (least + BLACK);
  }
  const most = Math.max(a, b);
  return (v - most) / (v + BLACK);
};

/** Scores lines: of each texel the best path through it that bends by no more than a quarter of a turn, by what its texels stand out. A
 *  path opening (Heijmans, Buckley and Talbot 2005) with scores for lengths, so that long faint lines, short clear ones and gaps are weighed together. */
export class LineScores {
  readonly #own = new Float32Array(TEXELS);
  readonly #ahead = new Float32Array(TEXELS);
  readonly #behind = new Float32Array(TEXELS);
  /** Score of the best line through each texel that itself stands out, or that lies on the lips between two that do, where it reaches `least` of `add`; else less. */
  readonly best = new Float32Array(TEXELS);

  clear(): void {
    this.best.fill(0);
  }

  /** Adds dark (`sign` -1) or light (1) lines. `places`: SKIN, LIPS, EYES or AWAY; `doubt` is taken from each texel's share; `from`: what
   *  stands out by this much adds nothing and takes nothing; `least`: scores below it are not asked for, so ways that hold none are left early. */
  add(
    luma: Float32Array,
    { places, doubt }: { places: Uint8Array; doubt: Float32Array },
    { sign, from, window, least }: { sign: number; from: number; window: Window; least: number },
  ): void {
    const own = this.#own;
    for (const way of WAYS) {
      own.fill(GAP);
      let hope = 0;
      for (let y = window.top; y < window.bottom; y++)
        for (let i = y * SIZE + window.left; i < y * SIZE + window.right; i++) {
          const place = places[i]!;
          if (place === AWAY) own[i] = -Infinity;
          else if (place === EYES) own[i] = PASS;
          else {
            // The lips' own lines lie level: there only what stands out of its own row counts.
            const lips = place === LIPS;
            const stands = standsOut(luma, i, lips ? ASIDE : way.aside, sign);
            const share = stands / (lips ? from * LIPS_HARDER : from) - 1;
            const told = Math.max(GAP, Math.min(MOST, share)) - doubt[i]!;
            if (told > 0) hope += own[i] = way.trust * (lips ? Math.min(LIPS_MOST, told) : told);
            // The net is surest of lips that it sees round a strand: there its word closes no way.
            else own[i] = lips ? Math.max(GAP, told) : told;
          }
        }
      // No line is worth more than all that speaks for one, nor than the best that ends anywhere.
      if (hope < least || this.#walk(way, window, 1, this.#ahead) < least) continue;
      this.#walk(way, window, -1, this.#behind);
      const [ahead, behind, best] = [this.#ahead, this.#behind, this.best];
      for (let y = window.top; y < window.bottom; y++)
        for (let i = y * SIZE + window.left; i < y * SIZE + window.right; i++) {
          const o = own[i]!;
          if (!(o > 0) && !(places[i] === LIPS && this.#crosses(way, i))) continue;
          const score = ahead[i]! + behind[i]! - o;
          if (score > best[i]!) best[i] = score;
        }
    }
  }

  /** Whether a line that speaks for itself on both sides of the lips runs over them here, more than beside. */
  #crosses({ order }: Way, i: number): boolean {
    if (order === 'columns') return false;
    const [own, ahead, behind] = [this.#own, this.#ahead, this.#behind];
    const o = own[i]!;
    if (Math.min(ahead[i]!, behind[i]!) < BRIDGE + o) return false;
    const score = ahead[i]! + behind[i]! - o;
    for (const n of [i - 1, i + 1]) if (ahead[n]! + behind[n]! - own[n]! > score) return false;
    return true;
  }

  /** The best sum of a path that ends at each texel, walked along `way` (`turn` 1) or against it (-1); gives the best of all. */
  #walk({ next, order }: Way, { left, right, top, bottom }: Window, turn: number, out: Float32Array): number {
    out.fill(0);
    let best = 0;
    const own = this.#own;
    const [a, b, c] = [next[0] * turn, next[1] * turn, next[2] * turn];
    const byColumns = order === 'columns';
    const flip = order === 'rows, leftwards' ? -turn : turn;
    const [outerFrom, outerTo, outerStep] = byColumns ? [left, right, 1] : [top, bottom, SIZE];
    const [innerFrom, innerTo, innerStep] = byColumns ? [top, bottom, SIZE] : [left, right, 1];
    const [rows, columns] = [outerTo - outerFrom, innerTo - innerFrom];
    for (let p = 0; p < rows; p++) {
      const line = (turn > 0 ? outerFrom + p : outerTo - 1 - p) * outerStep;
      for (let q = 0; q < columns; q++) {
        const i = line + (flip > 0 ? innerFrom + q : innerTo - 1 - q) * innerStep;
        let most = out[i - a]!;
        if (out[i - b]! - BEND > most) most = out[i - b]! - BEND;
        if (out[i - c]! - BEND > most) most = out[i - c]! - BEND;
        const sum = most + own[i]!;
        out[i] = Math.max(sum, 0);
        if (sum > best) best = sum;
      }
    }
    return best;
  }
}
