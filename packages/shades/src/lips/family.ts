import { type Lab, labToLch } from '@carmine/color';
import type { LipFamily } from '../catalogue/shade.ts';

/** One row of the shelf: first match wins. L*, C*ab and h_ab (degrees, -40..320 so that berries do not wrap) of the colour. */
type Rule = readonly [LipFamily, (L: number, C: number, h: number) => boolean];

/** Where one family ends and the next begins: our own reading of lipstick walls, agreed with the demo brand's labels (see the test). */
const RULES: readonly Rule[] = [
  ['plum', (L, C, h) => C > 12 && h < 0 && L < 40],
  ['berry', (L, C, h) => C > 12 && ((h < 10 && L < 36) || (h < 18 && L < 30))],
  ['red', (L, C, h) => C >= 44 && h >= 15 && h < 40 && L < 46],
  ['coral', (L, C, h) => L >= 42 && C >= 40 && h >= 25],
  ['pink', (L, _C, h) => h < 25 && L >= 58],
  ['rose', (_L, _C, h) => h < 25],
  ['nude', (L) => L >= 42],
];

/** Colour family of a lip colour, CIELAB D65: nude, pink, rose, red, coral, berry, plum or brown. */
export const lipFamily = (lab: Lab): LipFamily => {
  const [L, C, h] = labToLch(lab);
  const hue = h > 320 ? h - 360 : h;
  return RULES.find(([, holds]) => holds(L, C, hue))?.[0] ?? 'brown';
};
