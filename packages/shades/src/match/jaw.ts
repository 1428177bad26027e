import { type Lab, labToLinear, linearToLab, luminance, type Triple } from '@carmine/color';
import type { SkinReading } from './types.ts';

/** Mean colour of one region of the face as the camera saw it, linear sRGB, and how many pixels it rests on. */
export interface SeenRegion {
  readonly rgb: Triple;
  readonly pixels: number;
}

/** A foundation is judged where it ends: at the jaw and toward the neck, which hangs in the jaw's own light and is not tracked. Shares of the
 *  target [D]. Of the chin little: stubble and the lip's redness lie there. */
const WEIGHTS: Readonly<Record<string, number>> = {
  'jaw-left': 0.3,
  'jaw-right': 0.3,
  'cheek-lower-left': 0.1,
  'cheek-lower-right': 0.1,
  'cheek-upper-left': 0.05,
  'cheek-upper-right': 0.05,
  chin: 0.1,
};
const CHEEKS = ['cheek-upper-left', 'cheek-upper-right', 'cheek-lower-left', 'cheek-lower-right'] as const;

/** Share of a difference in brightness that is taken for skin: the jaw faces down, so most of it is shadow [D]. Hue and chroma count in full. */
const BRIGHTNESS_SHARE = 0.25;
/** A region beyond this, in brightness against the cheek, lies in shadow, glare or beard, and is left out. */
const BRIGHTNESS: readonly [number, number] = [0.5, 1.5];
/** And so beyond this in ln(R/G) or ln(B/G): a beard's blue, a scarf's glow. */
const TINT = 0.12;
/** Pixels a region must rest on. */
const PIXELS = 60;
/** Standard deviation of L* for each L* of brightness that was not taken over. */
const SHADOW_DOUBT = 0.25;

/** A reading moved from the cheek toward the jaw. */
export interface JawReading extends SkinReading {
  /** Weight of jaw and chin that was seen, 0..0.7; 0: the reading is the cheek's. */
  readonly jaw: number;
  /** The cheek's own colour. */
  readonly cheek: Lab;
}

const usable = (region: SeenRegion | undefined): region is SeenRegion =>
  region !== undefined && region.pixels >= PIXELS && region.rgb.every((v) => v > 0 && Number.isFinite(v));

const light = ([r, g, b]: Triple): number => luminance(r, g, b);

const meanOf = (regions: readonly SeenRegion[]): Triple => {
  const n = regions.reduce((s, r) => s + r.pixels, 0);
  const axis = (k: 0 | 1 | 2): number => regions.reduce((s, r) => s + r.rgb[k] * r.pixels, 0) / n;
  return [axis(0), axis(1), axis(2)];
};

/** Colour of a region under the same light as the cheek: the cheek's, times the ratio of what the camera saw; its brightness taken over in part. */
const regionLab = (skin: Lab, seen: Triple, cheek: Triple): { lab: Lab; kept: boolean; shadow: number } => {
  const ratio = light(seen) / light(cheek);
  const share = ratio ** (BRIGHTNESS_SHARE - 1);
  const linear = labToLinear(skin);
  const at = (k: 0 | 1 | 2): number => linear[k] * (seen[k] / cheek[k]) * share;
  const tint = (k: 0 | 2): number => Math.abs(Math.log((seen[k] / seen[1]) * (cheek[1] / cheek[k])));
  const kept = ratio > BRIGHTNESS[0] && ratio < BRIGHTNESS[1] && Math.max(tint(0), tint(2)) < TINT;
  // dL* of the brightness left aside: L* + 16 grows with the cube root.
  const shadow = (skin[0] + 16) * Math.abs(share ** (1 / 3) - 1);
  return { lab: linearToLab([at(0), at(1), at(2)]), kept, shadow };
};

/**
 * The reading a foundation is matched to: jaw, lower cheek and chin weighted against the cheek the analyser reads. Regions seen are told by their ratio to
 * the cheeks in the same picture, so the light cancels; what is not seen, or lies in shadow or beard, falls back to the cheek. Pure.
 */
export const jawWeighted = (
  skin: SkinReading,
  regions: Readonly<Record<string, SeenRegion | undefined>>,
): JawReading => {
  const cheeks = CHEEKS.map((id) => regions[id]).filter(usable);
  const none = { lab: skin.lab, cov: skin.cov, jaw: 0, cheek: skin.lab };
  if (cheeks.length === 0) return none;
  const cheek = meanOf(cheeks);
  const parts = Object.entries(WEIGHTS).flatMap(([id, weight]) => {
    const region = regions[id];
    if (!usable(region)) return [];
    const { kept, ...part } = regionLab(skin.lab, region.rgb, cheek);
    return kept ? [{ ...part, weight, below: !id.startsWith('cheek') }] : [];
  });
  const jaw = parts.filter((p) => p.below).reduce((s, p) => s + p.weight, 0);
  if (jaw === 0) return none;
  const rest = 1 - parts.reduce((s, p) => s + p.weight, 0);
  const axis = (k: 0 | 1 | 2): number =>
    rest * skin.lab[k] + parts.reduce((s, p) => s + p.weight * p.lab[k], 0);
  const doubt = SHADOW_DOUBT * parts.reduce((s, p) => s + p.weight * p.shadow, 0);
  const cov = skin.cov.map((v, i) => (i === 0 ? v + doubt ** 2 : v));
  return { lab: [axis(0), axis(1), axis(2)], cov, jaw, cheek: skin.lab };
};
