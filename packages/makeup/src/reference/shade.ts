import { luminance } from '@carmine/color';
import { type FaceGeometry, type Grid, SKIN_GRID } from '../geometry/face-geometry.ts';
import {
  SHADE_DARKEST,
  SHADE_HUE_HI,
  SHADE_HUE_LO,
  SHADE_LOG_FLOOR,
  SHADE_RIM_HI,
  SHADE_RIM_LO,
  SHADE_ROUGH_HI,
  SHADE_ROUGH_LO,
  SHADE_TAPS,
  SHADE_TEXELS,
  SIGMA_SHADE_MM,
  SKIN_DARK_HI,
} from '../model/constants.ts';
import { smoothstep } from '../model/smooth.ts';
import { blur, type Placed, sampleBand } from './lowpass.ts';
import { doubtOf, type MaskImage } from './raster.ts';
import type { Stats } from './stats.ts';
import { channel, logRatio, pixelAt, type Surface } from './surface.ts';
import { lightAt, type Visibility } from './visibility.ts';

/** How dark, how neutral and how rough the inner face is round a place, skin and hair alike. */
export interface Shade extends Placed {
  /** SHADE_TEXELS squared x (log luminance, log(r/g), variance of log luminance within a texel, weight), weighted and blurred. */
  readonly data: Float32Array;
}

/** What the map is made from. */
export interface ShadeSource {
  readonly surface: Surface;
  readonly geometry: FaceGeometry;
  readonly mask: MaskImage;
  readonly visibility: Visibility | null;
}

export const makeShade = (source: ShadeSource): Shade => {
  const { skinGrid, pixelsPerMm } = source.geometry;
  const grid = { x: skinGrid.x, y: skinGrid.y, step: (skinGrid.step * SKIN_GRID) / SHADE_TEXELS };
  const base = new Float32Array(SHADE_TEXELS * SHADE_TEXELS * 4);
  for (let at = 0; at < SHADE_TEXELS * SHADE_TEXELS; at++) texel(source, grid, at, base);
  return {
    grid,
    size: SHADE_TEXELS,
    data: blur(base, SHADE_TEXELS, (SIGMA_SHADE_MM * pixelsPerMm) / grid.step),
  };
};

/** The mean of texel `at`, and how much the light varies in it. */
const texel = (source: ShadeSource, grid: Grid, at: number, out: Float32Array): void => {
  const { surface, mask, visibility } = source;
  let [sum, hue, square, total] = [0, 0, 0, 0];
  for (let t = 0; t < SHADE_TAPS * SHADE_TAPS; t++) {
    const x = Math.floor(grid.x + ((at % SHADE_TEXELS) + ((t % SHADE_TAPS) + 0.5) / SHADE_TAPS) * grid.step);
    const y = Math.floor(
      grid.y + (Math.floor(at / SHADE_TEXELS) + (Math.floor(t / SHADE_TAPS) + 0.5) / SHADE_TAPS) * grid.step,
    );
    const [mx, my] = [x - mask.roi.x0, y - mask.roi.y0];
    if (mx < 0 || my < 0 || mx >= mask.width || my >= mask.height) continue;
    const m = (my * mask.width + mx) * 4;
    if (mask.data[m] === 0) continue;
    // The open eye and the lips are no skin, and past the oval lie hair and cloth.
    const inner = (1 - mask.data[m + 1]! / 255) * (1 - mask.data[m + 3]! / 255) * (1 - doubtOf(mask.data, m));
    const w = inner * lightAt(visibility, x + 0.5, y + 0.5);
    const p = pixelAt(surface.image, x, y);
    const [r, g, b] = [channel(surface, p, 0), channel(surface, p, 1), channel(surface, p, 2)];
    const light = Math.log(luminance(r, g, b) + SHADE_LOG_FLOOR);
    total += w;
    sum += w * light;
    square += w * light * light;
    hue += w * logRatio(r, g);
  }
  const taps = SHADE_TAPS * SHADE_TAPS;
  const variance = Math.max(square - (sum * sum) / Math.max(total, 1e-5), 0);
  out.set([sum / taps, hue / taps, variance / taps, total / taps], at * 4);
};

const here = new Float32Array(3);

/**
 * Luminance that skin has in the light at a place (px), for the gates of a pixel of luminance `light`: the face's median, or less in deep shade. Shade is smooth and as red as the face; what is rough or more
 * neutral may be a beard or a brow, and is measured against the face.
 */
export const skinLevel = (
  shade: Shade | null,
  stats: Stats,
  { x, y, light: own }: { x: number; y: number; light: number },
): number => {
  // Brighter, both gates are open at any level.
  if (own >= SKIN_DARK_HI * stats.skinMedian) return stats.skinMedian;
  const known = shade ? sampleBand(shade.data, shade, x, y, here) : 0;
  if (known === 0) return stats.skinMedian;
  const [light, hue, variance] = here as unknown as [number, number, number];
  const smooth = 1 - smoothstep(SHADE_ROUGH_LO, SHADE_ROUGH_HI, Math.sqrt(Math.max(variance, 0)));
  const red = smoothstep(SHADE_HUE_LO, SHADE_HUE_HI, hue - stats.skinHue[0]);
  // Where the face ends a film on shade ends softly: there its rim would be seen as nowhere else.
  const within = smoothstep(SHADE_RIM_LO, SHADE_RIM_HI, known);
  const below = Math.log(stats.skinMedian + SHADE_LOG_FLOOR) - light;
  return stats.skinMedian * Math.exp(-smooth * red * within * Math.min(Math.max(below, 0), SHADE_DARKEST));
};
