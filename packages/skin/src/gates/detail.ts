import { linearToSrgb, srgbToLinear } from '@carmine/color';
import { REGION_IDS } from '@carmine/face';
import { median, robustSd } from '../pixels/statistics.ts';
import { TEXEL_OK } from '../pixels/unwrap.ts';
import type { FaceReading } from '../reading.ts';
import { CHEEKS } from '../token-regions.ts';
import type { GateResult } from '../types.ts';
import { blurOf } from './blur.ts';
import { above, below } from './gate.ts';
import { packingOf } from './packing.ts';
import { type GatePreset, gatePreset } from './presets.ts';

/** Noise and over-smoothing, read from the cheeks; blur, read from the eyes. Where the picture's packing may have taken the texture, it is no
 *  filter's: the gate passes, and `packedAway` says so to what is read from texture. */
export const detailGates = (reading: FaceReading, preset: GatePreset = gatePreset()): GateResult[] => {
  const noise = cheekNoise(reading);
  const filter = above('filter', noise.texture, preset.filter, 'remove-filter');
  return [
    below('noise', noise.sigma, preset.noise, 'more-light'),
    below('blur', blurOf(reading), preset.blur, 'hold-still'),
    filter.level === 'pass' || !byPacking(reading) ? filter : { ...filter, level: 'pass', hint: '' },
  ];
};

/** Whether the cheeks' texture is too little to be read, and the picture's packing may have taken it. */
export const packedAway = (reading: FaceReading): boolean =>
  cheekNoise(reading).texture < gatePreset().filter.warn && byPacking(reading);

/** The least texture that bare cheeks show on pictures that were not packed, share of the level (rendered heads, 2.6 px/mm). */
const BARE = 0.0077;
/** What is left of it, share of the level: from this on the face was not smoothed; and from this ratio of it, in codes, to the step of the
 *  packing something is left (docs/decisions/0425). */
const LEFT = 0.001;
const SURVIVES = 0.13;

const byPacking = (reading: FaceReading): boolean => {
  const step = packingOf(reading);
  const { texture, level } = cheekNoise(reading);
  return step > 0 && (texture >= LEFT || (BARE * level) / linearStep(level) < SURVIVES * step);
};

const CHEEK_LABELS = new Set(CHEEKS.map((id) => REGION_IDS.indexOf(id) + 1));

/** Share of 8-bit rounding noise that is left after the map's interpolation (measured on noise-free heads). */
const ROUNDING_LEFT = 0.5;

interface CheekNoise {
  readonly sigma: number;
  readonly texture: number;
  /** Linear G. */
  readonly level: number;
}

const known = new WeakMap<FaceReading, CheekNoise>();

const cheekNoise = (reading: FaceReading): CheekNoise => {
  const noise = known.get(reading) ?? readNoise(reading);
  known.set(reading, noise);
  return noise;
};

/** Noise of linear G in the cheeks (Immerkaer 1996, median form). sigma: over the root of the level, which for shot noise is
 *  the noise at white, the same for light and deep skin; texture: share of the level beyond what 8-bit rounding gives, which
 *  alone would pass for texture on deep skin. */
const readNoise = ({ map, labels }: FaceReading): CheekNoise => {
  const n = map.size;
  const responses: number[] = [];
  const levels: number[] = [];
  const g = (i: number): number => map.rgb[i * 3 + 1]!;
  for (let y = 1; y < n - 1; y++)
    for (let x = 1; x < n - 1; x++) {
      const i = y * n + x;
      if (!CHEEK_LABELS.has(labels[i]!) || !wholeNeighbourhood(map.state, i, n)) continue;
      const corners = g(i - n - 1) + g(i - n + 1) + g(i + n - 1) + g(i + n + 1);
      const sides = g(i - n) + g(i + n) + g(i - 1) + g(i + 1);
      responses.push((corners - 2 * sides + 4 * g(i)) / 6);
      levels.push(g(i));
    }
  if (responses.length < 60) return { sigma: Number.NaN, texture: Number.NaN, level: Number.NaN };
  const noise = robustSd(responses);
  const level = Math.max(1e-3, median(levels));
  const step = (linearStep(level) * ROUNDING_LEFT) / Math.sqrt(12);
  const texture = Math.sqrt(Math.max(0, noise ** 2 - step ** 2)) / level;
  return { sigma: noise / Math.sqrt(level), texture, level };
};

/** Linear light between two 8-bit sRGB codes at a linear level. */
const linearStep = (level: number): number => srgbToLinear(linearToSrgb(level) + 1 / 255) - level;

const wholeNeighbourhood = (state: Uint8Array, i: number, n: number): boolean => {
  for (const j of [i - n - 1, i - n, i - n + 1, i - 1, i, i + 1, i + n - 1, i + n, i + n + 1])
    if (state[j] !== TEXEL_OK) return false;
  return true;
};
