import { VISIBILITY_SIZE } from '@carmine/face';
import { PRIOR_CHANNELS, PRIOR_SIZE } from './prior.ts';

/** Rec. 709 luma weights, as in models/visibility net.py. */
const LUMA = [0.2126, 0.7152, 0.0722] as const;
const PIXELS = VISIBILITY_SIZE * VISIBILITY_SIZE;
/** Least spread of luma, 0..1: a flat, dark face must not blow up its noise. */
const LEAST_FIRST = 0.02;
const LEAST = 0.03;
/** Values are held within this many doubled spreads. */
const RANGE = 4;

interface Tone {
  readonly r: number;
  readonly g: number;
  readonly b: number;
  readonly spread: number;
}

/** Texels of the oval as positions in RGBA data. */
const ovalOf = (prior: Uint8Array): Int32Array => {
  const out = new Int32Array(PIXELS);
  let count = 0;
  for (let y = 0; y < VISIBILITY_SIZE; y++)
    for (let x = 0; x < VISIBILITY_SIZE; x++)
      if (prior[((y >> 1) * PRIOR_SIZE + (x >> 1)) * PRIOR_CHANNELS] === 1)
        out[count++] = (y * VISIBILITY_SIZE + x) * 4;
  return out.subarray(0, count);
};

const luma = (r: number, g: number, b: number): number => LUMA[0] * r + LUMA[1] * g + LUMA[2] * b;

/** Mean colour and mean distance of luma from it, 0..1. */
const firstLook = (data: Uint8ClampedArray, oval: Int32Array): Tone => {
  const area = 255 * Math.max(1, oval.length);
  let [r, g, b, spread] = [0, 0, 0, 0];
  for (const at of oval) {
    r += data[at]!;
    g += data[at + 1]!;
    b += data[at + 2]!;
  }
  r /= area;
  g /= area;
  b /= area;
  const middle = 255 * luma(r, g, b);
  for (const at of oval) spread += Math.abs(luma(data[at]!, data[at + 1]!, data[at + 2]!) - middle);
  return { r, g, b, spread: spread / area + LEAST_FIRST };
};

/** The same with less trust in colours far from the first mean, so that a hand or a cup does not become the norm. */
const secondLook = (data: Uint8ClampedArray, oval: Int32Array, first: Tone): Tone => {
  const wide = 4 * first.spread * first.spread;
  // Moments about the first mean: luma is linear, so one pass tells its variance about the second.
  let [total, r, g, b, square] = [0, 0, 0, 0, 0];
  for (const at of oval) {
    const dr = data[at]! / 255 - first.r;
    const dg = data[at + 1]! / 255 - first.g;
    const db = data[at + 2]! / 255 - first.b;
    const trust = 1 / (1 + (dr * dr + dg * dg + db * db) / wide);
    const y = luma(dr, dg, db);
    total += trust;
    r += trust * dr;
    g += trust * dg;
    b += trust * db;
    square += trust * y * y;
  }
  total = Math.max(1e-3, total);
  const shift = luma(r, g, b) / total;
  const variance = Math.max(0, square / total - shift * shift);
  return {
    r: first.r + r / total,
    g: first.g + g / total,
    b: first.b + b / total,
    spread: Math.sqrt(variance) + LEAST,
  };
};

/** Colours of a cut-out (RGBA, VISIBILITY_SIZE squared) against the face's own skin: rows of 3 values, written to `out`. One scale
 *  for the three channels, so that light, white balance and tone leave, and colour differences stay. */
export const normalise = (data: Uint8ClampedArray, prior: Uint8Array, out: Float32Array): void => {
  const oval = ovalOf(prior);
  const { r, g, b, spread } = secondLook(data, oval, firstLook(data, oval));
  const hold = (byte: number, mean: number): number =>
    Math.max(-RANGE, Math.min(RANGE, (byte / 255 - mean) / (2 * spread)));
  for (let i = 0, at = 0; i < PIXELS * 3; i += 3, at += 4) {
    out[i] = hold(data[at]!, r);
    out[i + 1] = hold(data[at + 1]!, g);
    out[i + 2] = hold(data[at + 2]!, b);
  }
};
