import { deltaE2000, type Lab, labToHex } from '@carmine/color';
import { CarmineError } from '@carmine/errors';
import type { FoundationShade, Shade } from '../catalogue/shade.ts';
import { wornMasstone } from '../film.ts';
import type { AbstainReason } from '../reasons.ts';
import { nearestWorn } from '../scan/nearest.ts';
import { shelfOf } from '../scan/shelf.ts';
import { answerDepth, depthQuestion } from './depth-question.ts';
import { type Aim, type Candidate, CLOSELY, evaluate } from './evaluate.ts';
import { type ExplainContext, explain } from './explain.ts';
import { fittingShade, withFit } from './fit.ts';
import { type Pick, pickShades } from './pick.ts';
import { checkReading, readingFacts } from './reading.ts';
import type { Wish } from './steps.ts';
import { targetOf } from './target.ts';
import type { Confidence, Match, MatchOptions, MatchResult, ShadeRange, SkinReading } from './types.ts';

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
  facts: { readonly confidence: Confidence; readonly goal: Lab },
): AbstainReason | undefined => {
  if (facts.confidence === 'abstain') return 'reading-too-uncertain';
  if (deltaE2000(wornMasstone(closest.worn.shade), facts.goal) > REACH) return 'out-of-range';
  const line = candidates.filter((c) => c.worn.shade.line === closest.worn.shade.line);
  if (Math.max(...line.map((c) => c.pBest)) < P_BEST_MIN) return 'several-equally-likely';
  return facts.confidence === 'low' ? 'low-confidence' : undefined;
};

const MOST_STEPS = 6;

const checkWish = ({ depth = 0, warmth = 0 }: Wish): void => {
  for (const [name, steps] of Object.entries({ depth, warmth }))
    if (!(Math.abs(steps) <= MOST_STEPS))
      throw new CarmineError('invalid-argument', {
        message: `wish.${name} must be from -${MOST_STEPS} to ${MOST_STEPS} noticeable steps; got ${steps}.`,
        details: { field: `wish.${name}` },
      });
};

const matchOf = (pick: Pick, context: ExplainContext): Match => {
  const { worn, expected, pWithin2, pBest, predicted } = pick.candidate;
  return {
    sku: worn.shade.sku,
    dE00: expected,
    pWithin2,
    pBest,
    direction: pick.direction,
    reasons: explain(pick, context),
    worn: { lab: predicted, hex: labToHex(predicted) },
  };
};

const numbersOf = (options: MatchOptions): { readonly top: number; readonly samples: number } => {
  checkWish(options.wish ?? {});
  return {
    top: wholeNumber('top', options.top ?? 3, [1, MAX_TOP]),
    samples: wholeNumber('samples', options.samples ?? 256, [64, 1024]),
  };
};

/** Confidence of what the matcher works with: the reading's own word, until what the customer told has made it another reading. */
const confidenceAfter = (told: boolean, options: MatchOptions, own: Confidence): Confidence =>
  told ? own : (options.reading?.confidence ?? own);

/** The reading with what the customer has said of their skin: a shade that fits, a depth. */
const toldBy = (
  reading: SkinReading,
  shades: readonly Shade[],
  { fits, depth }: MatchOptions,
): { readonly skin: SkinReading; readonly told: boolean; readonly fits?: MatchResult['fits'] } => {
  const worn = fits === undefined ? null : withFit(reading, fittingShade(shades, fits));
  const skin = worn?.skin ?? reading;
  return {
    skin: depth === undefined ? skin : answerDepth(skin, depth),
    told: depth !== undefined || worn?.used === true,
    ...(fits !== undefined && worn ? { fits: { sku: fits, used: worn.used } } : {}),
  };
};

const queryOf = ({
  type = 'foundation',
  target = 'match',
  wish,
  depth,
  fits,
}: MatchOptions): MatchResult['query'] => ({
  type,
  target,
  ...(wish ? { wish } : {}),
  ...(depth === undefined ? {} : { depth }),
  ...(fits === undefined ? {} : { fits }),
});

/**
 * Foundation (or concealer) for a skin reading, ranked under the uncertainty of the reading and of each shade (skin.md 7.2).
 * Inactive shades are skipped. When no single shade can honestly be named, `abstained` is true with a reason and the range of the line,
 * and a question that narrows the reading; the matches are still given so that a shelf can show them as "try these"
 * (docs/decisions/0042, 0182). Throws `invalid-argument` for an unusable reading or option. Pure and deterministic.
 */
export const matchFoundation = (
  reading: SkinReading,
  shades: readonly Shade[],
  options: MatchOptions = {},
): MatchResult => {
  checkReading(reading);
  const shelf = shelfOf(shades);
  const { top, samples } = numbersOf(options);
  const { skin, told, fits } = toldBy(reading, shades, options);
  const aim: Aim = { target: options.target ?? 'match', ...(options.wish ? { wish: options.wish } : {}) };
  const { r90, tone, pTone, confidence: own } = readingFacts(skin);
  const confidence = confidenceAfter(told, options, own);
  const goal = targetOf(skin.lab, aim.target, aim.wish);
  const common = {
    query: queryOf(options),
    target: { lab: goal, hex: labToHex(goal) },
    skin: { lab: skin.lab, r90, confidence, undertone: tone },
    ...(fits ? { fits } : {}),
  };

  const { type, line } = options;
  const films = shelf.columns(JSON.stringify([type, line]), (s) => isCandidate(s, options));
  const near = nearestWorn(films, skin.lab, goal, CLOSELY);
  const candidates = evaluate(near, skin, { ...aim, samples });
  const picks = pickShades(candidates, { lab: goal, cov: skin.cov }, { tone, pTone, top });
  const closest = picks[0];
  if (!closest) return { matches: [], abstained: true, reason: 'no-candidates', ...common };

  const context: ExplainContext = {
    skin: skin.lab,
    aim,
    closest,
    tone,
    pTone,
    r90,
    confidence,
    reading: options.reading,
    fits,
  };
  const matches = picks.map((pick) => matchOf(pick, context));
  const reason = abstention(closest.candidate, candidates, { confidence, goal });
  if (!reason) return { matches, abstained: false, ...common };
  const range = rangeOf(candidates, closest.candidate.worn.shade.line);
  // A line that ends before this skin is not helped by a better reading, nor is a customer asked twice.
  const ask = reason !== 'out-of-range' && options.depth === undefined;
  const question = ask ? { question: depthQuestion(skin) } : {};
  return { matches, abstained: true, reason, range, ...question, ...common };
};
