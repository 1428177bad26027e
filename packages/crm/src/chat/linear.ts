import { FEATURES, type Features } from './features.ts';

/** A linear model with one row of weights a class, kept as whole numbers of 8 bits. */
export interface Linear {
  readonly classes: readonly string[];
  /** Row after row; [classes.length x FEATURES]. */
  readonly weights: Int8Array;
  /** What a weight of 1 stands for, a class. */
  readonly steps: readonly number[];
  readonly bias: readonly number[];
  /** Scores are divided by it so that probabilities mean what they say (Guo et al., ICML 2017). */
  readonly temperature: number;
}

/** Scores before the temperature. */
export const scoresOf = (model: Linear, { at, value }: Features): number[] =>
  model.classes.map((_, c) => {
    let sum = 0;
    for (let i = 0; i < at.length; i++) sum += model.weights[c * FEATURES + at[i]!]! * value[i]!;
    return model.bias[c]! + model.steps[c]! * sum;
  });

export const softmax = (scores: readonly number[]): number[] => {
  const most = Math.max(...scores);
  const parts = scores.map((s) => Math.exp(s - most));
  const sum = parts.reduce((a, b) => a + b, 0);
  return parts.map((p) => p / sum);
};

/** Probability of each class, in the order of `classes`. */
export const probabilities = (model: Linear, features: Features): number[] =>
  softmax(scoresOf(model, features).map((s) => s / model.temperature));

/** Bytes from base64, in pages, workers and Node. */
export const fromBase64 = (text: string): Uint8Array =>
  Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
