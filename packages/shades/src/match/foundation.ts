import { deltaE2000, labToHex } from '@carmine/color';
import { CarmineError } from '@carmine/errors';
import { checkShades, type FoundationShade, type Shade } from '../catalogue/shade.ts';
import { wornMasstone, wornShade } from '../film.ts';
import type { AbstainReason } from '../reasons.ts';
import { type Candidate, evaluate } from './evaluate.ts';
import { explain } from './explain.ts';
import { pickShades } from './pick.ts';
import { checkReading, readingFacts } from './reading.ts';
import { targetOf } from './target.ts';
import type { Match, MatchOptions, MatchResult, ShadeRange, SkinReading } from './types.ts';

/** Least probability of being the best of its line for naming one shade (skin.md 7.2). */
const P_BEST_MIN = 0.35;
/** A range holds the best shade with this probability. */
const RANGE_P = 0.8;
/** Masstone of the closest shade further than this from the target: the line does not reach this skin. dE00. */
const REACH = 6;

const MAX_TOP = 12;

const wholeNumber = (name: string, value: number, [lo, hi]: readonly [number, number]): number => {
  if (!Number.isInteger(value) || value < lo || value > hi)
    throw new CarmineError('invalid-argument', {
      message: `${name} must be a whole number from ${lo} to ${hi}; got ${value}.`,
      details: { field: name },
    });
  return value;
};

/** Fewest shades of the line, by probability, that hold the best one with 80 %; lightest first. */
const rangeOf = (candidates: readonly Candidate[], line: string): ShadeRange => {
  const members = candidates.filter((c) => c.worn.shade.line === line).sort((p, q) => q.pBest - p.pBest);
  let p = 0;
  const taken = members.filter((c) => {
    const wanted = p < RANGE_P && c.pBest > 0;
    if (wanted) p += c.pBest;
    return wanted;
  });
  const byLight = taken.sort((a, b) => wornMasstone(b.worn.shade)[0] - wornMasstone(a.worn.shade)[0]);
  return { line, skus: byLight.map((c) => c.worn.shade.sku), p };
};

const isCandidate = (s: Shade, { type = 'foundation', line }: MatchOptions): s is FoundationShade =>
  s.type === type && s.active && (line === undefined || s.line === line);

/** Why no single shade may be named; undefined when one may. */
const abstention = (
  closest: Candidate,
  candidates: readonly Candidate[],
  facts: { readonly confidence: string; readonly target: readonly [number, number, number] },
): AbstainReason | undefined => {
  if (facts.confidence === 'abstain') return 'reading-too-uncertain';
  if (deltaE2000(wornMasstone(closest.worn.shade), facts.target) > REACH) return 'out-of-range';
  const line = candidates.filter((c) => c.worn.shade.line === closest.worn.shade.line);
  return Math.max(...line.map((c) => c.pBest)) < P_BEST_MIN ? 'several-equally-likely' : undefined;
};

/**
 * Foundation (or concealer) for a skin reading, ranked under the uncertainty of the reading and of each shade (skin.md 7.2).
 * Inactive shades are skipped. When no single shade can honestly be named, `abstained` is true with a reason and the range of the line;
 * the matches are still given so that a shelf can show them as "try these" (docs/decisions/0042).
 * Throws `invalid-argument` for an unusable reading or option. Pure and deterministic.
 */
export const matchFoundation = (
  skin: SkinReading,
  shades: readonly Shade[],
  options: MatchOptions = {},
): MatchResult => {
  checkReading(skin);
  checkShades(shades);
  const top = wholeNumber('top', options.top ?? 3, [1, MAX_TOP]);
  const samples = wholeNumber('samples', options.samples ?? 128, [64, 1024]);
  const target = options.target ?? 'match';
  const { r90, tone, pTone, ...facts } = readingFacts(skin);
  const confidence = options.reading?.confidence ?? facts.confidence;
  const assumed = { lab: skin.lab, r90, confidence, undertone: tone };

  const worn = shades.filter((s) => isCandidate(s, options)).map((s) => wornShade(s));
  const candidates = evaluate(worn, skin, { target, samples });
  const picks = pickShades(candidates, skin, { tone, pTone, top });
  const closest = picks[0];
  if (!closest) return { matches: [], abstained: true, reason: 'no-candidates', skin: assumed };

  const goal = targetOf(skin.lab, target);
  const context = {
    skin: skin.lab,
    aim: target,
    closest,
    tone,
    pTone,
    r90,
    confidence,
    reading: options.reading,
  };
  const matches = picks.map((pick): Match => {
    const { worn: w, expected, pWithin2, pBest, predicted } = pick.candidate;
    return {
      sku: w.shade.sku,
      dE00: expected,
      pWithin2,
      pBest,
      direction: pick.direction,
      reasons: explain(pick, context),
      worn: { lab: predicted, hex: labToHex(predicted) },
    };
  });
  const reason = abstention(closest.candidate, candidates, { confidence, target: goal });
  if (!reason) return { matches, abstained: false, skin: assumed };
  return {
    matches,
    abstained: true,
    reason,
    range: rangeOf(candidates, closest.candidate.worn.shade.line),
    skin: assumed,
  };
};
