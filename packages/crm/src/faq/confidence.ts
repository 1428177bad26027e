import type { Candidate } from './search.ts';

/** How likely the first candidate answers the question: a logistic model of six facts, fitted on the development questions by `pnpm crm:faq --fit`. */

export type Facts = readonly [
  explained: number,
  share: number,
  covered: number,
  telling: number,
  lead: number,
  strength: number,
];

/** All 0..1: what of the question is explained; of its concepts, what leads there; of the entry, what is named; how telling that is; lead over the second; words in common. */
export const factsOf = ([first, second]: readonly Candidate[]): Facts | undefined => {
  if (!first || first.score <= 0) return undefined;
  const lead = (first.score - Math.max(0, second?.score ?? 0)) / first.score;
  const { share, covered, telling } = first.graph;
  return [first.explained, share, covered, telling, lead, first.lexical / (first.lexical + STRONG)];
};

/** BM25, over the root of the number of words, at which the words alone count half. */
const STRONG = 6;

/** Bias, then one weight a fact. Fitted on evaluation/faq/dev-*.txt; see docs/decisions/0310. */
export const WEIGHTS: readonly number[] = [-4.29, 2.508, 1.401, 0.676, 2.894, 1.025, 0.74];

/** Answered from here on. A wrong answer is taken to cost twice what a right one is worth, so two thirds. */
export const ANSWER_FROM = 2 / 3;
/** "Did you mean" from here on. */
export const SUGGEST_FROM = 0.25;

export const confidenceOf = (facts: Facts): number => {
  const z = facts.reduce((sum, fact, i) => sum + fact * (WEIGHTS[i + 1] ?? 0), WEIGHTS[0] ?? 0);
  return 1 / (1 + Math.exp(-z));
};
