import { quantile } from './percentiles.ts';

/** A place in the picture, shares of its width (both axes, so that a circle stays one). */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** How far drawn lips are from where the lips of the same picture truly are. */
export interface Swim {
  readonly n: number;
  /** Share of the picture's width. */
  readonly p50: number;
  readonly p95: number;
}

/** Fewest places that tell anything. */
const ENOUGH = 4;

const median = (values: readonly number[]): number =>
  quantile(
    [...values].sort((a, b) => a - b),
    0.5,
  );

/** Distances after what is the same in all: the middle of what is drawn is not the middle of the ring, which is no swim.
 *  null: too few. */
export const swimOf = (drawn: readonly Place[], truth: readonly Place[]): Swim | null => {
  if (drawn.length < ENOUGH) return null;
  const off = drawn.map(({ x, y }, i) => ({ x: x - truth[i]!.x, y: y - truth[i]!.y }));
  const [dx, dy] = [median(off.map(({ x }) => x)), median(off.map(({ y }) => y))];
  const distances = off.map(({ x, y }) => Math.hypot(x - dx, y - dy)).sort((a, b) => a - b);
  return { n: distances.length, p50: quantile(distances, 0.5), p95: quantile(distances, 0.95) };
};

/** Fewest pixels that are lips. */
const FEW = 6;

/** Middle of the lipstick in a small RGBA picture: pixels far redder than skin is (LIPSTICK of subjects/look.ts over any Monk tone).
 *  null: none is worn. */
export const lipstickIn = (data: Uint8ClampedArray, width: number, height: number): Place | null => {
  let [n, sx, sy] = [0, 0, 0];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 4;
      const [r, g, b] = [data[at]!, data[at + 1]!, data[at + 2]!];
      if (r < 60 || r < 2.2 * g || r < 1.5 * b) continue;
      n++;
      sx += x + 0.5;
      sy += y + 0.5;
    }
  return n < FEW ? null : { x: sx / n / width, y: sy / n / width };
};
