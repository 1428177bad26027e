import { VISIBILITY_SIZE } from '@carmine/face';
import { PRIOR_CHANNELS, PRIOR_SIZE } from './prior.ts';

const SIZE = VISIBILITY_SIZE;
const TEXELS = SIZE * SIZE;
/** Rec. 709 luma weights. */
const LUMA = [0.2126, 0.7152, 0.0722] as const;
/** Half the width of the window, texels: what is narrower than five is thin, like frames of glasses and strands (a texel is about 1.9 mm). */
const REACH = 2;
/** How far a thin thing stands out of what surrounds it, in doubled spreads of the face's luma (`normalise`): from here on it is
 *  told, at twice this fully. Chosen on composites (decision 0157). */
const FROM = 0.4;
/** ... and at least this many times the oval's median, so that grain and stubble, which stand out everywhere, tell nothing. */
const ABOVE_MEDIAN = 5;
/** Logits taken from a texel that is told fully. Where the net is surer than this that the face is seen, its word stands. */
const WORTH = 5;
/** Prior channels of lips and eyes, whose own lines are thin: lashes, the mouth's opening. */
const [LIPS, EYES] = [1, 2] as const;

/** Places of the five neighbours along one axis, held at the border: [SIZE][5]. */
const AROUND = Uint8Array.from({ length: SIZE * 5 }, (_, i) =>
  Math.min(SIZE - 1, Math.max(0, ((i / 5) | 0) + (i % 5) - REACH)),
);

/** Most (`sign` 1) or least (-1) of five neighbours in the row, or in the column (`upright`). */
const extreme = (x: Float32Array, upright: boolean, sign: number, out: Float32Array): void => {
  const [step, line] = upright ? [SIZE, 1] : [1, SIZE];
  for (let place = 0; place < SIZE; place++) {
    const n = place * 5;
    const [a, b, c] = [AROUND[n]! * step, AROUND[n + 1]! * step, place * step];
    const [d, e] = [AROUND[n + 3]! * step, AROUND[n + 4]! * step];
    for (let k = 0, at = 0; k < SIZE; k++, at += line) {
      let best = sign * x[c + at]!;
      let v = sign * x[a + at]!;
      if (v > best) best = v;
      v = sign * x[b + at]!;
      if (v > best) best = v;
      v = sign * x[d + at]!;
      if (v > best) best = v;
      v = sign * x[e + at]!;
      if (v > best) best = v;
      out[c + at] = sign * best;
    }
  }
};

/** Tells thin things by the picture itself, of any shape: what is darker or lighter than all that surrounds it, and the net, which sees every second
 *  texel, misses. What is long besides, and runs over the lips, is told by strands.ts. */
export class ThinThings {
  readonly #luma = new Float32Array(TEXELS);
  readonly #a = new Float32Array(TEXELS);
  readonly #b = new Float32Array(TEXELS);
  readonly #stands = new Float32Array(TEXELS);
  readonly #inside = new Float32Array(PRIOR_SIZE * PRIOR_SIZE);
  readonly #busy = new Uint8Array(PRIOR_SIZE * PRIOR_SIZE);

  /** Lowers `logits` (above 0: seen) where `colors` (`normalise`d) show a thin thing outside lips and eyes. */
  tell(colors: Float32Array, prior: Uint8Array, logits: Float32Array): void {
    for (let i = 0; i < TEXELS; i++)
      this.#luma[i] = LUMA[0] * colors[i * 3]! + LUMA[1] * colors[i * 3 + 1]! + LUMA[2] * colors[i * 3 + 2]!;
    this.#stands.fill(0);
    this.#standing(1);
    this.#standing(-1);
    this.#widen(prior);
    const from = Math.max(FROM, ABOVE_MEDIAN * this.#median(prior));
    for (let i = 0; i < TEXELS; i++)
      if (logits[i]! < WORTH && !this.#busy[small(i)])
        logits[i]! -= WORTH * Math.min(1, Math.max(0, this.#stands[i]! / from - 1));
  }

  /** Luma above its opening (`sign` -1) or below its closing (1): the white and the black top-hat of mathematical morphology. */
  #standing(sign: number): void {
    const [a, b] = [this.#a, this.#b];
    extreme(this.#luma, false, sign, a);
    extreme(a, true, sign, b);
    extreme(b, false, -sign, a);
    extreme(a, true, -sign, b);
    for (let i = 0; i < TEXELS; i++)
      this.#stands[i] = Math.max(this.#stands[i]!, sign * (b[i]! - this.#luma[i]!));
  }

  /** Lips and eyes and a px of the prior around them: 1, else 0. */
  #widen(prior: Uint8Array): void {
    for (let i = 0; i < PRIOR_SIZE * PRIOR_SIZE; i++) {
      const [x, y] = [i % PRIOR_SIZE, (i / PRIOR_SIZE) | 0];
      let met = 0;
      for (let v = Math.max(0, y - 1); v <= Math.min(PRIOR_SIZE - 1, y + 1); v++)
        for (let u = Math.max(0, x - 1); u <= Math.min(PRIOR_SIZE - 1, x + 1); u++) {
          const at = (v * PRIOR_SIZE + u) * PRIOR_CHANNELS;
          met |= prior[at + EYES]! | prior[at + LIPS]!;
        }
      this.#busy[i] = met;
    }
  }

  /** Median over the oval of how far texels stand out, by one texel of each px of the prior. */
  #median(prior: Uint8Array): number {
    const inside = this.#inside;
    let count = 0;
    for (let i = 0; i < PRIOR_SIZE * PRIOR_SIZE; i++) {
      if (prior[i * PRIOR_CHANNELS] !== 1) continue;
      const [x, y] = [i % PRIOR_SIZE, (i / PRIOR_SIZE) | 0];
      inside[count++] = this.#stands[2 * y * SIZE + 2 * x]!;
    }
    return inside.subarray(0, count).sort()[count >> 1] ?? 0;
  }
}

/** The prior's px of a texel. */
const small = (i: number): number => ((i / SIZE) >> 1) * PRIOR_SIZE + ((i % SIZE) >> 1);
