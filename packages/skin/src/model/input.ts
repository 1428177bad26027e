import { median } from '../pixels/statistics.ts';
import { TOKEN_CHANNELS, type Tokens } from '../tokens.ts';
import { type ColourNetMeta, NET_INPUTS } from './meta.ts';

/** Skin regions lead the token order; lips and the two scleras follow. */
const SKIN_COUNT = 11;
const LIPS = 11;
const SCLERA = [12, 13] as const;
const LN_COUNT = 5;
/** z-scores of the summary are clipped here; those of tokens at `meta.clip`. */
const SUMMARY_CLIP = 6;

/** Twelve numbers about the face as a whole (models/skin net.py `summary`): median ln RGB of the skin; brightest and
 *  darkest region against it (ln G); the brighter eye's white and the lips against it; share of skin regions seen.
 *  NaN where not seen. */
export const faceSummary = ({ values, valid }: Tokens): number[] => {
  const ln = (region: number, k: number): number => values[region * TOKEN_CHANNELS + k]!;
  const skin = Array.from({ length: SKIN_COUNT }, (_, r) => r).filter((r) => valid[r]);
  const mid = [0, 1, 2].map((k) => (skin.length ? median(skin.map((r) => ln(r, k))) : Number.NaN));
  const green = skin.map((r) => ln(r, 1));
  const [left, right] = SCLERA;
  const eye = !valid[left] || (valid[right] && ln(right, 1) > ln(left, 1)) ? right : left;
  const against = (region: number): number[] =>
    [0, 1, 2].map((k) => (valid[region] ? ln(region, k) - mid[k]! : Number.NaN));
  const extremes = skin.length ? [Math.max(...green), Math.min(...green)] : [Number.NaN, Number.NaN];
  return [
    ...mid,
    ...extremes.map((g) => g - mid[1]!),
    ...against(eye),
    ...against(LIPS),
    skin.length / SKIN_COUNT,
  ];
};

/** Raw tokens -> net input [124]: z-scores, clipped. A missing region reads as the mean everywhere but in its pixel count
 *  (models/skin net.py `normalise`). */
export const netInput = (tokens: Tokens, meta: ColourNetMeta): Float32Array => {
  const n = tokens.values.length;
  const z = (v: number, i: number): number => (v - meta.mean[i]!) / meta.sd[i]!;
  const clip = (v: number, at: number): number => Math.min(at, Math.max(-at, v));
  const input = new Float32Array(NET_INPUTS);
  tokens.values.forEach((v, i) => {
    const channel = i % TOKEN_CHANNELS;
    const seen = tokens.valid[Math.floor(i / TOKEN_CHANNELS)] || channel === LN_COUNT;
    input[i] = seen ? clip(z(v, i), meta.clip[channel]!) : 0;
  });
  faceSummary(tokens).forEach((v, i) => {
    input[n + i] = Number.isNaN(v) ? 0 : clip(z(v, n + i), SUMMARY_CLIP);
  });
  return input;
};

/** How unlike the synthesis a picture is: mean square of the input's colour numbers that were seen; 1 is typical. */
export const unusualness = (input: Float32Array, tokens: Tokens): number => {
  let sum = 0;
  let n = 0;
  input.forEach((v, i) => {
    const token = i < tokens.values.length;
    if (token && (i % TOKEN_CHANNELS > 2 || !tokens.valid[Math.floor(i / TOKEN_CHANNELS)])) return;
    sum += v * v;
    n++;
  });
  return n ? sum / n : 0;
};
