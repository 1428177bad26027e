import { mean } from './percentiles.ts';
import { tAt } from './student.ts';

/** Something that was looked at again and again: when (any unit that rises) and what. */
export interface Sample {
  readonly at: number;
  readonly value: number;
}

/** How many times its first value something is after `span`, by the straight line through its samples; with the 95 % interval of the line's slope. */
export interface Growth {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** Points a line is drawn through at most. What the machine did to one look it did to the next: neighbours are averaged, so that the interval is not
 *  that of many independent looks. */
const POINTS = 20;

const averaged = (samples: readonly Sample[]): Sample[] => {
  const size = Math.ceil(samples.length / POINTS);
  return Array.from({ length: Math.ceil(samples.length / size) }, (_, i) => {
    const block = samples.slice(i * size, (i + 1) * size);
    return { at: mean(block.map(({ at }) => at)), value: mean(block.map(({ value }) => value)) };
  });
};

/** `span`: in the unit of `at`, from the first sample on. null: fewer than three samples, all at once, or nothing to grow from. */
export const growthOf = (samples: readonly Sample[], span: number): Growth | null => {
  if (samples.length < 3) return null;
  const points = averaged(samples);
  const [x, y] = [mean(points.map(({ at }) => at)), mean(points.map(({ value }) => value))];
  const squares = points.reduce((sum, { at }) => sum + (at - x) ** 2, 0);
  if (squares === 0) return null;
  const slope = points.reduce((sum, { at, value }) => sum + (at - x) * (value - y), 0) / squares;
  const start = y + slope * (samples[0]!.at - x);
  if (start <= 0) return null;
  const after = (rise: number): number => (start + rise * span) / start;
  const freedom = points.length - 2;
  if (freedom < 1) return { value: after(slope), low: null, high: null };
  const left = points.reduce((sum, { at, value }) => sum + (value - y - slope * (at - x)) ** 2, 0);
  const half = tAt(freedom) * Math.sqrt(left / freedom / squares);
  return { value: after(slope), low: after(slope - half), high: after(slope + half) };
};
