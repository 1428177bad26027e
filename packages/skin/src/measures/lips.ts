import { maskedBlur } from '../pixels/blur.ts';
import { heldSd, robustSd } from '../pixels/statistics.ts';
import { cut, type Window, windowOf } from '../pixels/window.ts';
import type { ConditionMap } from './condition.ts';
import { type Finding, NOTHING_SEEN, seenIn } from './places.ts';

/** Widths of the bands, mm: patches of tone, and lines and flakes. */
const TONE = { fine: 0.9, broad: 4 } as const;
const GRAIN = { fine: 0.35, broad: 1 } as const;
const BLOOD_OD = 0.49;
/** Wet highlights are the light's, not the lips': gloss as a share of what the skin itself returns (of a white, deep lips kept theirs: docs/decisions/0330),
 *  and red light (ln) above that of the lip around. */
const WET = 0.1;
const BRIGHT = { above: 0.12, around: 3 } as const;
/** The rim of the lips, where their colour runs into the skin's and the outline is off by a px, is left out: this much of what
 *  lies within `RIM_MM` must be lip. */
const RIM_MM = 1.2;
const INSIDE = 0.85;
/** Fewest texels of lip that are told, mm2. */
const LEAST_MM2 = 25;

/** Unevenness of the lips, % : SD of pigment and blood across them, and of their fine lines and flakes, OD x 100. Highlights and the
 *  rim are left out. Lipstick is told like lips: the note says so. */
export const lips = (map: ConditionMap): Finding => {
  const dry = new Uint8Array(map.lip.length);
  const wet = WET * map.own[1]!;
  for (let i = 0; i < dry.length; i++) if (map.lip[i] && map.gloss[i]! < wet) dry[i] = 1;
  const texels = seenIn(map, 'lips', dry);
  const window = windowOf(dry, map.size, 2);
  if (!texels || !window) return NOTHING_SEEN;
  const mask = calmInside(map, dry, window);
  if (mask.reduce((n, v) => n + v, 0) < LEAST_MM2 * map.perMm ** 2) return NOTHING_SEEN;
  const band = (plane: Float32Array, mm: { readonly fine: number; readonly broad: number }): number[] => {
    const values = cut(plane, map.size, window);
    const at = (width: number): Float32Array =>
      maskedBlur(values, mask, { size: window.width, sigma: Math.max(0.5, width * map.perMm) });
    const [fine, broad] = [at(mm.fine), at(mm.broad)];
    const inside: number[] = [];
    for (let i = 0; i < mask.length; i++) if (mask[i]) inside.push(fine[i]! - broad[i]!);
    return inside;
  };
  const tone = 100 * Math.hypot(heldSd(band(map.mel, TONE)), BLOOD_OD * heldSd(band(map.hb, TONE)));
  const texture = 100 * robustSd(band(map.dark, GRAIN));
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

/** 1 on lip in the window that is no rim and no highlight. */
const calmInside = (map: ConditionMap, dry: Uint8Array, window: Window): Uint8Array => {
  const [lip, mask, dark] = [map.lip, dry, map.dark].map((v) => cut(v, map.size, window)) as [
    Uint8Array,
    Uint8Array,
    Float32Array,
  ];
  const blurred = (values: Float32Array, among: Uint8Array, mm: number): Float32Array =>
    maskedBlur(values, among, { size: window.width, sigma: mm * map.perMm });
  const cover = blurred(Float32Array.from(lip), new Uint8Array(lip.length).fill(1), RIM_MM);
  const around = blurred(dark, lip, BRIGHT.around);
  for (let i = 0; i < mask.length; i++)
    if (cover[i]! < INSIDE || dark[i]! < around[i]! - BRIGHT.above) mask[i] = 0;
  return mask;
};
