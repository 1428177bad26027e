import { VISIBILITY_SIZE } from '@carmine/face';
import { beyond, LOG_LIGHT } from './colors.ts';
import { lipGap } from './lip-gaps.ts';
import { PRIOR_CHANNELS, PRIOR_SIZE } from './prior.ts';

const SIZE = VISIBILITY_SIZE;
const TEXELS = SIZE * SIZE;
/** Prior channel of the lips. */
const LIPS = 1;
/** Texels round the lips in which things are looked for, and from which on they lie beside the lips for sure (a texel is about 1.9 mm). */
const AROUND = 10;
const BESIDE = 2;
/** Up to here a thing is followed beside the lips, where it is not told already. */
const GAP = 4;
/** Logit of a texel that is told. */
const COVERED = -3;
/** A thing beside the lips needs so many texels. */
const LEAST = 4;
/** The skin's colour is told from one of so many texels. */
const EVERY = 3;
/** Lips of which less is seen tell no colour of their own. */
const LEAST_LIPS = 30;
/** Least tolerances: ln luminance, ln(r/g), ln(g/b); and how many times the median distance they are at least. */
const TOLERANCE = [0.3, 0.1, 0.1] as const;
const SPREAD = 1.5;
/** ... and at most: half of thin lips may be hidden, and what hides them is none of their colours. */
const MOST = [0.7, 0.4, 0.4] as const;
const NO_LIMIT = [Infinity, Infinity, Infinity] as const;
/** Squared distance in tolerances from which a texel is not the lips' own ... */
const FOREIGN = 4;
/** ... and by how much nearer to the thing it must be. */
const NEARER = 2;
/** Squared distance up to which a texel is the thing's. */
const LIKE = 9;
/** Squared distance of colour alone from which a texel beside the lips is no skin of this face, whatever the net says; what is this much darker (ln luminance) may be a
 *  beard. */
const NO_SKIN = 16;
const BEARD = -0.5;
/** A thing is believed if it lies on the lips with so many texels: a shadow or a shine beside the lips ends at their border. */
const LEAST_OVER = 8;
/** ... or with so many, if it has a colour that no skin has, by this squared distance: lips may be as thin as four texels. */
const FEW_OVER = 4;
const NO_FACE = 100;

/** A colour as ln luminance, ln(r/g), ln(g/b), and its tolerances. */
interface Tone {
  readonly middle: [number, number, number];
  readonly reach: [number, number, number];
}

/** Follows what lies beside the lips onto them: a straw's end, a finger, a cup's rim have the colour there that they have outside, and not the lips' own.
 *  And tells fingers by the gap that they leave in the lips (`lipGap`). */
export class OverLips {
  readonly #tone = new Float32Array(TEXELS * 3);
  readonly #near = new Uint8Array(TEXELS);
  readonly #met = new Uint8Array(TEXELS);
  readonly #told = new Uint8Array(TEXELS);
  readonly #room = new Float32Array(TEXELS);
  readonly #around: number[] = [];
  /** Of the last look, 1: a gap of the lips, which is covered though it lies on them alone. */
  readonly sure = new Uint8Array(TEXELS);

