import { luminance } from '@carmine/color';
import type { FaceGeometry, Grid } from '../geometry/face-geometry.ts';
import { MAX_RADIUS, MAX_TAPS, SIGMA_AROUND_MM, SIGMA_COARSE_MM, SIGMA_FINE_MM } from '../model/constants.ts';
import { doubtOf, type MaskImage } from './raster.ts';
import { glossOf, type Stats } from './stats.ts';
import {
  channel,
  clipping,
  hairGate,
  mouthGate,
  openEye,
  pixelAt,
  type Surface,
  skinGate,
  specular,
} from './surface.ts';
import { seenAt, type Visibility } from './visibility.ts';

/** The light of one region (of the lips the diffuse; skin is split when its bands are read) in two bands, each inside the region only: size x size x (r, g, b, weight), weighted. */
export interface Bands {
  readonly grid: Grid;
  readonly size: number;
  readonly fine: Float32Array;
  readonly coarse: Float32Array;
  /** Lowpass of all light, which tells what stands out of it; of the lips only. */
  readonly around: Float32Array | null;
}

export type Region = 'skin' | 'lip';

/** What a region's bands are made from. */
export interface BandSource {
  readonly surface: Surface;
  readonly geometry: FaceGeometry;
  readonly mask: MaskImage;
  readonly stats: Stats;
  readonly visibility: Visibility | null;
}

/** Downsamples a region's light onto its grid and blurs it by the two lowpasses. */
export const makeBands = (source: BandSource, region: Region, size: number): Bands => {
  const g = source.geometry;
  const grid = region === 'skin' ? g.skinGrid : g.lipGrid;
  const texelMm = grid.step / g.pixelsPerMm;
  const base = downsample(source, grid, region, size);
  const around = region === 'lip' ? blur(base, size, SIGMA_AROUND_MM / texelMm) : null;
  if (around) takeGloss(source, base, around);
  const fine = blur(base, size, SIGMA_FINE_MM / texelMm);
  return { grid: { ...grid }, size, fine, coarse: blur(fine, size, SIGMA_COARSE_MM / texelMm), around };
};

/** Takes the specular part out of the lips' texels. */
const takeGloss = ({ surface, stats }: BandSource, base: Float32Array, around: Float32Array): void => {
  for (let o = 0; o < base.length; o += 4) {
    const w = base[o + 3]!;
    if (w <= 0) continue;
    const level = Math.max(around[o + 3]!, 1e-5);
    const usual = Math.max(luminance(around[o]!, around[o + 1]!, around[o + 2]!) / level, 1e-3);
    const [r, g, b] = [base[o]! / w, base[o + 1]! / w, base[o + 2]! / w];
    const s = specular(r, g, b, clipping(r, g, b, surface.scale), glossOf(stats, 1, usual));
    for (let k = 0; k < 3; k++) base[o + k] = base[o + k]! - s * w;
  }
};

const downsample = (source: BandSource, grid: Grid, region: Region, size: number): Float32Array => {
  const out = new Float32Array(size * size * 4);
  const taps = Math.min(MAX_TAPS, Math.max(1, Math.ceil(grid.step)));
  const { image } = source.surface;
  for (let j = 0; j < size; j++)
    for (let i = 0; i < size; i++) {
      const o = (j * size + i) * 4;
      for (let t = 0; t < taps * taps; t++) {
        const x = Math.floor(grid.x + (i + ((t % taps) + 0.5) / taps) * grid.step);
        const y = Math.floor(grid.y + (j + (Math.floor(t / taps) + 0.5) / taps) * grid.step);
        if (x < 0 || y < 0 || x >= image.width || y >= image.height) continue;
        tap(source, region, x, y, out, o);
      }
      for (let k = 0; k < 4; k++) out[o + k] = out[o + k]! / (taps * taps);
    }
  return out;
};

