import { needsCare } from './care.ts';
import { ANSWER_FROM, confidenceOf, factsOf, SUGGEST_FROM } from './confidence.ts';
import { foldWithPlaces } from './fold.ts';
import { type Candidate, FaqSearch } from './search.ts';
import type { Concept, FaqEntry, FaqLocale, Knowledge, Relation } from './types.ts';

/** Questions answered in the browser, from what the shop knows: nothing is sent, nothing is made up. What is not known is said to be. */

/** Units of a question that are read; the rest says nothing more. */
export const QUESTION_MAX = 200;
/** "Did you mean": at most. */
const SUGGESTIONS = 3;

/** A way from the customer's words to the entry: why it is shown. */
export interface WhyStep {
  /** As the customer wrote it. */
  readonly words: string;
  readonly concept: Concept;
  /** The neighbour that the entry is about, when it is not about the concept itself. */
  readonly through?: { readonly relation: Relation; readonly concept: Concept };
}

export interface FaqFound {
  readonly entry: FaqEntry;
  readonly why: readonly WhyStep[];
}

interface Judged {
  /** 0..1: how likely the first candidate is the answer. 0 where there is none. */
  readonly confidence: number;
  /** Score of the first over that of the second; at least 0. */
  readonly margin: number;
}

export type FaqReply =
  | ({ readonly kind: 'answer' } & FaqFound & Judged)
  | ({ readonly kind: 'suggest'; readonly found: readonly FaqFound[] } & Judged)
  | ({
      readonly kind: 'abstain';
      /** care: of a body's reactions, for a person only. unknown: nothing known comes near. empty: nothing was asked. */
      readonly reason: 'care' | 'unknown' | 'empty';
      /** What came nearest, for the curator; not to be shown. */
      readonly nearest?: string;
    } & Judged);

export interface Faq {
  readonly knowledge: Knowledge;
  ask(question: string): FaqReply;
  /** An entry by its id. */
  entry(id: string): FaqEntry | undefined;
}

const hundredths = (value: number): number => Math.round(value * 100) / 100;

const judge = (ranked: readonly Candidate[]): Judged => {
  const facts = factsOf(ranked);
  const [first, second] = ranked;
  return {
    confidence: first?.exact ? 1 : facts ? confidenceOf(facts) : 0,
    margin: hundredths(Math.max(0, (first?.score ?? 0) - Math.max(0, second?.score ?? 0))),
  };
};

/** Opens knowledge for questions in any of its languages. Takes some milliseconds; keep it. */
export const openFaq = (knowledge: Knowledge): Faq => {
  const search = new FaqSearch(knowledge);
  const concepts = new Map(knowledge.concepts.map((c) => [c.id, c]));
  const entries = new Map(knowledge.entries.map((e) => [e.id, e]));

  const found = ({ entry, graph }: Candidate, question: string, from: readonly number[]): FaqFound => ({
    entry,
    why: graph.steps.flatMap(({ start, end, concept: id, through }): WhyStep[] => {
      const concept = concepts.get(id);
      const neighbour = through && concepts.get(through.concept);
      if (!concept || (through && !neighbour)) return [];
      const words = question.slice(from[start], from[end]);
      return [
        {
          words,
          concept,
          ...(through && neighbour ? { through: { relation: through.relation, concept: neighbour } } : {}),
        },
      ];
    }),
  });

  const ask = (given: string): FaqReply => {
    const question = given.slice(0, QUESTION_MAX).trim();
    const none = { confidence: 0, margin: 0 };
    if (!/[\p{L}\p{N}]/u.test(question)) return { kind: 'abstain', reason: 'empty', ...none };
    if (needsCare(question)) return { kind: 'abstain', reason: 'care', ...none };
    const { text, from } = foldWithPlaces(question);
    const ranked = search.rank(text);
    const judged = judge(ranked);
    const [first] = ranked;
    if (!first || judged.confidence < SUGGEST_FROM)
      return { kind: 'abstain', reason: 'unknown', ...(first ? { nearest: first.entry.id } : {}), ...judged };
    if (judged.confidence >= ANSWER_FROM)
      return { kind: 'answer', ...found(first, question, from), ...judged };
    return {
      kind: 'suggest',
      found: ranked.slice(0, SUGGESTIONS).map((c) => found(c, question, from)),
      ...judged,
    };
  };

  return { knowledge, ask, entry: (id) => entries.get(id) };
};

/** The title of an entry in a language. */
export const titleOf = ({ questions }: FaqEntry, locale: FaqLocale): string => questions[locale][0] ?? '';