  /** Lowers `logits` (above 0: seen) on the lips where the cut-out `data` (RGBA) shows a thing that reaches over them from beside. */
  tell(data: Uint8ClampedArray, prior: Uint8Array, logits: Float32Array): void {
    const near = this.#near;
    const lips = distances(prior, near);
    const own = lips.filter((i) => logits[i]! > 0);
    this.sure.fill(0);
    if (own.length < LEAST_LIPS) return;
    this.#met.fill(0);
    this.#window();
    for (const i of this.#around) this.#read(data, i);
    const skin = this.#tellBeside(logits);
    if (!skin) return;
    const gap = lipGap(this.#tone, lips);
    if (gap.length > 0) this.#fillGap(gap, lips, logits);
    if (!this.#around.some((i) => this.#told[i])) return;
    const tone = this.#toneOf(own, MOST);
    for (const i of this.#around) {
      if (this.#met[i] || !this.#told[i]) continue;
      const thing = this.#thing(i);
      if (thing.length >= LEAST) this.#grow(thing, { lips: tone, skin }, logits);
    }
  }

  /** Tells things beside the lips: what is covered, and what has a colour that skin there has not. Gives that skin's; null where none is seen. */
  #tellBeside(logits: Float32Array): Tone | null {
    const skin: number[] = [];
    this.#told.fill(0);
    for (const i of this.#around) {
      if (this.#near[i]! <= BESIDE) continue;
      if (logits[i]! > 0) skin.push(i);
      else this.#told[i] = 1;
    }
    if (skin.length < EVERY * LEAST) return null;
    const tone = this.#toneOf(skin.filter((_, n) => n % EVERY === 0));
    const { middle, reach } = tone;
    for (const i of skin) {
      const dark = this.#tone[i * 3]! < middle[0] + BEARD;
      let hue = 0;
      for (const k of [1, 2] as const) {
        const v = this.#tone[i * 3 + k]!;
        // Hair lies between grey and the skin's colour.
        const off = dark ? beyond(v, middle[k], 0) : v - middle[k];
        hue += (off / reach[k]) ** 2;
      }
      if (hue > NO_SKIN) this.#told[i] = 1;
    }
    return tone;
  }

  /** Lists the texels that are looked at. */
  #window(): void {
    this.#around.length = 0;
    for (let i = 0; i < TEXELS; i++) if (this.#near[i]! <= AROUND) this.#around.push(i);
  }

  #read(data: Uint8ClampedArray, i: number): void {
    const [r, g, b] = [LOG_LIGHT[data[i * 4]!]!, LOG_LIGHT[data[i * 4 + 1]!]!, LOG_LIGHT[data[i * 4 + 2]!]!];
    this.#tone[i * 3] = 0.3 * r + 0.6 * g + 0.1 * b;
    this.#tone[i * 3 + 1] = r - g;
    this.#tone[i * 3 + 2] = g - b;
  }

  /** What is told beside the lips and hangs together with `start`. */
  #thing(start: number): number[] {
    const texels = [start];
    this.#met[start] = 1;
    for (let n = 0; n < texels.length; n++)
      eachNeighbour(texels[n]!, (i) => {
        if (this.#met[i] || !this.#told[i]) return;
        this.#met[i] = 1;
        texels.push(i);
      });
    return texels;
  }

  /** The tone of texels; `most`: limits of its tolerances. */
  #toneOf(texels: readonly number[], most: readonly number[] = NO_LIMIT): Tone {
    const median = (value: (i: number) => number): number => {
      texels.forEach((i, n) => {
        this.#room[n] = value(i);
      });
      return this.#room.subarray(0, texels.length).sort()[texels.length >> 1]!;
    };
    const tone: Tone = { middle: [0, 0, 0], reach: [0, 0, 0] };
    for (const k of [0, 1, 2] as const) {
      tone.middle[k] = median((i) => this.#tone[i * 3 + k]!);
      const spread = median((i) => Math.abs(this.#tone[i * 3 + k]! - tone.middle[k]));
      tone.reach[k] = Math.min(most[k]!, Math.max(TOLERANCE[k], SPREAD * spread));
    }
    return tone;
  }

  #far(i: number, { middle, reach }: Tone): number {
    let sum = 0;
    for (const k of [0, 1, 2] as const) sum += ((this.#tone[i * 3 + k]! - middle[k]) / reach[k]) ** 2;
    return sum;
  }

  /** Squared distance of colour alone. */
  #hueFar({ middle }: Tone, from: Tone): number {
    const [red, blue] = [1, 2].map(
      (k) => (middle[k as 1 | 2] - from.middle[k as 1 | 2]) / TOLERANCE[k as 1 | 2],
    );
    return red! ** 2 + blue! ** 2;
  }

  /** Tells a gap of the lips, what on them joins it and is like it, and what goes straight on from there beside them, where skin is like the thing everywhere. */
  #fillGap(gap: readonly number[], lips: readonly number[], logits: Float32Array): void {
    const told = new Set(gap);
    const thing = this.#toneOf(gap, MOST);
    const own = this.#toneOf(
      lips.filter((i) => !told.has(i)),
      MOST,
    );
    for (const from of told) {
      const reach = this.#near[from]! + 1;
      eachNeighbour(from, (i) => {
        const d = this.#near[i]!;
        if (told.has(i) || d > BESIDE || (d > 0 && d !== reach)) return;
        const its = this.#far(i, thing);
        if (its > LIKE || (d === 0 && its + NEARER > this.#far(i, own))) return;
        told.add(i);
      });
    }
    for (const i of told) {
      logits[i] = Math.min(logits[i]!, COVERED);
      this.sure[i] = 1;
    }
  }

  /** Tells the texels on and round the lips that hang together with the thing and look like it, not like what they lie on. */
  #grow(thing: number[], { lips, skin }: { lips: Tone; skin: Tone }, logits: Float32Array): void {
    const tone = this.#toneOf(thing);
    const texels = [...thing];
    let over = 0;
    for (let n = 0; n < texels.length; n++)
      eachNeighbour(texels[n]!, (i) => {
        const d = this.#near[i]!;
        if (this.#met[i] || d > AROUND) return;
        if (!this.#told[i]) {
          if (d > GAP) return;
          const own = Math.min(
            d <= BESIDE ? this.#far(i, lips) : Infinity,
            d > 0 ? this.#far(i, skin) : Infinity,
          );
          const its = this.#far(i, tone);
          if (own < FOREIGN || its > LIKE || its + NEARER > own) return;
        }
        this.#met[i] = 1;
        texels.push(i);
        if (d === 0) over++;
      });
    const strange = Math.min(this.#hueFar(tone, skin), this.#hueFar(tone, lips)) >= NO_FACE;
    if (over < (strange ? FEW_OVER : LEAST_OVER)) return;
    for (const i of texels) logits[i] = Math.min(logits[i]!, COVERED);
  }
}

/** The eight neighbours. What is looked at lies away from the map's border: see `distances`. */
const NEIGHBOURS = [-SIZE - 1, -SIZE, -SIZE + 1, -1, 1, SIZE - 1, SIZE, SIZE + 1] as const;
const eachNeighbour = (i: number, use: (neighbour: number) => void): void => {
  for (const step of NEIGHBOURS) use(i + step);
};

/** Writes how many texels each lies from the lips (0 on them, at most AROUND + 1), by rings; gives the lips' texels. The map's border is never reached. */
const distances = (prior: Uint8Array, out: Uint8Array): number[] => {
  const lips: number[] = [];
  out.fill(AROUND + 1);
  for (let y = 1; y < PRIOR_SIZE - 1; y++)
    for (let x = 1; x < PRIOR_SIZE - 1; x++) {
      if (prior[(y * PRIOR_SIZE + x) * PRIOR_CHANNELS + LIPS] !== 1) continue;
      for (const i of [0, 1, SIZE, SIZE + 1]) lips.push(2 * y * SIZE + 2 * x + i);
    }
  for (const i of lips) out[i] = 0;
  let ring: readonly number[] = lips;
  for (let d = 1; d <= AROUND && ring.length > 0; d++) {
    const next: number[] = [];
    for (const i of ring)
      eachNeighbour(i, (n) => {
        if (out[n]! <= d || atBorder(n)) return;
        out[n] = d;
        next.push(n);
      });
    ring = next;
  }
  return lips;
};

const atBorder = (i: number): boolean => {
  const x = i % SIZE;
  return x === 0 || x === SIZE - 1 || i < SIZE || i >= TEXELS - SIZE;
};
