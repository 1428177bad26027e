import type { WireDataMap } from '../contract/schemas.ts';
import { INTENTS, POLARITIES } from './classes.ts';
import { featuresOf } from './features.ts';
import { fromBase64, type Linear, probabilities } from './linear.ts';
import { INTENT, MODEL_ID, POLARITY, SEEN } from './weights.ts';

/** What a message sounds like, read where it was typed. Of text only: never of a face, a voice or a person. */

export type ChatLabels = WireDataMap['chat.classified']['labels'];

export interface ChatReading {
  /** As `chat.classified` carries it. */
  readonly labels: ChatLabels;
  /** Probability of each of POLARITIES. */
  readonly p: readonly number[];
  readonly model: string;
}

/** Probability below which no label is given: 94 % of the other sentences by hand were right, each by a model that had not seen it (`pnpm chat:train`). */
export const SURE = 0.6;
/** Share of a message's words and characters that the training must have seen: below it the language or the subject is another one. */
export const FAMILIAR = 0.4;

/** A model as weights.ts keeps it. */
export type Packed = Omit<Linear, 'weights'> & { readonly weights: string };
export interface Models {
  readonly polarity: Linear;
  readonly intent: Linear;
  readonly seen: Uint8Array;
}

const linearOf = (packed: Packed): Linear => ({
  ...packed,
  weights: new Int8Array(fromBase64(packed.weights).buffer as ArrayBuffer),
});

export const openModels = (packed: {
  readonly polarity: Packed;
  readonly intent: Packed;
  readonly seen: string;
}): Models => ({
  polarity: linearOf(packed.polarity),
  intent: linearOf(packed.intent),
  seen: fromBase64(packed.seen),
});

let opened: Models | undefined;
const shipped = (): Models => {
  opened ??= openModels({ polarity: POLARITY, intent: INTENT, seen: SEEN });
  return opened;
};

const familiarity = (tokens: readonly number[], seen: Uint8Array): number =>
  tokens.length ? tokens.filter((t) => (seen[t >> 3]! >> (t & 7)) & 1).length / tokens.length : 0;

const best = (p: readonly number[]): number => p.indexOf(Math.max(...p));

/** The side a message leans to, for one that is mixed or unsure. */
const leaning = ([negative = 0, neutral = 0, positive = 0]: readonly number[]): ChatLabels['polarity'] => {
  if (negative >= neutral && negative >= positive) return 'negative';
  return positive > neutral ? 'positive' : 'neutral';
};

const rounded = (p: number): number => Math.round(p * 1000) / 1000;

/** Labels of a message. `abstained` stands where no label should be acted on: feelings both ways, or a model that is not sure. */
export const classifyChat = (
  message: string,
  { polarity, intent, seen }: Models = shipped(),
): ChatReading => {
  const features = featuresOf(message);
  const p = probabilities(polarity, features);
  const top = best(p);
  const unsure = p[top]! < SURE || familiarity(features.tokens, seen) < FAMILIAR;
  const mixed = POLARITIES[top] === 'mixed';
  const about = INTENTS[best(probabilities(intent, features))]!;
  return {
    labels: {
      polarity: leaning(p),
      intent: about,
      confidence: rounded(p[top]!),
      ...(unsure ? { abstained: 'unsure' as const } : mixed ? { abstained: 'mixed' as const } : {}),
    },
    p,
    model: MODEL_ID,
  };
};
