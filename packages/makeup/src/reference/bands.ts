import { luminance } from '@carmine/color';
import type { Grid } from '../geometry/face-geometry.ts';
import { MAX_TAPS, SIGMA_AROUND_MM, SIGMA_COARSE_MM, SIGMA_FINE_MM } from '../model/constants.ts';
import { blur, type Placed } from './lowpass.ts';
import { doubtOf } from './raster.ts';
import { type Shade, type ShadeSource, skinLevel } from './shade.ts';
import { glossOf, type Stats } from './stats.ts';
import { bareGate, channel, clipping, mouthGate, openEye, pixelAt, specular } from './surface.ts';
import { lightAt } from './visibility.ts';

/** The light of one region (of the lips the diffuse; skin is split when its bands are read) in two bands, each inside the region only: size x size x (r, g, b, weight), weighted. */
export interface Bands extends Placed {
  readonly fine: Float32Array;
  readonly coarse: Float32Array;
  /** Lowpass of all light, which tells what stands out of it; of the lips only. */
  readonly around: Float32Array | null;
}

export type Region = 'skin' | 'lip';

/** What a region's bands are made from. */
export interface BandSource extends ShadeSource {
  readonly stats: Stats;
  readonly shade: Shade | null;
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
  { surface, mask, stats, visibility, shade }: BandSource,
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
  const isSkin = region === 'skin';
  // What is in front of the face must not colour its bands.
  const seen = lightAt(visibility, x + 0.5, y + 0.5);
  const doubt = doubtOf(mask.data, m);
  const place = { x: x + 0.5, y: y + 0.5, light: luminance(r, g, b) };
  const gate = isSkin ? bareGate(r, g, b, doubt, stats, skinLevel(shade, stats, place)) : 0;
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
