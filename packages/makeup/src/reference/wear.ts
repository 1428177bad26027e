import { linearToSrgb8, luminance } from '@carmine/color';
import { LAYER_ROWS, type LayerTable } from '../look/layer-table.ts';
import {
  ALBEDO_MAX,
  ALBEDO_MIN,
  ALBEDO_STEP_LIP,
  ALBEDO_STEP_SKIN,
  EDGE_THICKNESS,
  LIP_ANCHOR_MAX,
  LIP_ANCHOR_MIN,
  RELIEF_MAX,
  RELIEF_MIN,
  SHADE_DEEP,
  SHADE_FROM,
  SHADE_TINT,
  SHADE_WARM,
  SHEEN_FROM,
  SHEEN_MOST,
  TINT_MIN,
} from '../model/constants.ts';
import { type HighlightFrame, lobe, pictureHighlight } from './highlight.ts';
import type { Stats } from './stats.ts';
import { smoothstep } from './surface.ts';

/** One pixel on its way from camera to made-up light. Colours are linear, free of the light's level and colour. */
export interface Pixel {
  /** Light as seen. */
  readonly c: Float64Array;
  /** Specular part, the same in all channels. */
  s: number;
  /** Lowpasses of the diffuse light at the pixel. */
  readonly fine: Float32Array;
  readonly coarse: Float32Array;
  /** Amounts of product, 0..1. */
  skin: number;
  lip: number;
  /** Share of the pixel that belongs to the lips rather than the skin, 0..1. */
  lipShare: number;
  /** Tilt of the lip towards the mouth's up, sine. */
  bulge: number;
}

export const createPixel = (): Pixel => ({
  c: new Float64Array(3),
  s: 0,
  fine: new Float32Array(3),
  coarse: new Float32Array(3),
  skin: 0,
  lip: 0,
  lipShare: 0,
  bulge: 0,
});

const mix = (a: number, b: number, t: number): number => a + (b - a) * t;
const clamp = (v: number, lo: number, hi: number): number => Math.min(hi, Math.max(lo, v));

/** Luminance of skin or lips under full light, mixed at the border (rendering.md 3.2: lip anchor = skin anchor x lip / perioral). */
const anchorAt = (p: Pixel, stats: Stats): number =>
  mix(
    stats.skinAnchor,
    stats.skinAnchor * clamp(stats.lipDiffuse / stats.perioralMedian, LIP_ANCHOR_MIN, LIP_ANCHOR_MAX),
    p.lipShare,
  );

/** Finish at a pixel: what the outermost films make of the surface. */
const finish = { relief: 1, keep: 1, lobe: 0, alpha: 0.5, f0: 0.04, boost: 0, wet: 1 };
const albedo = new Float64Array(3);
const worn = new Float64Array(3);
const through = new Float64Array(3);
const tint = new Float64Array(3);

/**
 * The per-pixel order of rendering.md 1.2, steps 4 to 11. Writes the worn light (still free of the scene's) to `out`.
 * A formula: longer than a function should be, and kept in the shader's order.
 */
export const wear = (
  p: Pixel,
  table: LayerTable,
  stats: Stats,
  light: HighlightFrame,
  out: Float64Array,
): void => {
  const { c, s, fine, coarse } = p;
  const yFine = Math.max(luminance(fine[0]!, fine[1]!, fine[2]!), 1e-4);
  const yCoarse = Math.max(luminance(coarse[0]!, coarse[1]!, coarse[2]!), 1e-4);
  const anchor = anchorAt(p, stats);
  // Steps 4, 5: the middle band's small steps belong to the albedo, its large ones to the shading.
  const step = mix(ALBEDO_STEP_SKIN, ALBEDO_STEP_LIP, p.lipShare);
  const delta = Math.log(yFine / yCoarse);
  const own = step * Math.tanh(delta / step);
  const shading = (yCoarse * Math.exp(delta - own)) / anchor;
  shadeTint(p, stats, shading);
  const yDiffuse = luminance(c[0]! - s, c[1]! - s, c[2]! - s);
  const relief = clamp(yDiffuse / yFine, RELIEF_MIN, RELIEF_MAX);

  // Step 7: evening keeps the coarse colour and raises the rest to a power.
  const e = evening(p, table);
  const yOwn = Math.exp(own);
  for (let k = 0; k < 3; k++) {
    albedo[k] = clamp(fine[k]! / (shading * tint[k]!), ALBEDO_MIN, ALBEDO_MAX);
    const low = (coarse[k]! * anchor) / (yCoarse * tint[k]!);
    const hue = Math.max(fine[k]!, 1e-4) / Math.max(coarse[k]!, 1e-4) / (yFine / yCoarse);
    const even = low * yOwn ** (1 - 0.6 * e) * hue ** (1 - e);
    worn[k] = e > 0 ? clamp(even, ALBEDO_MIN, ALBEDO_MAX) : albedo[k]!;
    through[k] = 1;
  }
  layers(p, table);

  // Steps 9, 10.
  const opacity = 1 - luminance(through[0]!, through[1]!, through[2]!);
  const rebuilt = shading * relief ** finish.relief;
  // Lips are unevenly lit by their shape, and gloss is told from their own highlights.
  const body = mix(bodyShare(shading), 1, p.lipShare);
  for (let k = 0; k < 3; k++) {
    const deep = worn[k]! ** finish.wet;
    const own = c[k]! - s;
    const film = mix((own * deep) / albedo[k]!, deep * rebuilt * tint[k]!, opacity);
    out[k] = mix(mix(own, yDiffuse, opacity) * finish.keep, film, body);
  }
  const yOut = luminance(out[0]!, out[1]!, out[2]!);
  const gloss =
    s * finish.keep +
    finish.boost * pictureHighlight(p, stats, yOut + s) +
    finish.lobe * lobe(p, finish.alpha, finish.f0, shading, relief, stats, light);
  for (let k = 0; k < 3; k++) out[k] = out[k]! + gloss;
};

