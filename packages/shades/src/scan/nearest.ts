import type { Lab } from '@carmine/color';
import type { WornShade } from '../film.ts';
import { difference2000, leastSquare2000 } from './difference.ts';
import { type FilmColumns, wornLabs } from './shelf.ts';

/** How many are looked for. */
export interface Room {
  /** At most so many of one line ... */
  readonly perLine: number;
  /** ... and in all. */
  readonly inAll: number;
}

/** Classes by which distances are sorted roughly; first number of shades whose distance is computed, and growth while they do not decide it. */
const CLASSES = 2048;
const FIRST = 1024;
const GROWTH = 4;

interface Near {
  readonly index: number;
  readonly d: number;
}

const byDistance = (p: Near, q: Near): number => p.d - q.d || p.index - q.index;

/** Indexes whose bound is among the `count` least, or equal to one of them, and the least bound of those left out. */
const least = (
  bounds: Float64Array,
  count: number,
): { readonly indexes: number[]; readonly beyond: number } => {
  let most = 0;
  for (const bound of bounds) if (bound > most) most = bound;
  // The square root spreads what is near, where it matters.
  const classOf = (bound: number): number =>
    Math.min(CLASSES - 1, Math.floor(Math.sqrt(bound / most) * CLASSES));
  const sizes = new Uint32Array(CLASSES);
  for (const bound of bounds) sizes[classOf(bound)]!++;
  let [last, sum] = [0, sizes[0]!];
  while (sum < count && last < CLASSES - 1) sum += sizes[++last]!;
  const indexes: number[] = [];
  let beyond = Number.POSITIVE_INFINITY;
  for (let i = 0; i < bounds.length; i++) {
    if (classOf(bounds[i]!) <= last) indexes.push(i);
    else if (bounds[i]! < beyond) beyond = bounds[i]!;
  }
  return { indexes, beyond };
};

const keep = (sorted: readonly Near[], films: FilmColumns, { perLine, inAll }: Room): Near[] => {
  const taken = new Map<string, number>();
  const kept: Near[] = [];
  for (const near of sorted) {
    const { line } = films.shades[near.index]!.shade;
    const n = (taken.get(line) ?? 0) + 1;
    taken.set(line, n);
    if (n <= perLine) kept.push(near);
    if (kept.length === inAll) break;
  }
  return kept;
};

/**
 * The shades that come nearest to `goal` on `under` by CIEDE2000, nearest first, with the room there is for each line: exactly what sorting all of
 * them gives. Most are left out by a bound that costs little; the rest are computed, more of them until none left out can belong.
 */
export const nearestWorn = (films: FilmColumns, under: Lab, goal: Lab, room: Room): WornShade[] => {
  const labs = wornLabs(films, under);
  const n = films.shades.length;
  const [L, a, b] = goal;
  const bounds = new Float64Array(n);
  for (let i = 0; i < n; i++)
    bounds[i] = leastSquare2000(L, a, b, labs[i * 3]!, labs[i * 3 + 1]!, labs[i * 3 + 2]!);
  for (let count = FIRST; ; count *= GROWTH) {
    const { indexes, beyond } = least(bounds, count);
    const sorted = indexes
      .map(
        (index): Near => ({
          index,
          d: difference2000(labs[index * 3]!, labs[index * 3 + 1]!, labs[index * 3 + 2]!, L, a, b),
        }),
      )
      .sort(byDistance);
    // What was left out lies at least so far away: up to there nothing is missing.
    const sure = sorted.filter(({ d }) => d * d < beyond);
    const kept = keep(sure, films, room);
    if (kept.length === room.inAll || sure.length === n) return kept.map(({ index }) => films.shades[index]!);
    if (indexes.length === n) return keep(sorted, films, room).map(({ index }) => films.shades[index]!);
  }
};
