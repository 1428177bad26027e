import { luminance } from '@carmine/color';
import { LIGHT_Y, LIGHT_Z } from '../model/constants.ts';
import type { Stats } from './stats.ts';
import { smoothstep } from './surface.ts';
import type { Pixel } from './wear.ts';

/** Axes the highlight model needs of a face: see FaceGeometry. */
export interface HighlightFrame {
  readonly up: readonly [number, number];
  readonly forward: readonly [number, number];
}

const clamp = (v: number, lo: number, hi: number): number => Math.min(hi, Math.max(lo, v));
const mix = (a: number, b: number, t: number): number => a + (b - a) * t;

/**
 * Light a glossier film adds where the picture itself shows highlights (rendering.md 1.5): a sigmoid of the pixel's place between
 * the region's median and 98th percentile lifts it towards the latter and past. `yNow`: luminance before.
 */
export const pictureHighlight = (p: Pixel, stats: Stats, yNow: number): number => {
  const median = mix(stats.skinMedian, stats.lipMedian, p.lipShare);
  const top = mix(stats.skinP98, stats.lipP98, p.lipShare);
  const span = Math.max(top - median, 0.35 * median);
  const t = (luminance(p.c[0]!, p.c[1]!, p.c[2]!) - median) / span;
  const g = 1 / (1 + Math.exp(-7 * (t - 0.85)));
  const bright = median + 1.3 * span;
  return g * Math.max(bright - yNow, 0);
};

/**
 * A highlight from the model, for surfaces that show none: GGX over the pose's and the lip's own tilt, the fine relief breaking it up.
 * Light that a white surface sends back as 1 sends F pi D / 4 back from a mirror-like film (Walter 2007, V = 1/4 near the normal).
 */
export const lobe = (
  p: Pixel,
  alpha: number,
  f0: number,
  shading: number,
  relief: number,
  stats: Stats,
  frame: HighlightFrame,
): number => {
  const nx = frame.forward[0] + frame.up[0] * p.bulge;
  const ny = frame.forward[1] - frame.up[1] * p.bulge;
  const nz = Math.sqrt(Math.max(1 - nx * nx - ny * ny, 0.04));
  const nLength = Math.hypot(nx, ny, nz);
  const lLength = Math.hypot(stats.lightX, LIGHT_Y, LIGHT_Z);
  const [lx, ly, lz] = [stats.lightX / lLength, LIGHT_Y / lLength, LIGHT_Z / lLength];
  const hLength = Math.hypot(lx, ly, lz + 1);
  const nh = clamp((nx * lx + ny * ly + nz * (lz + 1)) / (hLength * nLength), 0, 1);
  const nl = clamp((nx * lx + ny * ly + nz * lz) / nLength, 0, 1);
  const a2 = alpha * alpha;
  const q = nh * nh * (a2 - 1) + 1;
  const d = a2 / (Math.PI * q * q);
  // Where the lips show highlights of their own, those tell the light better than the model.
  const missing = 1 - smoothstep(1.4, 2.4, stats.lipP98 / stats.lipMedian);
  const gain = mix(1, mix(0.25, 1, missing), p.lipShare);
  return gain * Math.min(((f0 * Math.PI * d) / 4) * nl, 0.35) * Math.min(shading, 1.5) * relief * relief;
};
