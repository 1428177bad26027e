import type { EyeshadowFinish } from '../types.ts';
import { type Finish, POWDER } from './finish.ts';
import type { PearlFinish } from './pearls.ts';

/** A shadow's surface and pearl by finish (rendering.md 1.6, 1.8); coverage is that of one blended layer. Powder on a lid
 *  takes most of the skin's own shine: what stayed would lie over a dark shadow as a grey veil. */
export const EYESHADOW_FINISHES: Readonly<
  Record<EyeshadowFinish, { readonly finish: Finish; readonly pearl: PearlFinish | null }>
> = {
  matte: { finish: { ...POWDER, coverage: 0.35, keep: 0.15 }, pearl: null },
  satin: {
    finish: { ...POWDER, coverage: 0.35, keep: 0.3 },
    pearl: { strength: 0.1, alpha: 0.5, glints: 0 },
  },
  shimmer: {
    finish: { ...POWDER, coverage: 0.3, keep: 0.35 },
    pearl: { strength: 0.24, alpha: 0.42, glints: 0.25 },
  },
  metallic: {
    finish: { ...POWDER, coverage: 0.6, keep: 0.3, relief: 0.9 },
    pearl: { strength: 0.5, alpha: 0.34, glints: 0.1, pale: 0.08 },
  },
};
