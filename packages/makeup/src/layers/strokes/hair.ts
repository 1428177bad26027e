import type { StrokeSink } from '../stroke.ts';
import { edgeOf, peakOf } from './edge.ts';

/** Steps along a hair, and vertices of one: a rim at 0, its middle, a rim at 0 each. */
export const HAIR_STEPS = 6;
export const HAIR_VERTICES = (HAIR_STEPS + 1) * 3;

/** Triangle corners of `count` hairs from vertex `first` on. */
export const hairIndices = (count: number, first: number): number[] => {
  const out: number[] = [];
  for (let hair = 0; hair < count; hair++)
    for (let step = 0; step < HAIR_STEPS; step++)
      for (let k = 0; k < 2; k++) {
        const a = first + hair * HAIR_VERTICES + step * 3 + k;
        out.push(a, a + 3, a + 1, a + 1, a + 3, a + 4);
      }
  return out;
};

/** A hair in the picture, px: from its root over the point it bends towards to its tip. */
export interface Hair {
  rootX: number;
  rootY: number;
  bendX: number;
  bendY: number;
  tipX: number;
  tipY: number;
  /** At the root, px. It tapers to nothing. */
  thick: number;
  amount: number;
  /** Distance to the next hair, px: where hairs are closer than a pixel, they cover together what they would one by one. */
  spacing: number;
}

export const createHair = (): Hair => ({
  rootX: 0,
  rootY: 0,
  bendX: 0,
  bendY: 0,
  tipX: 0,
  tipY: 0,
  thick: 0,
  amount: 0,
  spacing: 1,
});

/** Thickness along a hair: nearly even over its first half, then to a point. */
const taper = (t: number): number => 1 - t * t * (0.4 + 0.6 * t);

/** Lays a hair as a ribbon along a parabola, HAIR_VERTICES from `first` on. */
export const placeHair = (hair: Hair, pixelsPerMm: number, first: number, sink: StrokeSink): void => {
  const edge = edgeOf(pixelsPerMm);
  for (let step = 0; step <= HAIR_STEPS; step++) {
    const t = step / HAIR_STEPS;
    const [a, b, c] = [(1 - t) * (1 - t), 2 * t * (1 - t), t * t];
    const x = a * hair.rootX + b * hair.bendX + c * hair.tipX;
    const y = a * hair.rootY + b * hair.bendY + c * hair.tipY;
    let dx = (1 - t) * (hair.bendX - hair.rootX) + t * (hair.tipX - hair.bendX);
    let dy = (1 - t) * (hair.bendY - hair.rootY) + t * (hair.tipY - hair.bendY);
    const length = Math.hypot(dx, dy) || 1;
    dx /= length;
    dy /= length;
    const thick = hair.thick * taper(t);
    const half = thick / 2 + edge;
    const together = Math.max(1, (2 * half) / Math.max(hair.spacing, 0.05));
    const amount = hair.amount * (1 - (1 - Math.min(1, peakOf(thick, edge))) ** together);
    const at = first + step * 3;
    sink(at, x - dy * half, y + dx * half, 0);
    sink(at + 1, x, y, amount);
    sink(at + 2, x + dy * half, y - dx * half, 0);
  }
};
