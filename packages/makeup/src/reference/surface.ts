import { luminance, SRGB8_TO_LINEAR } from '@carmine/color';
import {
  CAVITY_HI,
  CAVITY_LO,
  CLIP_HI,
  CLIP_LO,
  GLOSS_RISE,
  HAIR_HI,
  HAIR_LO,
  LASH_HI,
  LASH_LO,
  ONSET,
  SIGMA_NOISE,
  SKIN_BRIGHT,
  SKIN_DARK_HI,
  SKIN_DARK_LO,
  SKIN_HUE_FLOOR,
  SKIN_HUE_GROWTH,
  SKIN_HUE_HI,
  SKIN_HUE_LO,
  SKIN_HUE_SPREAD,
  SKIN_HUE_TOLERANCE,
  SKIN_VARIATION,
  SPECULAR_FROM,
  SPECULAR_FULL,
  TOOTH_LUMA_HI,
  TOOTH_LUMA_LO,
  TOOTH_SAT_HI,
  TOOTH_SAT_LO,
} from '../model/constants.ts';
import { smoothstep } from '../model/smooth.ts';
import type { PixelImage } from '../types.ts';
import type { Stats } from './stats.ts';

/** A picture as albedo times shading: decoded and freed of the light's level and colour. */
export interface Surface {
  readonly image: PixelImage;
  /** See `lightScale`. */
  readonly scale: readonly [number, number, number];
}

/** The amount of product of a mask's value: see `ONSET`. */
export const onset = (v: number): number => (v * v * (1 + ONSET)) / (v + ONSET);

/** Channel `k` of the pixel at byte offset `at`, linear, scaled. */
export const channel = (s: Surface, at: number, k: number): number =>
  SRGB8_TO_LINEAR[s.image.data[at + k]!]! * s.scale[k]!;

/** Byte offset of a pixel, moved inside the picture. */
export const pixelAt = (image: PixelImage, x: number, y: number): number => {
  const cx = Math.min(image.width - 1, Math.max(0, Math.floor(x)));
  const cy = Math.min(image.height - 1, Math.max(0, Math.floor(y)));
  return (cy * image.width + cx) * 4;
};

/** Specular part of a colour before any gate: max - r (max - min), past a threshold for noise and mottling, at most 90 % of the brightest channel. */
export const split = (r: number, g: number, b: number, ratio: number): number => {
  const max = Math.max(r, g, b);
  const min = Math.min(r, g, b);
  const threshold = 2 * ratio * SIGMA_NOISE * Math.sqrt(max) + ratio * SKIN_VARIATION * max;
  const raw = max - ratio * (max - min);
  const s = raw * smoothstep(0.5 * threshold, 1.5 * threshold + 1e-6, raw);
  return Math.min(Math.max(s, 0), 0.9 * max);
};

/** What the specular split needs of a region. */
export interface Gloss {
  /** Diffuse max/(max - min). */
  readonly ratio: number;
  /** Luminance that is usual there: the skin's median; of lips, each lit in its own way, the lowpass round the place. */
  readonly usual: number;
  /** Luminance of the highlights: 98th percentile. */
  readonly top: number;
  /** Most specular light where nothing stands out: see GLOSS_FLOOR. */
  readonly floor: number;
}

/** Most specular light at a luminance `y`: what any surface sends back of the light around it, and what stands out of the usual. Paleness alone is
 *  no shine: on fair skin a little less blush would be a lot of it, and a lower lip is paler and better lit than the upper. */
export const glossLimit = (y: number, { usual, floor }: Pick<Gloss, 'usual' | 'floor'>): number =>
  floor + Math.max(y - GLOSS_RISE * usual, 0);

/**
 * Specular part of a colour, the same in all channels (rendering.md 1.4). Highlights lie on the lit part of a region, which keeps dark neutral
 * things (hair) out; `clip` 0..1 is how far the picture's channel is clipped: there only what exceeds the region's top is specular.
 */
export const specular = (r: number, g: number, b: number, clip: number, region: Gloss): number => {
  const y = luminance(r, g, b);
  const lit = smoothstep(SPECULAR_FROM * region.usual, SPECULAR_FULL * region.usual, y);
  const s = Math.min(split(r, g, b, region.ratio) * lit, glossLimit(y, region));
  return s + (Math.max(y - region.top, 0) - s) * clip;
};

