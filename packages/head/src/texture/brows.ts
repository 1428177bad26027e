import { BROWS, SIDES } from '@carmine/face';
import { noise3, smoothstep } from './noise.ts';
import { type Curve, curveThrough, middle, nearest, type V3, vertex } from './polyline.ts';

/** Spine of each brow from the temple to the nose: between its two rows of landmarks. */
const spines = (): Curve[] =>
  SIDES.map((side) => {
    const { upper, lower } = BROWS[side];
    const knots = upper.map((v, i) => middle(vertex(v), vertex(lower[i]!), 0.46));
    return curveThrough(knots, 0.6);
  });

let cached: Curve[] | undefined;

/** Cover of the brow hairs 0..1 at a point of the canonical face: soft strokes that lean outwards, denser at the core,
 *  tapering to the tail. */
export const browAt = (p: V3): number => {
  cached ??= spines();
  for (const spine of cached) {
    const { distance, run, dy } = nearest(spine, p);
    if (distance > 0.5) continue;
    const half = 0.12 + 0.21 * smoothstep(0, 0.55, run) * (1 - 0.25 * smoothstep(0.85, 1, run));
    const body = 1 - smoothstep(0.3, 1.05, distance / half);
    const ends = smoothstep(0, 0.08, run) * (1 - smoothstep(0.9, 1, run) * 0.75) * (run < 1 ? 1 : 0.3);
    const lean = run * 92 + dy * 26;
    const stroke = 0.5 + 0.5 * noise3(lean, dy * 3.4, 3, 11);
    const fringe = Math.max(0, 1 - Math.abs(distance / half - 0.75) * 3) * (stroke > 0.55 ? 0.35 : 0);
    return Math.min(1, (body * (0.68 + 0.36 * stroke) + fringe) * ends);
  }
  return 0;
};
