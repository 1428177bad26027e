import { deltaE2000, differenceParts, type Undertone, undertone } from '@carmine/color';
import { depthFamily } from '../depth.ts';
import { wornMasstone } from '../film.ts';
import type { Candidate } from './evaluate.ts';
import type { Direction, SkinReading } from './types.ts';

/** Expected differences closer than this are a tie (skin.md 7.2). */
const TIE = 0.5;
/** Below this many L* two shades count as equally light. */
const SAME_L = 0.35;

/** The undertone a shade is held to: measured where the colour is trusted, else the brand's word. */
export const shadeUndertone = ({ worn: { shade } }: Candidate): Undertone | 'unknown' =>
  shade.color.trust === 'T0' || shade.color.trust === 'T1' ? undertone(wornMasstone(shade)) : shade.undertone;

/** How `c` lies against `from`: its larger signed part decides between lightness and hue. */
export const directionFrom = (c: Candidate, from: Candidate): Direction => {
  const [p, q] = [wornMasstone(c.worn.shade), wornMasstone(from.worn.shade)];
  const { dL, dH } = differenceParts(p, q);
  if (Math.abs(dL) < SAME_L || Math.abs(dH) > 2 * Math.abs(dL)) return dH >= 0 ? 'warmer' : 'cooler';
  return dL > 0 ? 'lighter' : 'darker';
};

/** The closest: within a tie of the least expected difference, same undertone first, then same depth, then the least difference. */
const closestOf = (
  ranked: readonly Candidate[],
  skin: SkinReading,
  tone: Undertone,
): Candidate | undefined => {
  const best = ranked[0];
  if (!best) return undefined;
  const depth = depthFamily(skin.lab[0]);
  const rank = (c: Candidate): number =>
    (shadeUndertone(c) === tone ? 0 : 2) + (depthFamily(wornMasstone(c.worn.shade)[0]) === depth ? 0 : 1);
  return ranked
    .filter((c) => c.expected - best.expected < TIE)
    .reduce((p, q) => (rank(q) < rank(p) ? q : p), best);
};

/** A pick and how it lies against the closest. */
export interface Pick {
  readonly candidate: Candidate;
  readonly direction: Direction;
}

/**
 * The shades to show: the closest, the best lighter one, the best darker, warmer or cooler one, then the next best up to `top`.
 * Where a side has none, the next best stands in. Best first after the closest.
 */
export const pickShades = (
  ranked: readonly Candidate[],
  skin: SkinReading,
  { tone, top }: { readonly tone: Undertone; readonly top: number },
): Pick[] => {
  const closest = closestOf(ranked, skin, tone);
  if (!closest) return [];
  // Alternatives come from the same line first: they answer "the same product, one step over".
  const others = ranked
    .filter((c) => c !== closest)
    .map((candidate) => ({ candidate, direction: directionFrom(candidate, closest) }));
  const line = others.filter((p) => p.candidate.worn.shade.line === closest.worn.shade.line);
  const lighter = line.find((p) => p.direction === 'lighter');
  const other = line.find((p) => p.direction !== 'lighter');
  const chosen = [lighter, other].filter((p) => p !== undefined);
  const rest = [...line, ...others].filter((p, i, all) => !chosen.includes(p) && all.indexOf(p) === i);
  const alternatives = [...chosen, ...rest].slice(0, Math.max(0, top - 1));
  return [
    { candidate: closest, direction: 'closest' as const },
    ...alternatives.sort((p, q) => p.candidate.expected - q.candidate.expected),
  ];
};

/** dE00 between the masstones of two candidates, as worn. */
export const masstoneDistance = (p: Candidate, q: Candidate): number =>
  deltaE2000(wornMasstone(p.worn.shade), wornMasstone(q.worn.shade));
