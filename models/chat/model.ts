import { FEATURES, featuresOf, SEEN_BITS } from '../../packages/crm/src/chat/features.ts';
import { dice } from '../../packages/crm/src/testing/dice.ts';
import { handWritten, INTENTS, POLARITIES, type Sample } from './data.ts';
import { bestTemperature, type Fitted, fitRows, type Row, type Scored, scoresBy } from './logistic.ts';
import { madeSentences, subjectSentences } from './templates.ts';

/** Both models from the labelled sentences, packed as the page loads them. */

const SEED = 20_261_122;
const MADE = 320;
/** Of the subject's model, a subject and language. */
const EACH_SUBJECT = 120;
/** For the temperature: it must be read from sentences that were not trained on. */
const FOLDS = 4;
/** A sentence by hand counts as so many made ones. */
const BY_HAND = 5;

const rowsOf = (samples: readonly Sample[], label: (s: Sample) => number, weight: number): Row[] =>
  samples.map((s) => ({ features: featuresOf(s.text), label: label(s), weight }));

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** 8 bits a weight, one step a class. */
const packed = (classes: readonly string[], { weights, bias }: Fitted, temperature: number) => {
  const steps = classes.map((_, c) => {
    let most = 0;
    for (let i = 0; i < FEATURES; i++) most = Math.max(most, Math.abs(weights[c * FEATURES + i]!));
    return most / 127;
  });
  const small = Int8Array.from(weights, (w, i) => Math.round(w / steps[Math.floor(i / FEATURES)]!));
  return {
    classes,
    weights: base64(new Uint8Array(small.buffer)),
    steps: steps.map((s) => Number(s.toPrecision(7))),
    bias: bias.map((b) => Number(b.toFixed(5))),
    temperature: Number(temperature.toFixed(4)),
  };
};

type Packed = ReturnType<typeof packed>;

/** Each sentence by hand scored by a model that was trained without its fold. */
const scoredUnseen = (made: readonly Row[], hand: readonly Row[], classes: number): Scored[] =>
  Array.from({ length: FOLDS }, (_, fold) => {
    const others = hand.filter((_, i) => i % FOLDS !== fold);
    const fitted = fitRows([...made, ...others], { classes, features: FEATURES });
    return hand
      .filter((_, i) => i % FOLDS === fold)
      .map(({ features, label }) => ({ scores: scoresBy(fitted, features, FEATURES), label }));
  }).flat();

const oneOf = <T extends string>(
  { made, hand }: Record<'made' | 'hand', readonly Sample[]>,
  classes: readonly T[],
  { of, calibrated }: { readonly of: (s: Sample) => T; readonly calibrated: boolean },
): { readonly packed: Packed; readonly unseen: readonly Scored[] } => {
  const label = (s: Sample): number => classes.indexOf(of(s));
  const rows = { made: rowsOf(made, label, 1), hand: rowsOf(hand, label, BY_HAND) };
  // Only the probability of the polarity is told.
  const unseen = calibrated ? scoredUnseen(rows.made, rows.hand, classes.length) : [];
  const fitted = fitRows([...rows.made, ...rows.hand], { classes: classes.length, features: FEATURES });
  return { packed: packed(classes, fitted, calibrated ? bestTemperature(unseen) : 1), unseen };
};

const seenBits = (samples: readonly Sample[]): string => {
  const bits = new Uint8Array(SEEN_BITS / 8);
  for (const s of samples)
    for (const t of featuresOf(s.text).tokens) bits[t >> 3] = bits[t >> 3]! | (1 << (t & 7));
  return base64(bits);
};

export interface Trained {
  readonly polarity: Packed;
  readonly intent: Packed;
  readonly seen: string;
  /** Polarity of the sentences by hand, each by a model without its fold. */
  readonly unseen: readonly Scored[];
  readonly sentences: { readonly made: number; readonly hand: number };
}

/** The same result each time. */
export const trainModels = (): Trained => {
  const random = dice(SEED + 1);
  const sets = { made: madeSentences(dice(SEED), MADE), hand: handWritten() };
  const polarity = oneOf(sets, POLARITIES, { of: (s) => s.polarity, calibrated: true });
  const subjects = { ...sets, made: [...sets.made, ...subjectSentences(random, EACH_SUBJECT)] };
  return {
    polarity: polarity.packed,
    intent: oneOf(subjects, INTENTS, { of: (s) => s.intent, calibrated: false }).packed,
    unseen: polarity.unseen,
    seen: seenBits([...sets.made, ...sets.hand]),
    sentences: { made: sets.made.length, hand: sets.hand.length },
  };
};
