import type { Faq } from '../../src/faq/faq.ts';
import { type GoldQuestion, isAnswerable } from './questions.ts';

/** Counts what came of questions. */

/** Two-sided 95 %. */
const Z = 1.959963984540054;

/** Score interval of k of n: E. B. Wilson, JASA 22 (1927) 209. Shares 0..1; of nothing, 0 to 1. */
export const wilson = (
  k: number,
  n: number,
): { readonly share: number; readonly low: number; readonly high: number } => {
  if (n === 0) return { share: 0, low: 0, high: 1 };
  const p = k / n;
  const scale = 1 + (Z * Z) / n;
  const middle = (p + (Z * Z) / (2 * n)) / scale;
  const half = (Z / scale) * Math.sqrt((p * (1 - p)) / n + (Z * Z) / (4 * n * n));
  return { share: p, low: k === 0 ? 0 : middle - half, high: k === n ? 1 : middle + half };
};

/**
 * right: the gold entry was given as the answer, or nothing was where nothing is known. offered: not answered, but the gold entry is among
 * "did you mean". missed: held back or offered others, though it is known. wrong: another entry was given as the answer.
 */
export type Outcome = 'right' | 'offered' | 'missed' | 'wrong';

export interface Judged {
  readonly question: GoldQuestion;
  readonly outcome: Outcome;
  /** What was said: an id, `?` and ids, or the reason for nothing. */
  readonly said: string;
}

export const judge = (faq: Faq, question: GoldQuestion): Judged => {
  const reply = faq.ask(question.text);
  const { gold } = question;
  if (reply.kind === 'answer')
    return { question, outcome: reply.entry.id === gold ? 'right' : 'wrong', said: reply.entry.id };
  const offered = reply.kind === 'suggest' ? reply.found.map((f) => f.entry.id) : [];
  const said = reply.kind === 'abstain' ? reply.reason : `? ${offered.join(' ')}`;
  // What must go to a person must go there by the rule, not by luck.
  if (gold === '!')
    return {
      question,
      outcome: reply.kind === 'abstain' && reply.reason === 'care' ? 'right' : 'missed',
      said,
    };
  if (!isAnswerable(question)) return { question, outcome: 'right', said };
  return { question, outcome: offered.includes(gold) ? 'offered' : 'missed', said };
};

/** Of some questions: how many, and how many of each outcome. */
export interface Tally {
  readonly name: string;
  readonly n: number;
  readonly right: number;
  readonly offered: number;
  readonly missed: number;
  readonly wrong: number;
}

export const tally = (name: string, judged: readonly Judged[]): Tally => {
  const of = (outcome: Outcome): number => judged.filter((j) => j.outcome === outcome).length;
  return {
    name,
    n: judged.length,
    right: of('right'),
    offered: of('offered'),
    missed: of('missed'),
    wrong: of('wrong'),
  };
};
