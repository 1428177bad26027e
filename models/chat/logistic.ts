import type { Features } from '../../packages/crm/src/chat/features.ts';
import { softmax } from '../../packages/crm/src/chat/linear.ts';

/** Multinomial logistic regression on sparse rows, by Adam over all rows at once. Plain and deterministic. */

export interface Row {
  readonly features: Features;
  readonly label: number;
  readonly weight: number;
}

export interface Fitted {
  /** [classes x features] */
  readonly weights: Float64Array;
  readonly bias: readonly number[];
}

const STEPS = 250;
const RATE = 0.08;
/** Of half the squared length of the weights, against the mean loss of a row. */
const RIDGE = 1e-5;
/** Adam's (Kingma and Ba, ICLR 2015). */
const [BETA1, BETA2, EPSILON] = [0.9, 0.999, 1e-8];

const scores = (
  weights: Float64Array,
  bias: readonly number[],
  { at, value }: Features,
  features: number,
): number[] =>
  bias.map((b, c) => {
    let sum = b;
    for (let i = 0; i < at.length; i++) sum += weights[c * features + at[i]!]! * value[i]!;
    return sum;
  });

const gradient = (rows: readonly Row[], weights: Float64Array, bias: readonly number[], features: number) => {
  const of = new Float64Array(weights.length);
  const ofBias = bias.map(() => 0);
  const all = rows.reduce((n, r) => n + r.weight, 0);
  for (const { features: f, label, weight } of rows) {
    const p = softmax(scores(weights, bias, f, features));
    for (let c = 0; c < p.length; c++) {
      const error = ((p[c]! - (c === label ? 1 : 0)) * weight) / all;
      ofBias[c]! += error;
      for (let i = 0; i < f.at.length; i++) of[c * features + f.at[i]!]! += error * f.value[i]!;
    }
  }
  for (let i = 0; i < of.length; i++) of[i]! += RIDGE * weights[i]!;
  return { of, ofBias };
};

/** Weights of the least loss, from zero. */
export const fitRows = (
  rows: readonly Row[],
  { classes, features }: { classes: number; features: number },
): Fitted => {
  const weights = new Float64Array(classes * features);
  const bias = Array.from({ length: classes }, () => 0);
  const mean = new Float64Array(weights.length);
  const square = new Float64Array(weights.length);
  for (let step = 1; step <= STEPS; step++) {
    const { of, ofBias } = gradient(rows, weights, bias, features);
    const rate = (RATE * Math.sqrt(1 - BETA2 ** step)) / (1 - BETA1 ** step);
    for (let i = 0; i < weights.length; i++) {
      const g = of[i]!;
      mean[i] = BETA1 * mean[i]! + (1 - BETA1) * g;
      square[i] = BETA2 * square[i]! + (1 - BETA2) * g * g;
      weights[i]! -= (rate * mean[i]!) / (Math.sqrt(square[i]!) + EPSILON);
    }
    for (let c = 0; c < classes; c++) bias[c]! -= RATE * ofBias[c]!;
  }
  return { weights, bias };
};

/** Scores of a sentence and its class. */
export interface Scored {
  readonly scores: readonly number[];
  readonly label: number;
}

export const scoresBy = ({ weights, bias }: Fitted, features: Features, count: number): number[] =>
  scores(weights, bias, features, count);

/** Mean negative log-likelihood under a temperature. */
const loss = (rows: readonly Scored[], temperature: number): number =>
  rows.reduce(
    (sum, r) => sum - Math.log(softmax(r.scores.map((x) => x / temperature))[r.label]! + 1e-12),
    0,
  ) / rows.length;

/** The temperature that fits sentences not trained on best; 0.3 to 6 in steps of 2 %. */
export const bestTemperature = (rows: readonly Scored[]): number => {
  let best = 1;
  for (let t = 0.3; t < 6; t *= 1.02) if (loss(rows, t) < loss(rows, best)) best = t;
  return best;
};
