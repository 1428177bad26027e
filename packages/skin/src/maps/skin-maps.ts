import type { ConditionMap } from '../measures/condition.ts';
import type { MapChannel } from '../model/map-net.ts';
import { maskedBlur } from '../pixels/blur.ts';
import { median } from '../pixels/statistics.ts';

/** MapNet tells all eight; without it a condition map gives melanin, blood and specular. */
export type SkinMapId = MapChannel;

/** One appearance of the skin in the canonical UV, with the range its picture shows. */
export interface SkinMap {
  readonly id: SkinMapId;
  /** `od`: optical density; `ln`: natural logarithm, 0.69 is twice as much; `share`: of a white surface's light. */
  readonly unit: 'od' | 'ln' | 'share' | 'probability';
  /** Values at code 1 and code 255 of the 8-bit picture, linear between: `docs/guide/cli.md`. */
  readonly low: number;
  readonly high: number;
  /** size^2, rows top to bottom; NaN where no skin was seen. */
  readonly values: Float32Array;
}

/** What an analysis saw, texel by texel, laid flat: `toImage` brings it back onto the picture. */
export interface SkinMaps {
  readonly size: number;
  readonly maps: readonly SkinMap[];
}

/** Unit and shown range of each map. Pigment and blood are told within the face (decision 0032; their axes turn with the tone): 0 is the median of its skin.
 *  The ranges leave an evenly lit face unsaturated; hair and shadow run over. */
export const RANGES: Readonly<Record<SkinMapId, Pick<SkinMap, 'unit' | 'low' | 'high'>>> = {
  melanin: { unit: 'od', low: -1, high: 1 },
  blood: { unit: 'ln', low: -2, high: 2 },
  shade: { unit: 'ln', low: -2, high: 2 },
  specular: { unit: 'share', low: 0, high: 0.5 },
  line: { unit: 'probability', low: 0, high: 1 },
  spot: { unit: 'probability', low: 0, high: 1 },
  blemish: { unit: 'probability', low: 0, high: 1 },
  pore: { unit: 'probability', low: 0, high: 1 },
};

/** Widths of the Gaussian that takes the grain of the picture away, mm: fine for spots, as `redness` reads for blood. */
const GRAIN_MM = { melanin: 0.5, blood: 1.2 } as const;

/** Melanin (OD against the face's median), blood (ln against the face's median), specular (share of a white surface,
 *  clipped skin is 1) of a condition map. */
export const skinMaps = (map: ConditionMap): SkinMaps => {
  const specular = Float32Array.from(map.gloss, (v, i) => (map.seen[i] ? v : Number.NaN));
  const values = { melanin: relative(map, 'melanin'), blood: relative(map, 'blood'), specular };
  const ids = ['melanin', 'blood', 'specular'] as const;
  return { size: map.size, maps: ids.map((id) => ({ id, ...RANGES[id], values: values[id] })) };
};

const relative = (map: ConditionMap, id: 'melanin' | 'blood'): Float32Array => {
  const sigma = Math.max(0.7, GRAIN_MM[id] * map.perMm);
  const soft = maskedBlur(id === 'melanin' ? map.mel : map.hb, map.ok, { size: map.size, sigma });
  const middle = median(soft.filter((_, i) => map.ok[i] === 1));
  return soft.map((v, i) => (map.ok[i] ? v - middle : Number.NaN));
};
