import { hexToLinear, linearToHex } from '@carmine/color';
import type { PowderFinish } from '../types.ts';
import type { Pearl } from './film.ts';
import { type Finish, POWDER } from './finish.ts';

/** How far platelets are paler than the body they lie in: mica reflects, pigment colours (rendering.md 1.6). */
const PALER = 0.4;

/** The colour of platelets in a product of this masstone. */
const pearlColor = (color: string): string => {
  const [r, g, b] = hexToLinear(color);
  const most = Math.max(r, g, b, 1e-3);
  // Platelets are as bright as they can be in the product's hue, then mixed with white.
  const lit = (v: number): number => (v / most) * (1 - PALER) + PALER;
  return linearToHex([lit(r), lit(g), lit(b)]);
};

/** The pearl of a product, or none. */
export const pearlOf = (color: string, pearl: Omit<Pearl, 'color'> | null): { pearl?: Pearl } =>
  pearl ? { pearl: { color: pearlColor(color), ...pearl } } : {};

/** A powder's surface and its pearl by finish: what blush and bronzer come in. Satin has the soft gleam of a finely milled powder. */
export const POWDER_FINISHES: Readonly<
  Record<PowderFinish, { readonly finish: Finish; readonly pearl: Omit<Pearl, 'color'> | null }>
> = {
  matte: { finish: { ...POWDER, keep: 0.6 }, pearl: null },
  satin: { finish: POWDER, pearl: { strength: 0.03, alpha: 0.5, glints: 0 } },
  shimmer: { finish: POWDER, pearl: { strength: 0.16, alpha: 0.4, glints: 0.15 } },
};
