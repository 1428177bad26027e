import { dice } from '../../packages/crm/src/testing/dice.ts';

/** Scores of labelled answers with their intervals. */

export interface Answer {
  readonly truth: string;
  readonly said: string;
  /** Probability of what was said. */
  readonly confidence: number;
}

export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const DRAWS = 2000;
const SEED = 7;
const BINS = 10;

const f1Of = (answers: readonly Answer[], name: string): number => {
  const hit = answers.filter((a) => a.truth === name && a.said === name).length;
  const all = answers.filter((a) => a.truth === name).length + answers.filter((a) => a.said === name).length;
  return all ? (2 * hit) / all : 0;
};

/** Mean F1 of the classes that stand in the set. */
export const macroF1 = (answers: readonly Answer[]): number => {
  const names = [...new Set(answers.map((a) => a.truth))];
  return names.reduce((sum, n) => sum + f1Of(answers, n), 0) / Math.max(1, names.length);
};

export const accuracy = (answers: readonly Answer[]): number =>
  answers.filter((a) => a.truth === a.said).length / Math.max(1, answers.length);

/** Expected calibration error: mean distance of confidence and share right over ten bins of equal width (Guo et al., ICML 2017). */
export const ece = (answers: readonly Answer[]): number => {
  let sum = 0;
  for (let bin = 0; bin < BINS; bin++) {
    const own = answers.filter((a) => Math.min(BINS - 1, Math.floor(a.confidence * BINS)) === bin);
    if (own.length === 0) continue;
    const mean = own.reduce((s, a) => s + a.confidence, 0) / own.length;
    sum += (own.length / answers.length) * Math.abs(mean - accuracy(own));
  }
  return sum;
};

/** A score with its 95 % interval over sentences drawn again with replacement (Efron 1979). */
export const bootstrapped = (
  answers: readonly Answer[],
  score: (answers: readonly Answer[]) => number,
): Interval => {
  const random = dice(SEED);
  const drawn = Array.from({ length: DRAWS }, () =>
    score(answers.map(() => answers[Math.floor(random() * answers.length)]!)),
  ).sort((a, b) => a - b);
  return {
    value: score(answers),
    low: drawn[Math.floor(0.025 * DRAWS)]!,
    high: drawn[Math.floor(0.975 * DRAWS)]!,
  };
};

export interface ClassScore {
  readonly name: string;
  readonly n: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: Interval;
}

export const classScores = (answers: readonly Answer[], names: readonly string[]): ClassScore[] =>
  names.map((name) => {
    const own = answers.filter((a) => a.truth === name);
    const said = answers.filter((a) => a.said === name);
    return {
      name,
      n: own.length,
      precision: accuracy(said),
      recall: accuracy(own),
      f1: bootstrapped(answers, (drawn) => f1Of(drawn, name)),
    };
  });
