import { luminance } from '@carmine/color';
import { type FaceGeometry, LIP_SAMPLES, SAMPLE_COLUMNS, SAMPLE_ROWS } from '../geometry/face-geometry.ts';
import { BISECTIONS, GLOSS_FLOOR, P_ANCHOR, P_DIFFUSE, P_LIT, P_TOP, R_MAX } from '../model/constants.ts';
import {
  channel,
  clipping,
  type Gloss,
  glossLimit,
  logRatio,
  pixelAt,
  type Surface,
  split,
} from './surface.ts';

/** What a face's regions look like, in albedo-times-shading units. */
export interface Stats {
  /** Diffuse luminance at shading 1: the cheeks' (rendering.md 3.2), or more where they lie in shade. */
  skinAnchor: number;
  skinMedian: number;
  /** Diffuse max/(max - min) of skin and lips. */
  skinRatio: number;
  skinP98: number;
  lipMedian: number;
  lipRatio: number;
  /** 98th percentile of the lips' luminance over that of their surroundings on the lip: how much highlights stand out. */
  lipPeak: number;
  /** Mean diffuse luminance, by light, of the lips (with their veil) and of the skin around them. */
  lipDiffuse: number;
  perioralDiffuse: number;
  /** Share of `lipDiffuse` that is body light: what is left without the veil, 0..1. */
  lipBody: number;
  /** (max - min) / max of the lips' mean colour. */
  lipSaturation: number;
  /** Mean diffuse colour of the skin, by light. */
  skinColor: readonly [number, number, number];
  /** Means of log(r/g), log(g/b) over the skin, and of their squares. */
  skinHue: readonly [number, number, number, number];
  /** Slope of relative luminance over the surface's x direction: where the light comes from. */
  lightX: number;
}

/** The specular split's numbers between skin (lipShare 0) and lips (1), whose luminance is `around` round the place. */
export const glossOf = (s: Stats, lipShare: number, around = s.lipMedian): Gloss => ({
  ratio: s.skinRatio + (s.lipRatio - s.skinRatio) * lipShare,
  usual: s.skinMedian + (around - s.skinMedian) * lipShare,
  top: s.skinP98 + (around * s.lipPeak - s.skinP98) * lipShare,
  floor: GLOSS_FLOOR * (1 - lipShare),
});

/** Neighbours along the lip, on either side, whose mean luminance is usual for a sample of it: some 7 mm. */
export const LIP_AROUND = 5;

/** Upper bound of the lips' highlights over their surroundings. */
export const PEAK_MAX = 4;

/** Taps of a sample along one axis, and the width they cover in mm. */
export const SAMPLE_TAPS = 4;
export const SAMPLE_MM = 1.6;

/** Mean colour of each sample point, and its weight: SAMPLE_ROWS x SAMPLE_COLUMNS x (r, g, b, weight). */
export const gather = (surface: Surface, g: FaceGeometry): Float32Array => {
  const out = new Float32Array(SAMPLE_ROWS * SAMPLE_COLUMNS * 4);
  const spread = (SAMPLE_MM * g.pixelsPerMm) / SAMPLE_TAPS;
  for (let i = 0; i < out.length; i += 4) {
    out[i + 3] = g.samples[i + 2]!;
    if (out[i + 3] === 0) continue;
    for (let t = 0; t < SAMPLE_TAPS * SAMPLE_TAPS; t++) {
      const x = g.samples[i]! + ((t % SAMPLE_TAPS) - (SAMPLE_TAPS - 1) / 2) * spread;
      const y = g.samples[i + 1]! + (Math.floor(t / SAMPLE_TAPS) - (SAMPLE_TAPS - 1) / 2) * spread;
      const at = pixelAt(surface.image, x, y);
      for (let k = 0; k < 3; k++) out[i + k] = out[i + k]! + channel(surface, at, k) / SAMPLE_TAPS ** 2;
    }
  }
  return out;
};

/** The value below which a share `p` of the row's samples lie, by bisection: the way a fragment shader can. */
const percentile = (
  samples: Float32Array,
  row: number,
  p: number,
  hi: number,
  value: (at: number) => number,
  weight: (at: number) => number = (at) => samples[at + 3]!,
): number => {
  const from = row * SAMPLE_COLUMNS * 4;
  const to = from + SAMPLE_COLUMNS * 4;
  let total = 0;
  for (let at = from; at < to; at += 4) total += weight(at);
  let [lo, up] = [0, hi];
  for (let i = 0; i < BISECTIONS; i++) {
    const mid = (lo + up) / 2;
    let below = 0;
    for (let at = from; at < to; at += 4) if (value(at) < mid) below += weight(at);
    if (below < p * total) lo = mid;
    else up = mid;
  }
  return (lo + up) / 2;
};

