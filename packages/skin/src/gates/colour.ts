import type { RegionId } from '@carmine/face';
import { median, quantile } from '../pixels/statistics.ts';
import type { FaceReading } from '../reading.ts';
import { SCLERAS, SKIN_REGIONS } from '../token-regions.ts';
import type { GateResult } from '../types.ts';
import { borderPixels } from './border.ts';
import { above } from './gate.ts';
import { type GatePreset, gatePreset } from './presets.ts';

/** Whether the face holds colours at all: a grey, sepia or toned picture blocks. Where what is around the face has colours that no toning
 *  gives, it is not the picture that lacks them: the face is of stone. */
export const colourGate = (reading: FaceReading, preset: GatePreset = gatePreset()): GateResult => {
  const result = above('colour', colourVariety(reading.regions), preset.colour, 'colour-picture');
  const stone = result.level !== 'pass' && varietyAround(reading) >= preset.colour.warn;
  return stone ? { ...result, hint: 'bare-skin' } : result;
};

/** Groups of pixels, darkest to brightest, of one region; regions of fewer than 24 pixels tell nothing. */
const GROUPS = 6;
const PIXELS_A_GROUP = 4;
const QUANTILE = 0.9;
/** Fewer groups tell nothing. */
const FEWEST = 10;
/** Light on the skin that varies less than this (ln, 10th to 90th percentile) is flat. */
const FLAT = 0.2;

/**
 * How far colour varies at one level of brightness, in ln(R/G) and ln(B/G), lips and whites of the eyes included; the same on
 * light and deep skin, and means of groups of pixels hold little noise. A picture toned from grey, with any palette, has one
 * colour for each brightness: each group then lies on the line between its neighbours in brightness (pseudo-residuals of Gasser,
 * Sroka and Jennen-Steinmetz 1986). 0 in a grey picture, about .01 in sepia, .1 to .5 on synthetic heads, .3 and more on
 * photographs (docs/decisions/0034). In perfectly flat light no two features share a brightness: there lips and whites are
 * compared with the skin itself. 0 when too little was seen.
 */
export const colourVariety = (regions: Regions): number => {
  const known = varieties.get(regions) ?? varietyOf(regions);
  varieties.set(regions, known);
  return known;
};

type Regions = Readonly<Partial<Record<RegionId, { readonly rgb: Float32Array }>>>;

const varieties = new WeakMap<Regions, number>();

const varietyOf = (regions: Regions): number => {
  const of = (ids: readonly RegionId[]): Group[] => ids.flatMap((id) => groupsOf(regions[id]?.rgb));
  const [skin, others] = [of(SKIN_REGIONS), of(['lips', ...SCLERAS])];
  const points = [...skin, ...others];
  if (points.length < FEWEST) return 0;
  const levels = skin.map((p) => p.level);
  if (quantile(levels, 0.9) - quantile(levels, 0.1) < FLAT) return farthest(skin, others);
  return spreadOf(points);
};

/** Quantile of how far each group lies off the line between its neighbours in brightness. */
const spreadOf = (groups: readonly Group[]): number => {
  const points = [...groups].sort((p, q) => p.level - q.level);
  const residuals: number[] = [];
  for (let i = 1; i + 1 < points.length; i++)
    residuals.push(residual(points[i - 1]!, points[i]!, points[i + 1]!));
  return quantile(residuals, QUANTILE);
};

/** Neighbouring pixels of the border in one group. */
const PIXELS_AROUND = 8;

/** The same of the picture's border and the face's skin together. */
const varietyAround = ({ image, regions }: FaceReading): number => {
  const around = borderPixels(image);
  const groups = SKIN_REGIONS.flatMap((id) => groupsOf(regions[id]?.rgb));
  for (let i = 0; (i + PIXELS_AROUND) * 3 <= around.length; i += PIXELS_AROUND)
    groups.push(
      groupOf(
        around,
        Uint32Array.from({ length: PIXELS_AROUND }, (_, k) => i + k),
      ),
    );
  return groups.length < FEWEST ? 0 : spreadOf(groups);
};

/** Largest distance of a lip or eye group from the median of the skin. */
const farthest = (skin: readonly Group[], others: readonly Group[]): number => {
  const [rg, bg] = [median(skin.map((p) => p.rg)), median(skin.map((p) => p.bg))];
  return others.reduce((most, p) => Math.max(most, Math.hypot(p.rg - rg, p.bg - bg)), 0);
};

/** Mean colour of a group: ln(R + G + B), ln(R/G), ln(B/G). */
interface Group {
  readonly level: number;
  readonly rg: number;
  readonly bg: number;
}

const groupsOf = (rgb: Float32Array = new Float32Array()): Group[] => {
  const n = rgb.length / 3;
  const count = Math.min(GROUPS, Math.floor(n / PIXELS_A_GROUP));
  if (n < GROUPS * PIXELS_A_GROUP) return [];
  const level = Float64Array.from({ length: n }, (_, i) => rgb[i * 3]! + rgb[i * 3 + 1]! + rgb[i * 3 + 2]!);
  const order = Uint32Array.from({ length: n }, (_, i) => i).sort((p, q) => level[p]! - level[q]!);
  return Array.from({ length: count }, (_, k) =>
    groupOf(rgb, order.subarray(Math.floor((k * n) / count), Math.floor(((k + 1) * n) / count))),
  );
};

/** Mean of these pixels of `rgb`. */
const groupOf = (rgb: Float32Array, pixels: Uint32Array): Group => {
  const mean = (c: number): number => {
    let sum = 0;
    for (const i of pixels) sum += rgb[i * 3 + c]!;
    return Math.max(1 / 4096, sum / pixels.length);
  };
  const [r, g, b] = [mean(0), mean(1), mean(2)];
  return { level: Math.log(r + g + b), rg: Math.log(r / g), bg: Math.log(b / g) };
};

const residual = (before: Group, at: Group, after: Group): number => {
  const t = (at.level - before.level) / Math.max(1e-6, after.level - before.level);
  const off = (k: 'rg' | 'bg'): number => at[k] - before[k] * (1 - t) - after[k] * t;
  return Math.hypot(off('rg'), off('bg'));
};
