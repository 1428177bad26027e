import { type Facts, factsOf } from '../../src/faq/confidence.ts';
import { fold } from '../../src/faq/fold.ts';
import type { FaqSearch } from '../../src/faq/search.ts';
import type { GoldQuestion } from './questions.ts';

/** Fits the logistic model of confidence.ts: how likely the first candidate is the answer. */

/** Pulls the weights towards nothing, so that few questions do not make them large; not the bias. */
const RIDGE = 0.5;
const ROUNDS = 50;

interface Sample {
  /** 1, then the facts. */
  readonly x: readonly number[];
  readonly right: boolean;
}

/** One sample a question that retrieval says anything of. Questions that the care rule takes never reach it. */
export const samplesOf = (search: FaqSearch, questions: readonly GoldQuestion[]): Sample[] =>
  questions
    .filter((q) => q.gold !== '!')
    .flatMap(({ text, gold }) => {
      const ranked = search.rank(fold(text));
      const facts: Facts | undefined = factsOf(ranked);
      return facts ? [{ x: [1, ...facts], right: ranked[0]?.entry.id === gold }] : [];
    });

/** Solves a x = b by elimination with the largest pivot. */
const solve = (a: readonly (readonly number[])[], b: readonly number[]): number[] => {
  const rows = a.map((row, i) => [...row, b[i] ?? 0]);
  const n = rows.length;
  for (let i = 0; i < n; i++) {
    const pivot = rows
      .slice(i)
      .reduce((best, row, k) => (Math.abs(row[i]!) > Math.abs(rows[best]![i]!) ? i + k : best), i);
    [rows[i], rows[pivot]] = [rows[pivot]!, rows[i]!];
    for (let k = i + 1; k < n; k++) {
      const factor = rows[k]![i]! / rows[i]![i]!;
      for (let j = i; j <= n; j++) rows[k]![j]! -= factor * rows[i]![j]!;
    }
  }
  const x = new Array<number>(n).fill(0);
  for (let i = n - 1; i >= 0; i--) {
    const rest = x.reduce((sum, value, j) => (j > i ? sum + rows[i]![j]! * value : sum), 0);
    x[i] = (rows[i]![n]! - rest) / rows[i]![i]!;
  }
  return x;
};

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, v, i) => sum + v * (b[i] ?? 0), 0);

/** Newton's method for the ridge logistic likelihood. Bias first. */
export const fitWeights = (samples: readonly Sample[]): number[] => {
  const n = samples[0]?.x.length ?? 0;
  let w = new Array<number>(n).fill(0);
  for (let round = 0; round < ROUNDS; round++) {
    const gradient = w.map((v, i) => (i === 0 ? 0 : -RIDGE * v));
    const hessian = w.map((_, i) => w.map((__, j) => (i === j && i > 0 ? RIDGE : i === j ? 1e-9 : 0)));
    for (const { x, right } of samples) {
      const p = 1 / (1 + Math.exp(-dot(w, x)));
      for (let i = 0; i < n; i++) {
        gradient[i]! += x[i]! * ((right ? 1 : 0) - p);
        for (let j = 0; j < n; j++) hessian[i]![j]! += p * (1 - p) * x[i]! * x[j]!;
      }
    }
    const step = solve(hessian, gradient);
    w = w.map((v, i) => v + (step[i] ?? 0));
    if (Math.max(...step.map(Math.abs)) < 1e-9) break;
  }
  return w;
};
