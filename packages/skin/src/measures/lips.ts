import { maskedBlur } from '../pixels/blur.ts';
import { robustSd } from '../pixels/statistics.ts';
import { cut, windowOf } from '../pixels/window.ts';
import type { ConditionMap } from './condition.ts';
import { type Finding, NOTHING_SEEN, seenIn } from './places.ts';

/** Widths of the bands, mm: patches of tone, and lines and flakes. */
const TONE = { fine: 0.9, broad: 4 } as const;
const GRAIN = { fine: 0.35, broad: 1 } as const;
const BLOOD_OD = 0.49;
/** Wet highlights are the light's, not the lips'. */
const WET = 0.05;

/** Unevenness of the lips, % : SD of pigment and blood across them, and of their fine lines and flakes, OD x 100. Highlights are
 *  left out. Lipstick is told like lips: the note says so. */
export const lips = (map: ConditionMap): Finding => {
  const dry = map.lip.map((v, i) => (v && map.gloss[i]! < WET ? 1 : 0));
  const texels = seenIn(map, 'lips', dry);
  const window = windowOf(dry, map.size, 2);
  if (!texels || !window) return NOTHING_SEEN;
  const mask = cut(dry, map.size, window);
  const spread = (plane: Float32Array, mm: { readonly fine: number; readonly broad: number }): number => {
    const values = cut(plane, map.size, window);
    const at = (width: number): Float32Array =>
      maskedBlur(values, mask, { size: window.width, sigma: Math.max(0.5, width * map.perMm) });
    const [fine, broad] = [at(mm.fine), at(mm.broad)];
    const inside: number[] = [];
    for (let i = 0; i < mask.length; i++) if (mask[i]) inside.push(fine[i]! - broad[i]!);
    return 100 * robustSd(inside);
  };
  const tone = Math.hypot(spread(map.mel, TONE), BLOOD_OD * spread(map.hb, TONE));
  const texture = spread(map.dark, GRAIN);
  const value = Math.hypot(tone, texture);
  return {
    value,
    places: [{ id: 'lips', value, texels }],
    parts: [
      { id: 'tone', value: tone, unit: '%' },
      { id: 'texture', value: texture, unit: '%' },
    ],
    smallest: null,
  };
};