const tap = (
  { surface, mask, stats, visibility }: BandSource,
  region: Region,
  x: number,
  y: number,
  out: Float32Array,
  o: number,
): void => {
  const [mx, my] = [x - mask.roi.x0, y - mask.roi.y0];
  if (mx < 0 || my < 0 || mx >= mask.width || my >= mask.height) return;
  const m = (my * mask.width + mx) * 4;
  const lip = mask.data[m + 1]! / 255;
  const skin = mask.data[m]! / 255;
  if (region === 'skin' ? skin === 0 : lip === 0) return;
  const at = pixelAt(surface.image, x, y);
  const [r, g, b] = [channel(surface, at, 0), channel(surface, at, 1), channel(surface, at, 2)];
  const luma = luminance(r, g, b);
  const isSkin = region === 'skin';
  // What is in front of the face must not colour its bands.
  const seen = visibility ? seenAt(visibility, x + 0.5, y + 0.5) : 1;
  const doubt = doubtOf(mask.data, m);
  const gate = isSkin ? hairGate(luma, stats) * skinGate(r, g, b, doubt, stats) : 0;
  const weight =
    seen *
    (isSkin
      ? Math.min(1, skin * 4) * (1 - lip) * (1 - openEye(mask.data[m + 3]! / 255, doubt, gate)) * gate
      : lip * mouthGate(r, g, b, mask.data[m + 2]! / 255, stats));
  out[o] = out[o]! + r * weight;
  out[o + 1] = out[o + 1]! + g * weight;
  out[o + 2] = out[o + 2]! + b * weight;
  out[o + 3] = out[o + 3]! + weight;
};

/** Separable Gaussian of the weighted grid, zero outside; radius 2.5 sigma. */
const blur = (src: Float32Array, size: number, sigma: number): Float32Array =>
  pass(pass(src, size, sigma, 4), size, sigma, size * 4);

const pass = (src: Float32Array, size: number, sigma: number, stride: number): Float32Array => {
  const radius = Math.min(MAX_RADIUS, Math.max(1, Math.ceil(2.5 * sigma)));
  const kernel = Float32Array.from({ length: radius + 1 }, (_, i) =>
    Math.exp((-i * i) / (2 * sigma * sigma)),
  );
  const out = new Float32Array(src.length);
  const alongX = stride === 4;
  for (let j = 0; j < size; j++)
    for (let i = 0; i < size; i++) {
      const o = (j * size + i) * 4;
      const p = alongX ? i : j;
      let total = 0;
      for (let k = -radius; k <= radius; k++) {
        const w = kernel[Math.abs(k)]!;
        total += w;
        if (p + k < 0 || p + k >= size) continue;
        const q = o + k * stride;
        for (let c = 0; c < 4; c++) out[o + c] = out[o + c]! + w * src[q + c]!;
      }
      for (let c = 0; c < 4; c++) out[o + c] = out[o + c]! / total;
    }
  return out;
};

/** Colour of a band at a picture point (px), bilinear, un-weighted into `out`. False where the region is not. */
export const sampleBand = (
  band: Float32Array,
  bands: Bands,
  x: number,
  y: number,
  out: Float32Array,
): boolean => {
  const { grid, size } = bands;
  const limit = (v: number) => Math.min(size - 1.001, Math.max(0, v));
  const u = limit((x - grid.x) / grid.step - 0.5);
  const v = limit((y - grid.y) / grid.step - 0.5);
  const [i, j] = [Math.floor(u), Math.floor(v)];
  const [fu, fv] = [u - i, v - j];
  const o = (j * size + i) * 4;
  let weight = 0;
  for (let c = 3; c >= 0; c--) {
    const top = band[o + c]! + (band[o + 4 + c]! - band[o + c]!) * fu;
    const low = band[o + size * 4 + c]! + (band[o + size * 4 + 4 + c]! - band[o + size * 4 + c]!) * fu;
    const value = top + (low - top) * fv;
    if (c === 3) weight = value;
    else out[c] = value / Math.max(weight, 1e-5);
  }
  return weight > 1e-3;
};
