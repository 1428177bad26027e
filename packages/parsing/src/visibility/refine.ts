import { VISIBILITY_SIZE } from '@carmine/face';
import { PRIOR_CHANNELS, PRIOR_SIZE } from './prior.ts';

const SIZE = VISIBILITY_SIZE;
const TEXELS = SIZE * SIZE;
/** Covered, of 255, from which a texel begins a thing in front, and above which its neighbours belong to it. */
const CORE = 160;
const REACH = 90;
/** Smallest thing that is believed where it does not come from outside the face, texels: a fingertip is about 60. */
const LEAST_INNER = 48;
/** Smallest one that comes from outside the face. */
const LEAST_OUTER = 8;
/** Smallest thin, long one within the face: about 38 mm of a strand. Folds beside nose and mouth have 10 to 19. */
const LEAST_STRAND = 20;
/** A thing this many times longer than wide is a strand. */
const STRAND = 4;
/** Share of a thing's texels on the lips from which it is no thing but what the lips wear: a straw or a finger reaches beyond them. */
const WORN = 0.75;
/** Prior channels of the oval and the lips. */
const [OVAL, LIPS] = [0, 1] as const;
/** About 1 mm: faces are 190 mm high and take .78 of 128 texels, so a texel is 1.9 mm; half a texel around is kept. */
const GROW = 0.5;

interface Thing {
  readonly texels: number[];
  readonly outside: boolean;
  /** Texels on the lips or beside them. */
  readonly lips: number;
}

/** Where a face's parts lie. */
interface Places {
  readonly oval: (texel: number) => boolean;
  readonly lips: (texel: number) => boolean;
}

/** How far a thing stretches against its width, from its second moments. */
const slimness = (texels: readonly number[]): number => {
  const n = texels.length;
  let [sx, sy, xx, yy, xy] = [0, 0, 0, 0, 0];
  for (const t of texels) {
    const [x, y] = [t % SIZE, (t / SIZE) | 0];
    sx += x;
    sy += y;
    xx += x * x;
    yy += y * y;
    xy += x * y;
  }
  const [a, d, b] = [xx / n - (sx / n) ** 2, yy / n - (sy / n) ** 2, xy / n - (sx * sy) / n ** 2];
  const spread = Math.hypot((a - d) / 2, b);
  // The variance of a pixel's own width keeps a line of one texel from being infinitely slim.
  return Math.sqrt(((a + d) / 2 + spread + 1 / 12) / ((a + d) / 2 - spread + 1 / 12));
};

/** Joins texels above REACH that hold at least one above CORE, eight neighbours. */
const things = (covered: Uint8Array, { oval, lips }: Places): Thing[] => {
  const met = new Uint8Array(TEXELS);
  const found: Thing[] = [];
  for (let start = 0; start < TEXELS; start++) {
    if (met[start] || covered[start]! < CORE) continue;
    const texels = [start];
    met[start] = 1;
    let outside = false;
    let onLips = 0;
    for (let at = 0; at < texels.length; at++) {
      const t = texels[at]!;
      outside ||= !oval(t);
      if (lips(t)) onLips++;
      const [x, y] = [t % SIZE, (t / SIZE) | 0];
      for (let v = Math.max(0, y - 1); v <= Math.min(SIZE - 1, y + 1); v++)
        for (let u = Math.max(0, x - 1); u <= Math.min(SIZE - 1, x + 1); u++) {
          const next = v * SIZE + u;
          if (met[next] || covered[next]! < REACH) continue;
          met[next] = 1;
          texels.push(next);
        }
    }
    found.push({ texels, outside, lips: onLips });
  }
  return found;
};

const believed = ({ texels, outside, lips }: Thing): boolean =>
  lips < WORN * texels.length &&
  (texels.length >= LEAST_INNER ||
    (outside && texels.length >= LEAST_OUTER) ||
    (texels.length >= LEAST_STRAND && slimness(texels) >= STRAND));

/** Reads the prior: the oval, and the lips with a px of the prior around them. */
const placesOf = (prior: Uint8Array): Places => {
  const at = (x: number, y: number, channel: number): boolean =>
    prior[(y * PRIOR_SIZE + x) * PRIOR_CHANNELS + channel] === 1;
  const split = (t: number): [x: number, y: number] => [(t % SIZE) >> 1, (t / SIZE) >> 1];
  return {
    oval: (t) => at(...split(t), OVAL),
    lips: (t) => {
      const [x, y] = split(t);
      return (
        at(x, y, LIPS) || at(x - 1, y, LIPS) || at(x + 1, y, LIPS) || at(x, y - 1, LIPS) || at(x, y + 1, LIPS)
      );
    },
  };
};

/** Widens what is covered by GROW texels: the most of the four neighbours, weighted. */
const grow = (covered: Uint8Array, out: Uint8Array): void => {
  for (let y = 0; y < SIZE; y++)
    for (let x = 0; x < SIZE; x++) {
      const at = y * SIZE + x;
      const around = Math.max(
        x > 0 ? covered[at - 1]! : 0,
        x < SIZE - 1 ? covered[at + 1]! : 0,
        y > 0 ? covered[at - SIZE]! : 0,
        y < SIZE - 1 ? covered[at + SIZE]! : 0,
      );
      out[at] = 255 - Math.max(covered[at]!, Math.round(covered[at]! + (around - covered[at]!) * GROW));
    }
};

/**
 * Logits to the map: 255 seen, 0 covered. Things that are large, come from outside the face or are thin and long are kept with their soft
 * edges; specks on the face (a mole, a glint, a tooth) are seen, and so is what lies on the lips alone: a lipstick, however dark. What holds a texel of
 * `sure` (1) is kept. Writes `out`.
 */
export const refine = (
  logits: Float32Array,
  prior: Uint8Array,
  { out, sure }: { out: Uint8Array; sure?: Uint8Array },
): Uint8Array => {
  const covered = new Uint8Array(TEXELS);
  for (let i = 0; i < TEXELS; i++) covered[i] = Math.round(255 / (1 + Math.exp(logits[i]!)));
  const kept = new Uint8Array(TEXELS);
  for (const thing of things(covered, placesOf(prior)))
    if (believed(thing) || (sure && thing.texels.some((t) => sure[t] === 1)))
      for (const t of thing.texels) kept[t] = covered[t]!;
  grow(kept, out);
  return out;
};
