import { VISIBILITY_SIZE } from '@carmine/face';
import { dropFolds } from './folds.ts';
import { AWAY, BORDER, EYES, LIPS, LineScores, SKIN, standsOut, type Window } from './lines.ts';
import { PRIOR_CHANNELS, PRIOR_SIZE } from './prior.ts';

const SIZE = VISIBILITY_SIZE;
const TEXELS = SIZE * SIZE;
/** Rec. 709 luma weights. */
const LUMA = [0.2126, 0.7152, 0.0722] as const;
/** From this share of the luma beside it on a texel speaks for a line, chosen on composites and bare faces (decision 0244) ... */
const FROM = 0.1;
/** ... and at least this many times what BUSY of the skin's texels stay below, so that grain, stubble and freckles tell nothing. */
const ABOVE_BUSY = 2.5;
const BUSY = 0.9;
/** Score from which a line is told: nine texels (17 mm) that hang down, stand out clearly and lie where the net is unsure, or more that do so less. */
const TOLD = 18;
/** Logits above which the net's word that the face is seen speaks against a line, and how much a logit takes from each texel's share. */
const SURE = 1.5;
const DOUBT = 0.25;
/** Logit of a texel that is told. */
const COVERED = -3;
/** Lines are looked for up to this share of the oval, from its middle: below the eyes its rim is jaw, beard and hair, above it what falls over the face begins. */
const [BELOW, ABOVE] = [0.93, 1.1] as const;
/** Prior channels. */
const CHANNEL = { oval: 0, lips: 1, eyes: 2, brows: 3 } as const;

/** Tells strands of hair and thin frames by the picture itself: long dark or light lines, however they bend, over skin, lips, eyes and brows. */
export class Strands {
  readonly #luma = new Float32Array(TEXELS);
  readonly #places = new Uint8Array(TEXELS);
  readonly #doubt = new Float32Array(TEXELS);
  readonly #stands = new Float32Array(TEXELS);
  readonly #told = new Uint8Array(TEXELS);
  readonly #lines = new LineScores();

  /** Lowers `logits` (above 0: seen) where the cut-out `data` (RGBA) shows a line that runs over skin, and over lips if it comes from there. */
  tell(data: Uint8ClampedArray, prior: Uint8Array, logits: Float32Array): void {
    const luma = this.#luma;
    for (let i = 0, at = 0; i < TEXELS; i++, at += 4) {
      luma[i] = LUMA[0] * data[at]! + LUMA[1] * data[at + 1]! + LUMA[2] * data[at + 2]!;
      this.#doubt[i] = DOUBT * Math.max(0, logits[i]! - SURE);
    }
    const window = this.#place(prior);
    const lines = this.#lines;
    lines.clear();
    for (const sign of [-1, 1])
      lines.add(
        luma,
        { places: this.#places, doubt: this.#doubt },
        { sign, from: Math.max(FROM, ABOVE_BUSY * this.#busy(sign, window)), window, least: TOLD },
      );
    for (let i = 0; i < TEXELS; i++) this.#told[i] = lines.best[i]! >= TOLD ? 1 : 0;
    dropFolds(this.#told, prior);
    for (let i = 0; i < TEXELS; i++) if (this.#told[i]) logits[i] = Math.min(logits[i]!, COVERED);
  }

  /** What BUSY of the skin's texels stand out less than, both across and down, every second of every second row. */
  #busy(sign: number, { left, right, top, bottom }: Window): number {
    const [luma, stands] = [this.#luma, this.#stands];
    let count = 0;
    for (let y = top; y < bottom; y += 2)
      for (let i = y * SIZE + left + ((y >> 1) & 1); i < y * SIZE + right; i += 2)
        if (this.#places[i] === SKIN)
          stands[count++] = Math.max(standsOut(luma, i, 2, sign), standsOut(luma, i, 2 * SIZE, sign));
    return stands.subarray(0, count).sort()[Math.floor(count * BUSY)] ?? 0;
  }

  /** Tells what each texel lies on, lips, eyes and brows with a px of the prior around them; gives the window that holds all but AWAY. */
  #place(prior: Uint8Array): Window {
    const has = (x: number, y: number, channel: number): boolean =>
      x >= 0 &&
      y >= 0 &&
      x < PRIOR_SIZE &&
      y < PRIOR_SIZE &&
      prior[(y * PRIOR_SIZE + x) * PRIOR_CHANNELS + channel] === 1;
    const near = (x: number, y: number, channel: number): boolean => {
      for (let v = -1; v <= 1; v++) for (let u = -1; u <= 1; u++) if (has(x + u, y + v, channel)) return true;
      return false;
    };
    let [sx, sy, count] = [0, 0, 0];
    for (let i = 0; i < PRIOR_SIZE * PRIOR_SIZE; i++)
      if (prior[i * PRIOR_CHANNELS]) {
        sx += i % PRIOR_SIZE;
        sy += (i / PRIOR_SIZE) | 0;
        count++;
      }
    const [cx, cy] = [sx / Math.max(1, count), sy / Math.max(1, count)];
    let [left, right, top, bottom] = [SIZE, 0, SIZE, 0];
    for (let y = 0; y < PRIOR_SIZE; y++)
      for (let x = 0; x < PRIOR_SIZE; x++) {
        const reach = y < cy ? ABOVE : BELOW;
        const on = has(Math.round(cx + (x - cx) / reach), Math.round(cy + (y - cy) / reach), CHANNEL.oval);
        const busy = on && (near(x, y, CHANNEL.eyes) || near(x, y, CHANNEL.brows));
        const place = !on ? AWAY : busy ? EYES : near(x, y, CHANNEL.lips) ? LIPS : SKIN;
        const at = 2 * y * SIZE + 2 * x;
        for (const i of [at, at + 1, at + SIZE, at + SIZE + 1]) this.#places[i] = place;
        if (!on) continue;
        left = Math.min(left, 2 * x);
        right = Math.max(right, 2 * x + 2);
        top = Math.min(top, 2 * y);
        bottom = Math.max(bottom, 2 * y + 2);
      }
    const hold = (v: number) => Math.min(SIZE - BORDER, Math.max(BORDER, v));
    return { left: hold(left), right: hold(right), top: hold(top), bottom: hold(bottom) };
  }
}
