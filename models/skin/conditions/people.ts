import type { Lab } from '@carmine/color';
import { normalFrom, randomFrom } from '../../../packages/skin/src/testing/random.ts';
import type { SkinRecipe } from '../../../packages/skin/src/testing/skin-layers.ts';

/** One diffuse colour in the middle of each ITA class, faces (skin.md 2; deeper ones extrapolated). */
export const TONES = {
  'very-light': [72, 8, 12],
  light: [66, 11, 14.5],
  intermediate: [60, 12, 17.5],
  tan: [54, 13.5, 21],
  brown: [44, 14.5, 22],
  dark: [31, 13, 17],
} as const satisfies Record<string, Lab>;
export type Tone = keyof typeof TONES;
export const TONE_IDS = Object.keys(TONES) as Tone[];

/** An ordinary face's layers, drawn by chance: how strongly was set so that the measures span what they read on photographs (docs/decisions/0442). */
export const person = (seed: number): SkinRecipe => {
  const random = randomFrom(seed * 2_654_435 + 11);
  const amount = (median: number, spread: number): number => median * Math.exp(spread * normalFrom(random));
  return {
    seed,
    mottle: amount(0.14, 0.4),
    patches: amount(0.06, 0.4),
    flush: amount(0.45, 0.6),
    marks: Math.round(amount(5, 0.9)),
    markStrength: amount(0.55, 0.25),
    spots: Math.round(amount(8, 0.9)),
    freckles: Math.round(amount(12, 1)),
    spotStrength: amount(0.35, 0.3),
    lines: Math.round(amount(6, 0.7)),
    lineStrength: amount(0.13, 0.4),
    pores: amount(0.35, 0.5),
    oil: amount(0.15, 0.7),
    oilArea: random(),
    underEye: amount(0.45, 0.6),
    lipMottle: amount(0.2, 0.5),
    lipLines: amount(0.2, 0.5),
  };
};
