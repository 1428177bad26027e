import type { LinerFinish } from '../types.ts';
import type { Finish } from './finish.ts';

/** Surfaces of eye and lip liners (rendering.md 1.5 "liner", 1.8): kohl and pencil, gel, lacquer. */
export const LINER_FINISHES: Readonly<Record<LinerFinish, Finish>> = {
  matte: { coverage: 0.95, relief: 0.8, keep: 0.2, lobe: 0, alpha: 0.6, f0: 0.03, boost: 0, wet: 1 },
  satin: { coverage: 0.96, relief: 0.8, keep: 0.4, lobe: 0.05, alpha: 0.5, f0: 0.04, boost: 0.03, wet: 1 },
  gloss: { coverage: 0.97, relief: 0.7, keep: 0.7, lobe: 0.25, alpha: 0.3, f0: 0.04, boost: 0.15, wet: 1.04 },
};
