import { inverseSpd } from '../pixels/spd.ts';
import { median } from '../pixels/statistics.ts';
import type { KnownWhite } from '../reference/correct-tokens.ts';
import { MIRRORED } from '../token-regions.ts';
import { TOKEN_CHANNELS, type Tokens } from '../tokens.ts';
import { type ColourNetMeta, FACE_NUMBERS, NET_INPUTS } from './meta.ts';

/** Skin regions lead the token order; lips and the two scleras follow. */
const SKIN_COUNT = 11;
const LIPS = 11;
const SCLERA = [12, 13] as const;
const LN_COUNT = 5;
/** z-scores of the face's numbers and of the card are clipped here; those of tokens at `meta.clip`. */
const CLIP = 6;

type Triple = readonly [number, number, number];

const clip = (v: number, at: number): number => Math.min(at, Math.max(-at, v));

/** ln R, G, B -> ln G, ln R/G, ln B/G: how bright, and what colour, apart. */
const chroma = (r: number, g: number, b: number): Triple => [g, r - g, b - g];

/** Median ln RGB of the skin regions seen; NaN when none was. */
const middleSkin = ({ values, valid }: Tokens): Triple => {
  const skin = Array.from({ length: SKIN_COUNT }, (_, r) => r).filter((r) => valid[r]);
  const at = (k: number): number =>
    skin.length ? median(skin.map((r) => values[r * TOKEN_CHANNELS + k]!)) : Number.NaN;
  return [at(0), at(1), at(2)];
};

/** Twelve numbers about the face as a whole (models/skin net.py `relative`): the median skin; brightest and darkest region
 *  against it (ln G); the brighter eye's white and the lips against it; share of skin regions seen. Colours as `chroma`.
 *  NaN where not seen. */
export const faceNumbers = (tokens: Tokens): number[] => {
  const { values, valid } = tokens;
  const ln = (region: number, k: number): number => values[region * TOKEN_CHANNELS + k]!;
  const mid = middleSkin(tokens);
  const green = Array.from({ length: SKIN_COUNT }, (_, r) => r).flatMap((r) => (valid[r] ? [ln(r, 1)] : []));
  const [left, right] = SCLERA;
  const eye = !valid[left] || (valid[right] && ln(right, 1) > ln(left, 1)) ? right : left;
  const against = (region: number): Triple =>
    valid[region]
      ? chroma(ln(region, 0) - mid[0], ln(region, 1) - mid[1], ln(region, 2) - mid[2])
      : [Number.NaN, Number.NaN, Number.NaN];
  const extremes = green.length ? [Math.max(...green), Math.min(...green)] : [Number.NaN, Number.NaN];
  return [
    ...chroma(...mid),
    ...extremes.map((g) => g - mid[1]),
    ...against(eye),
    ...against(LIPS),
    green.length / SKIN_COUNT,
  ];
};

/** Raw tokens, and a card's white where one was read -> net input [130]: z-scores of colours against the median skin, of the
 *  face's numbers, of the card. A missing region reads as the mean everywhere but in its pixel count (net.py `normalise`). */
export const netInput = (
  tokens: Tokens,
  meta: ColourNetMeta,
  known: KnownWhite | null = null,
): Float32Array => {
  const n = tokens.values.length;
  const z = (v: number, i: number): number => (v - meta.mean[i]!) / meta.sd[i]!;
  const input = new Float32Array(NET_INPUTS);
  const relative = relativeTokens(tokens);
  relative.forEach((v, i) => {
    const channel = i % TOKEN_CHANNELS;
    const seen = tokens.valid[Math.floor(i / TOKEN_CHANNELS)] || channel === LN_COUNT;
    input[i] = seen ? clip(z(v, i), meta.clip[channel]!) : 0;
  });
  faceZ(tokens, meta).forEach((v, i) => {
    input[n + i] = Number.isNaN(v) ? 0 : v;
  });
  if (known) input.set(cardInput(tokens, meta, known), n + FACE_NUMBERS);
  return input;
};

/** What the net is asked: a face and its mirror image [2 x 130], whose answers are averaged (models/skin model.py). Light from
 *  the left and from the right then read alike. */
export const bothWays = (
  tokens: Tokens,
  meta: ColourNetMeta,
  known: KnownWhite | null = null,
): Float32Array => {
  const input = new Float32Array(2 * NET_INPUTS);
  input.set(netInput(tokens, meta, known));
  input.set(netInput(mirrored(tokens), meta, known), NET_INPUTS);
  return input;
};

const mirrored = ({ values, valid }: Tokens): Tokens => {
  const out = new Float32Array(values.length);
  MIRRORED.forEach((from, r) => {
    out.set(values.subarray(from * TOKEN_CHANNELS, (from + 1) * TOKEN_CHANNELS), r * TOKEN_CHANNELS);
  });
  return { values: out, valid: MIRRORED.map((from) => valid[from]!) };
};

/** Tokens with the colours of the regions seen against the median skin, as `chroma`. */
const relativeTokens = (tokens: Tokens): Float64Array => {
  const out = Float64Array.from(tokens.values);
  const mid = middleSkin(tokens).map((v) => (Number.isNaN(v) ? 0 : v)) as unknown as Triple;
  tokens.valid.forEach((seen, r) => {
    const i = r * TOKEN_CHANNELS;
    if (seen) out.set(chroma(out[i]! - mid[0], out[i + 1]! - mid[1], out[i + 2]! - mid[2]), i);
  });
  return out;
};

const faceZ = (tokens: Tokens, meta: ColourNetMeta): number[] => {
  const n = tokens.values.length;
  return faceNumbers(tokens).map((v, i) => clip((v - meta.mean[n + i]!) / meta.sd[n + i]!, CLIP));
};

const cardInput = (tokens: Tokens, { card }: ColourNetMeta, known: KnownWhite): number[] => {
  const skin = chroma(...middleSkin(tokens));
  const white = chroma(...known.white);
  const numbers = skin.map((v, k) => {
    const x = (v - white[k]! - card.mean[k]!) / card.sd[k]!;
    return Number.isNaN(x) ? 0 : clip(x, CLIP);
  });
  const level = known.corrected ? 0 : clip((known.level - card.mean[3]!) / card.sd[3]!, CLIP);
  return [...numbers, 1, known.corrected ? 1 : 0, level];
};

/** How unlike the synthesis a face is: Mahalanobis^2 of its numbers that were seen over their count; 1 is typical. Colours that
 *  each could be, but not together (a statue, a painted face, lips like the skin), lie far out. */
export const unusualness = (tokens: Tokens, meta: ColourNetMeta): number => {
  const z = faceZ(tokens, meta);
  const seen = z.flatMap((v, i) => (Number.isNaN(v) ? [] : [i]));
  if (!seen.length) return 0;
  const cov = seen.map((i) => seen.map((j) => meta.calibration.face[i * FACE_NUMBERS + j]!));
  const inverse = inverseSpd(cov);
  let sum = 0;
  seen.forEach((i, a) => {
    seen.forEach((j, b) => {
      sum += z[i]! * inverse[a]![b]! * z[j]!;
    });
  });
  return sum / seen.length;
};

/** ln luminance and ln R/G, ln B/G of a white, as the net's light head tells them. */
export const whiteLight = (white: Triple): Triple => {
  const [r, g, b] = white.map(Math.exp) as unknown as Triple;
  return [Math.log(0.2126729 * r + 0.7151522 * g + 0.072175 * b), white[0] - white[1], white[2] - white[1]];
};