export const measure = (samples: Float32Array, g: FaceGeometry, scale: readonly number[]): Stats => {
  const y = (at: number) => luminance(samples[at]!, samples[at + 1]!, samples[at + 2]!);
  const ratio = (at: number) => {
    const max = Math.max(samples[at]!, samples[at + 1]!, samples[at + 2]!);
    const min = Math.min(samples[at]!, samples[at + 1]!, samples[at + 2]!);
    return Math.min(R_MAX, max / Math.max(max - min, 1e-4));
  };
  // The brightest value the picture can hold.
  const top = Math.max(scale[0]!, scale[1]!, scale[2]!);
  const skinMedian = percentile(samples, 0, 0.5, top, y);
  const diffuse =
    (r: number, floor = GLOSS_FLOOR, usual: (at: number) => number = () => skinMedian) =>
    (at: number) => {
      const [red, green, blue] = [samples[at]!, samples[at + 1]!, samples[at + 2]!];
      const s = Math.min(split(red, green, blue, r), glossLimit(y(at), { usual: usual(at), floor }));
      return y(at) - s * (1 - clipping(red, green, blue, scale));
    };
  const aroundLip = (at: number) => meanAround(samples, at, y);
  // What folds and shadows colour by bounced light is dark: the brighter a sample, the more it says.
  const byLight = (at: number) => samples[at + 3]! * y(at);
  const skinRatio = percentile(samples, 0, P_DIFFUSE, R_MAX, ratio, byLight);
  const lipRatio = percentile(samples, 1, P_DIFFUSE, R_MAX, ratio, byLight);
  const cheeks = percentile(samples, 3, P_ANCHOR, top, diffuse(skinRatio));
  const lit = percentile(samples, 0, P_LIT, top, diffuse(skinRatio));
  const lip = meanColour(
    samples,
    1,
    () => 1,
    () => 0,
  );
  const lipMax = Math.max(...lip);
  const meanLip = (floor: number) =>
    Math.max(meanByLight(samples, 1, y, diffuse(lipRatio, floor, aroundLip)), 1e-3);
  const lipDiffuse = meanLip(0);
  return {
    skinAnchor: Math.max(cheeks, lit / g.litShading, 1e-3),
    skinMedian: Math.max(skinMedian, 1e-3),
    skinRatio,
    skinP98: percentile(samples, 0, P_TOP, top, y),
    lipMedian: Math.max(percentile(samples, 1, 0.5, top, y), 1e-3),
    lipRatio,
    lipPeak: percentile(samples, 1, P_TOP, PEAK_MAX, (at) => y(at) / aroundLip(at)),
    lipDiffuse,
    lipBody: meanLip(GLOSS_FLOOR) / lipDiffuse,
    perioralDiffuse: Math.max(meanByLight(samples, 2, y, diffuse(skinRatio)), 1e-3),
    lipSaturation: (lipMax - Math.min(...lip)) / Math.max(lipMax, 1e-4),
    skinColor: meanColour(samples, 0, y, (at) => y(at) - diffuse(skinRatio)(at)),
    skinHue: meanHue(samples, y),
    lightX: lightSlope(samples, g, skinMedian, y),
  };
};

/** Mean of `y` over the samples of the same lip round one: see LIP_AROUND. */
const meanAround = (samples: Float32Array, at: number, y: (at: number) => number): number => {
  const column = at / 4 - SAMPLE_COLUMNS;
  const first = column < LIP_SAMPLES ? 0 : LIP_SAMPLES;
  let [sum, total] = [0, 1e-6];
  for (let c = column - LIP_AROUND; c <= column + LIP_AROUND; c++) {
    if (c < first || c >= first + LIP_SAMPLES) continue;
    const other = (SAMPLE_COLUMNS + c) * 4;
    sum += samples[other + 3]! * y(other);
    total += samples[other + 3]!;
  }
  return sum / total;
};

/** Mean of a row's `value`, by light: a moustache among the samples counts little. */
const meanByLight = (
  samples: Float32Array,
  row: number,
  y: (at: number) => number,
  value: (at: number) => number,
): number => {
  let [sum, total] = [0, 1e-6];
  for (let at = row * SAMPLE_COLUMNS * 4; at < (row + 1) * SAMPLE_COLUMNS * 4; at += 4) {
    const w = samples[at + 3]! * y(at);
    sum += w * value(at);
    total += w;
  }
  return sum / total;
};

const meanColour = (
  samples: Float32Array,
  row: number,
  weight: (at: number) => number,
  specular: (at: number) => number,
): [number, number, number] => {
  const mean: [number, number, number] = [0, 0, 0];
  let total = 1e-6;
  for (let at = row * SAMPLE_COLUMNS * 4; at < (row + 1) * SAMPLE_COLUMNS * 4; at += 4) {
    const w = samples[at + 3]! * weight(at);
    total += w;
    for (let k = 0; k < 3; k++) mean[k]! += (samples[at + k]! - specular(at)) * w;
  }
  // Never black: it is divided by.
  return [mean[0] / total + 1e-5, mean[1] / total + 1e-5, mean[2] / total + 1e-5];
};

/** By the root of the light: hair among the samples counts little, and highlights not for more than they are. */
const meanHue = (samples: Float32Array, y: (at: number) => number): [number, number, number, number] => {
  const sum: [number, number, number, number] = [0, 0, 0, 0];
  let total = 1e-6;
  for (let at = 0; at < SAMPLE_COLUMNS * 4; at += 4) {
    const w = samples[at + 3]! * Math.sqrt(Math.max(y(at), 0));
    const u = logRatio(samples[at]!, samples[at + 1]!);
    const v = logRatio(samples[at + 1]!, samples[at + 2]!);
    total += w;
    [u, v, u * u, v * v].forEach((value, k) => {
      sum[k]! += w * value;
    });
  }
  return [sum[0] / total, sum[1] / total, sum[2] / total, sum[3] / total];
};

const lightSlope = (
  samples: Float32Array,
  g: FaceGeometry,
  median: number,
  y: (at: number) => number,
): number => {
  let num = 0;
  let den = 1e-3;
  for (let at = 0; at < SAMPLE_COLUMNS * 4; at += 4) {
    const nx = g.samples[at + 3]!;
    const w = samples[at + 3]!;
    num += w * nx * (y(at) / Math.max(median, 1e-3) - 1);
    den += w * nx * nx;
  }
  return Math.min(0.7, Math.max(-0.7, num / den));
};
