import { deltaE2000, type Undertone, undertone } from '@carmine/color';
import { depthFamily } from '../depth.ts';
import { wornMasstone } from '../film.ts';
import type { Candidate } from './evaluate.ts';
import { stepsBetween } from './steps.ts';
import type { Direction, SkinReading } from './types.ts';

/** Expected differences closer than this are a tie (skin.md 7.2). */
const TIE = 0.5;
/** Less than this of a noticeable step in depth and in hue, and a shade is not called lighter, deeper, warmer or cooler, dE00. */
const REAL = 0.7;

/** The undertone a shade is held to: measured where the colour is trusted, else the brand's word. */
export const shadeUndertone = ({ worn: { shade } }: Candidate): Undertone | 'unknown' =>
  shade.color.trust === 'T0' || shade.color.trust === 'T1' ? undertone(wornMasstone(shade)) : shade.undertone;

/** How `c` lies against `from` as worn on this skin: its larger part, in noticeable steps, decides between depth and hue. */
export const directionFrom = (c: Candidate, from: Candidate): Direction => {
  const { depth, warmth } = stepsBetween(c.predicted, from.predicted);
  if (Math.max(Math.abs(depth), Math.abs(warmth)) < REAL) return 'similar';
  if (Math.abs(warmth) > Math.abs(depth)) return warmth > 0 ? 'warmer' : 'cooler';
  return depth > 0 ? 'lighter' : 'darker';
};

/** The customer's undertone as read, and how sure that is. */
export interface Tone {
  readonly tone: Undertone;
  /** Probability of `tone`. */
  readonly pTone: number;
}

/** A less certain undertone than this breaks no tie: it would only add noise (docs/decisions/0042). */
const TONE_SURE = 0.6;

/** The closest: within a tie of the least expected difference, same undertone first, then same depth, then what is in stock, then the least difference. */
const closestOf = (
  ranked: readonly Candidate[],
  skin: SkinReading,
  { tone, pTone }: Tone,
): Candidate | undefined => {
  const best = ranked[0];
  if (!best) return undefined;
  const depth = depthFamily(skin.lab[0]);
  const suits = (c: Candidate): number =>
    (shadeUndertone(c) === tone ? 0 : 4) + (depthFamily(wornMasstone(c.worn.shade)[0]) === depth ? 0 : 2);
  const rank = (c: Candidate): number =>
    (pTone < TONE_SURE ? 0 : suits(c)) + (c.worn.shade.in_stock === false ? 1 : 0);
  return ranked.filter((c) => c.cost - best.cost < TIE).reduce((p, q) => (rank(q) < rank(p) ? q : p), best);
};

/** A pick and how it lies against the closest. */
export interface Pick {
  readonly candidate: Candidate;
  readonly direction: Direction;
}

/** A second alternative on another side of the closest is shown when it is at least this many times as likely the best as the next on the same side. */
const OTHER_SIDE = 0.75;

/** Two alternatives: the likeliest to be the best instead, and the next, on another side of the closest where that is nearly as likely (docs/decisions/0182). */
const alternatives = (all: readonly Pick[]): Pick[] => {
  const likely = [...all].sort(
    (p, q) => q.candidate.pBest - p.candidate.pBest || p.candidate.cost - q.candidate.cost,
  );
  const first = likely[0];
  if (!first) return [];
  const rest = likely.slice(1);
  const next = rest[0];
  const other = rest.find((p) => p.direction !== first.direction && p.direction !== 'similar');
  const wide = next && other && other.candidate.pBest >= OTHER_SIDE * next.candidate.pBest;
  const second = wide ? other : next;
  return second ? [first, second] : [first];
};

/**
 * The shades to show, from the line of the closest where it has enough: the closest, then the two alternatives most likely to be
 * the best instead, on different sides of it where that costs little, then the next best up to `top`. Best first after the closest.
 */
export const pickShades = (
  ranked: readonly Candidate[],
  skin: SkinReading,
  { top, ...tone }: Tone & { readonly top: number },
): Pick[] => {
  const closest = closestOf(ranked, skin, tone);
  if (!closest) return [];
  const others = ranked
    .filter((c) => c !== closest)
    .map((candidate): Pick => ({ candidate, direction: directionFrom(candidate, closest) }));
  const sameLine = (p: Pick): boolean => p.candidate.worn.shade.line === closest.worn.shade.line;
  const sorted = [...others.filter(sameLine), ...others.filter((p) => !sameLine(p))];
  const chosen = alternatives(others.filter(sameLine).length > 1 ? others.filter(sameLine) : sorted);
  const shown = [...chosen, ...sorted.filter((p) => !chosen.includes(p))].slice(0, top - 1);
  return [
    { candidate: closest, direction: 'closest' },
    ...shown.sort((p, q) => p.candidate.cost - q.candidate.cost),
  ];
};

/** dE00 between the masstones of two candidates, as worn. */
export const masstoneDistance = (p: Candidate, q: Candidate): number =>
  deltaE2000(wornMasstone(p.worn.shade), wornMasstone(q.worn.shade));