/** How far the brightest of the picture's own channels is clipped. `scale` see `lightScale`. */
export const clipping = (r: number, g: number, b: number, scale: readonly number[]): number =>
  smoothstep(CLIP_LO, CLIP_HI, Math.max(r / scale[0]!, g / scale[1]!, b / scale[2]!));

/** 1 on skin, 0 on what is too dark to be skin in this light: hair, brows, lashes, nostrils. `y`: luminance; `level`: see skinLevel. */
export const hairGate = (y: number, level: number): number => smoothstep(HAIR_LO * level, HAIR_HI * level, y);

/** The same on the lids, for what is laid there: see LASH_LO. */
export const lashGate = (y: number, level: number): number => smoothstep(LASH_LO * level, LASH_HI * level, y);

/** 1 on what looks like this face's skin, 0 on hair, cloth and background, as far as `doubt` (0..1) lets it be one. */
export const skinGate = (
  r: number,
  g: number,
  b: number,
  doubt: number,
  stats: Stats,
  level: number,
): number => {
  if (doubt <= 0) return 1;
  const y = luminance(r, g, b);
  const bright = SKIN_BRIGHT * Math.max(stats.skinP98, 1.5 * stats.skinMedian);
  const lit =
    smoothstep(SKIN_DARK_LO * level, SKIN_DARK_HI * level, y) * (1 - smoothstep(bright, 1.5 * bright, y));
  const [u, v, uu, vv] = stats.skinHue;
  const du = (logRatio(r, g) - u) / hueTolerance(u, uu);
  const dv = (logRatio(g, b) - v) / hueTolerance(v, vv);
  const own = 1 - smoothstep(SKIN_HUE_LO, SKIN_HUE_HI, Math.sqrt(du * du + dv * dv));
  return 1 - doubt * (1 - lit * own);
};

/** Both gates: how much of a pixel is bare skin. */
export const bareGate = (
  r: number,
  g: number,
  b: number,
  doubt: number,
  stats: Stats,
  level: number,
): number => hairGate(luminance(r, g, b), level) * skinGate(r, g, b, doubt, stats, level);

/** Share of a pixel that is open eye. What the geometry (`coverage`) calls eye may be a lid that the tracker saw open (`doubt`): then it
 *  looks like skin (`gate`). */
export const openEye = (coverage: number, doubt: number, gate: number): number =>
  coverage * (1 - doubt * gate);

/** Logarithm of a ratio of channels: the same in light and shade. */
export const logRatio = (a: number, b: number): number =>
  Math.log((a + SKIN_HUE_FLOOR) / (b + SKIN_HUE_FLOOR));

/** A face lit by lamps of several colours, or shining, shows more hues than one in even light. */
const hueTolerance = (mean: number, meanSquare: number): number =>
  SKIN_HUE_TOLERANCE +
  SKIN_HUE_GROWTH * Math.abs(mean) +
  SKIN_HUE_SPREAD * Math.sqrt(Math.max(meanSquare - mean * mean, 0));

/** 1 on lip, 0 on teeth and in the dark of the mouth (rendering.md 2.4), as far as `interior` lets it be one:
 *  up to .5 only the dark between the lips may, up to 1 teeth too. */
export const mouthGate = (r: number, g: number, b: number, interior: number, stats: Stats): number => {
  if (interior <= 0) return 1;
  const y = luminance(r, g, b) / stats.lipMedian;
  const max = Math.max(r, g, b);
  const saturation = (max - Math.min(r, g, b)) / Math.max(max, 1e-4);
  const cavity = (1 - smoothstep(CAVITY_LO, CAVITY_HI, y)) * Math.min(1, 2 * interior);
  const tooth =
    Math.max(0, 2 * interior - 1) *
    smoothstep(TOOTH_LUMA_LO, TOOTH_LUMA_HI, y) *
    (1 - smoothstep(TOOTH_SAT_LO * stats.lipSaturation, TOOTH_SAT_HI * stats.lipSaturation, saturation));
  return 1 - Math.max(cavity, tooth);
};
