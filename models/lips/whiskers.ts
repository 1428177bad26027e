import type { Crop } from '../../packages/parsing/src/crop.ts';
import { inside, type Point } from './rays.ts';
import type { Seeded } from './seeded.ts';

/** Hairs a square centimetre of a full beard in a photograph: those that are seen one by one. */
const PER_CM2 = 160;
/** Length of a hair, mm, and its share of light that passes. */
const LENGTH_MM = [1.5, 5] as const;
const PASSES = [0.25, 0.7] as const;
/** Of the skin's light in a full beard: what lies between the hairs. */
const SHADOW = 0.45;

const between = (r: Seeded, [lo, hi]: readonly [number, number]): number => lo + (hi - lo) * r.uniform();

/** Where a beard grows: above the mouth, below it, beside it. Density 0..1 at a point, mm from the mouth's middle (y down). */
const growth = (r: Seeded): ((x: number, y: number, half: number) => number) => {
  const [above, below, beside] = [r.uniform() < 0.7, r.uniform() < 0.7, r.uniform() < 0.6];
  const full = 0.3 + 0.7 * r.uniform();
  const bare = r.uniform() * 6;
  return (x, y, half) => {
    if (Math.abs(x) > half) return beside ? full : 0;
    if (y < 0) return above && Math.abs(x) > bare / 4 ? full : 0;
    return below && y > bare ? full : 0;
  };
};

/** Draws a hair: a soft dark line, its light multiplied. */
const hair = (crop: Crop, x: number, y: number, dx: number, dy: number, passes: number): void => {
  const steps = Math.max(2, Math.ceil(Math.hypot(dx, dy)));
  for (let s = 0; s <= steps; s++) {
    const [px, py] = [Math.round(x + (dx * s) / steps), Math.round(y + (dy * s) / steps)];
    if (px < 0 || py < 0 || px >= crop.width || py >= crop.height) continue;
    const at = (py * crop.width + px) * 4;
    for (let k = 0; k < 3; k++) crop.data[at + k]! *= passes;
  }
};

/** Lets a beard grow around the lips (outer outline, px of the crop): a darker ground and hairs, some of which hang over the lip's edge. */
export const growBeard = (crop: Crop, outer: readonly Point[], pxPerMm: number, r: Seeded): void => {
  const xs = outer.map(([x]) => x);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const half = (right - left) / 2 / pxPerMm;
  const middle: Point = [(left + right) / 2, outer.reduce((sum, [, y]) => sum + y, 0) / outer.length];
  const density = growth(r);
  const at = (x: number, y: number): number =>
    inside(outer, x, y) ? 0 : density((x - middle[0]) / pxPerMm, (y - middle[1]) / pxPerMm, half);
  const shadow = 1 - (1 - SHADOW) * r.uniform();
  for (let i = 0; i < crop.width * crop.height; i++) {
    const d = at((i % crop.width) + 0.5, Math.floor(i / crop.width) + 0.5);
    if (d > 0) for (let k = 0; k < 3; k++) crop.data[i * 4 + k]! *= 1 - d * (1 - shadow);
  }
  const tint = PASSES[0] + (PASSES[1] - PASSES[0]) * r.uniform();
  const count = ((0.2 + 0.8 * r.uniform()) * PER_CM2 * crop.width * crop.height) / (10 * pxPerMm) ** 2;
  for (let n = 0; n < count; n++) {
    const [x, y] = [r.uniform() * crop.width, r.uniform() * crop.height];
    if (r.uniform() > at(x, y)) continue;
    const length = between(r, LENGTH_MM) * pxPerMm;
    const turn = Math.atan2(1, (x - middle[0]) / (half * pxPerMm)) + 0.35 * r.normal();
    hair(crop, x, y, Math.cos(turn) * length, Math.sin(turn) * length, tint + 0.3 * r.uniform());
  }
};
