import { maskedBlur } from '../pixels/blur.ts';
import { heldSd, median, robustSd } from '../pixels/statistics.ts';
import { cut, type Window, windowOf } from '../pixels/window.ts';
import { bySurface, vectorsAt } from './chromophores.ts';
import type { ConditionMap } from './condition.ts';
import { type Finding, NOTHING_SEEN, seenIn, valuesAt } from './places.ts';

/** Widths of the bands, mm: patches of tone, and lines and flakes. */
const TONE = { fine: 0.9, broad: 4 } as const;
const GRAIN = { fine: 0.35, broad: 1 } as const;
/** A bright highlight moves colour by more than its share: red light (ln) above that of the lip around. */
const BRIGHT = { above: 0.3, around: 3 } as const;
/** Most blood (ln) to one of pigment (OD) in the axis that wetness does not move: more would be noise of the camera. */
const MOST_BLOOD = 2;
/** The rim of the lips, where their colour runs into the skin's and the outline is off by a px, is left out: this much of what
 *  lies within `RIM_MM` must be lip. */
const RIM_MM = 1.2;
const INSIDE = 0.85;
/** Fewest texels of lip that are told, mm2. */
const LEAST_MM2 = 25;

/** Unevenness of the lips, % : SD of their colour across them along the one axis that neither light nor wetness moves, as pigment, and of their fine
 *  lines and flakes, OD x 100. Bright highlights and the rim are left out. Lipstick is told like lips: the note says so. */
export const lips = (map: ConditionMap): Finding => {
  const texels = seenIn(map, 'lips', map.lip);
  const window = windowOf(map.lip, map.size, 2);
  if (!texels || !window) return NOTHING_SEEN;
  const mask = calmInside(map, window);
  if (mask.reduce((n, v) => n + v, 0) < LEAST_MM2 * map.perMm ** 2) return NOTHING_SEEN;
  const band = (values: Float32Array, mm: { readonly fine: number; readonly broad: number }): number[] => {
    const at = (width: number): Float32Array =>
      maskedBlur(values, mask, { size: window.width, sigma: Math.max(0.5, width * map.perMm) });
    const [fine, broad] = [at(mm.fine), at(mm.broad)];
    const inside: number[] = [];
    for (let i = 0; i < mask.length; i++) if (mask[i]) inside.push(fine[i]! - broad[i]!);
    return inside;
  };
  const [mel, hb, dark] = [map.mel, map.hb, map.dark].map((v) => cut(v, map.size, window)) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  const blood = bloodWithoutWetness(map, texels);
  const tone =
    100 *
    heldSd(
      band(
        mel.map((v, i) => v + blood * hb[i]!),
        TONE,
      ),
    );
  const texture = 100 * robustSd(band(dark, GRAIN));
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

/** Share of ln(blood) that, added to pigment, makes an axis a film of water or oil does not move: it lends all channels the same light, which
 *  moves both by `bySurface` of what this lip returns. Wet or less red look the same to a camera (docs/decisions/0390). */
const bloodWithoutWetness = (map: ConditionMap, texels: Int32Array): number => {
  const [pigment, blood] = vectorsAt(map.lightness);
  const unit = Math.hypot(...pigment);
  const [m, h] = [median(valuesAt(map.mel, texels)), median(valuesAt(map.hb, texels))];
  const own = [0, 1, 2].map((k) => Math.exp(-(pigment[k]! / unit) * m - blood[k]! * h));
  const share = -bySurface(map.projection.mel, own) / bySurface(map.projection.hb, own);
  return Math.max(-MOST_BLOOD, Math.min(MOST_BLOOD, share));
};

/** 1 on lip in the window that is no rim and no highlight. */
const calmInside = (map: ConditionMap, window: Window): Uint8Array => {
  const lip = cut(map.lip, map.size, window);
  const dark = cut(map.dark, map.size, window);
  const mask = lip.slice();
  const blurred = (values: Float32Array, among: Uint8Array, mm: number): Float32Array =>
    maskedBlur(values, among, { size: window.width, sigma: mm * map.perMm });
  const cover = blurred(Float32Array.from(lip), new Uint8Array(lip.length).fill(1), RIM_MM);
  const around = blurred(dark, lip, BRIGHT.around);
  for (let i = 0; i < mask.length; i++)
    if (cover[i]! < INSIDE || dark[i]! < around[i]! - BRIGHT.above) mask[i] = 0;
  return mask;
};
