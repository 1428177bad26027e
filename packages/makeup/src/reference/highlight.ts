import { luminance } from '@carmine/color';
import {
  HIGHLIGHT_GAIN,
  HIGHLIGHT_MIDDLE,
  HIGHLIGHT_MOST,
  HIGHLIGHT_SLOPE,
  PEAK_HI,
  PEAK_LO,
} from '../model/constants.ts';
import { clamp, mix, smoothstep } from '../model/smooth.ts';
import type { Pixel } from './pixel.ts';
import { glossOf, type Stats } from './stats.ts';

/**
 * Light a glossier film adds where the picture itself shows highlights (rendering.md 1.5): a sigmoid of the pixel's place between what is usual there
 * (skin's median; on lips the light around) and the highlights' lifts it towards the latter and past. `yNow`: luminance before.
 */
export const pictureHighlight = (p: Pixel, stats: Stats, yNow: number): number => {
  const { usual, top } = glossOf(stats, p.lipShare, p.around);
  const span = Math.max(top - usual, 0.35 * usual);
  const t = (luminance(p.c[0]!, p.c[1]!, p.c[2]!) - usual) / span;
  const g = 1 / (1 + Math.exp(HIGHLIGHT_SLOPE * (HIGHLIGHT_MIDDLE - t)));
  const bright = usual + HIGHLIGHT_GAIN * span * clamp(t, 0, HIGHLIGHT_MOST);
  return g * Math.max(bright - yNow, 0);
};

/** Cosines of a surface in the light: to the half vector and to the light, 0..1. */
export interface Facing {
  nh: number;
  nl: number;
}

/** GGX distribution times pi / 4 times the cosine to the light: what a mirror-like film sends back of light that a white surface
 *  sends back as 1 (Walter 2007, V = 1/4 near the normal). */
export const ggx = ({ nh, nl }: Facing, alpha: number): number => {
  const a2 = alpha * alpha;
  const q = nh * nh * (a2 - 1) + 1;
  return (a2 / (4 * q * q)) * nl;
};

/** A highlight from the model, for surfaces that show none; the fine relief breaks it up. */
export const lobe = (
  facing: Facing,
  film: { readonly alpha: number; readonly f0: number },
  lipShare: number,
  stats: Stats,
): number => {
  // Where the lips show highlights of their own, those tell the light better than the model.
  const missing = 1 - smoothstep(PEAK_LO, PEAK_HI, stats.lipPeak);
  const gain = mix(1, mix(0.25, 1, missing), lipShare);
  return gain * Math.min(film.f0 * ggx(facing, film.alpha), 0.35);
};