/** Colour of the light in shade over that on the rest of the face, into `tint`: skin bounces warm light into its folds, and that falls on
 *  the film too. Shade that is cooler says more of the lamp than of itself, and is left. */
const shadeTint = (p: Pixel, stats: Stats, shading: number): void => {
  const skin = stats.skinColor;
  const own = (k: number) => p.coarse[k]! / Math.max(skin[k]!, 1e-4);
  const warm = clamp(SHADE_WARM * (own(0) / Math.max(own(1), 1e-4) - 1), 0, 1);
  const share = SHADE_TINT * warm * (1 - smoothstep(SHADE_DEEP, SHADE_FROM, shading)) * (1 - p.lipShare);
  const level = luminance(p.coarse[0]!, p.coarse[1]!, p.coarse[2]!) / luminance(skin[0], skin[1], skin[2]);
  for (let k = 0; k < 3; k++) tint[k] = mix(1, clamp(own(k) / level, TINT_MIN, 1 / TINT_MIN), share);
};

/** Share of the diffuse light that is body colour: past `SHEEN_FROM` times the face's own light, more and more of it is sheen that
 *  was taken for diffuse, and a film must not multiply that. */
const bodyShare = (shading: number): number => {
  const room = SHEEN_MOST - SHEEN_FROM;
  const over = Math.max(shading - SHEEN_FROM, 0);
  return (Math.min(shading, SHEEN_FROM) + room * (1 - Math.exp(-over / room))) / shading;
};

/** Strongest evening of the foundations at the pixel. */
const evening = (p: Pixel, table: LayerTable): number => {
  let e = 0;
  for (let i = 0; i < table.count; i++) e = Math.max(e, table.data[i * LAYER_ROWS * 4 + 7]! * p.skin);
  return e;
};

/** Step 8: each film over what lies below it; also the squared transmittance of all and the finish on top. */
const layers = (p: Pixel, table: LayerTable): void => {
  finish.relief = finish.keep = finish.wet = 1;
  finish.lobe = finish.boost = 0;
  finish.alpha = 0.5;
  finish.f0 = 0.04;
  const d = table.data;
  for (let i = 0; i < table.count; i++) {
    const at = i * LAYER_ROWS * 4;
    const amount = d[at + 3]! > 0.5 ? p.lip : p.skin;
    if (amount <= 0) continue;
    // Towards its edge a film is thinner and covers less of each pixel's area.
    const thickness = mix(EDGE_THICKNESS, 1, amount);
    for (let k = 0; k < 3; k++) {
      const a = d[at + k]!;
      const b = d[at + 4 + k]!;
      const once = Math.exp(-d[at + 8 + k]! * thickness);
      const twice = once * once;
      // sinh and cosh by exponentials: no overflow for opaque films.
      const den = a * (1 - twice) + b * (1 + twice);
      const r0 = (1 - twice) / den;
      const t = (2 * b * once) / den;
      worn[k] = mix(worn[k]!, r0 + (t * t * worn[k]!) / (1 - r0 * worn[k]!), amount);
      through[k]! *= mix(1, t * t, amount);
    }
    const presence = Math.min(1, amount * 2) * d[at + 11]!;
    finish.relief = mix(finish.relief, d[at + 12]!, presence);
    finish.keep = mix(finish.keep, d[at + 13]!, presence);
    finish.lobe = mix(finish.lobe, d[at + 14]!, presence);
    finish.alpha = mix(finish.alpha, d[at + 15]!, presence);
    finish.f0 = mix(finish.f0, d[at + 16]!, presence);
    finish.boost = mix(finish.boost, d[at + 17]!, presence);
    finish.wet = mix(finish.wet, d[at + 18]!, presence);
  }
};

/** Puts the scene's light back and encodes (step 11). */
export const encode = (light: number, scale: number): number => linearToSrgb8(light / scale);
