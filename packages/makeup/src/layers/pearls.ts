import { hexToLinear, linearToHex } from '@carmine/color';
import type { PowderFinish } from '../types.ts';
import type { Pearl } from './film.ts';
import { type Finish, POWDER } from './finish.ts';

/** A finish's pearl; the product gives the colour. */
export interface PearlFinish extends Omit<Pearl, 'color'> {
  /** How far platelets are paler than the body they lie in, 0..1: mica reflects white, a coloured or metal flake its own hue (rendering.md 1.6). */
  readonly pale?: number;
}

/** Of white mica among pigment. */
const MICA_PALE = 0.4;

/** The colour of platelets in a product of this masstone. */
const pearlColor = (color: string, pale: number): string => {
  const [r, g, b] = hexToLinear(color);
  const most = Math.max(r, g, b, 1e-3);
  // Platelets are as bright as they can be in the product's hue, then mixed with white.
  const lit = (v: number): number => (v / most) * (1 - pale) + pale;
  return linearToHex([lit(r), lit(g), lit(b)]);
};

/** The pearl of a product, or none. */
export const pearlOf = (color: string, finish: PearlFinish | null): { pearl?: Pearl } => {
  if (!finish) return {};
  const { pale = MICA_PALE, ...pearl } = finish;
  return { pearl: { color: pearlColor(color, pale), ...pearl } };
};

/** A powder's surface and its pearl by finish: what blush and bronzer come in. Satin has the soft gleam of a finely milled powder. */
export const POWDER_FINISHES: Readonly<
  Record<PowderFinish, { readonly finish: Finish; readonly pearl: PearlFinish | null }>
> = {
  matte: { finish: { ...POWDER, keep: 0.6 }, pearl: null },
  satin: { finish: POWDER, pearl: { strength: 0.03, alpha: 0.5, glints: 0 } },
  shimmer: { finish: POWDER, pearl: { strength: 0.16, alpha: 0.4, glints: 0.15 } },
};
