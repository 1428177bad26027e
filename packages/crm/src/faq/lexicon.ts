import { fold } from './fold.ts';
import { stem, tokensOfFolded } from './tokens.ts';
import type { Concept } from './types.ts';

/** Where a question speaks of a concept. */
export interface Spot {
  readonly concept: string;
  /** Of the folded question, UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** Terms of the index that the words consist of. */
  readonly tokens: readonly string[];
  /** How much the words say: one character alone may be part of anything. */
  readonly weight: number;
}

/** What a single Chinese character counts as a term. */
const SINGLE = 0.5;

const LATIN = /[a-z0-9δ]/;
const WORD = /[a-z0-9δ]+/g;

/** Latin words by their stem, so that "clumps" is found in "clumping". */
const stems = (term: string): string => term.replace(WORD, stem);

/** Words of concepts, looked up in folded text. */
export class Lexicon {
  readonly #terms = new Map<string, string[]>();
  #longest = 0;

  constructor(concepts: readonly Concept[]) {
    for (const { id, name, terms } of concepts)
      for (const term of [...Object.values(name), ...terms]) this.#add(stems(fold(term)), id);
  }

  #add(term: string, concept: string): void {
    const known = this.#terms.get(term);
    if (known?.includes(concept)) return;
    this.#terms.set(term, [...(known ?? []), concept]);
    this.#longest = Math.max(this.#longest, term.length);
  }

  /** All spots that lie within no longer one. `folded`: see fold.ts. */
  spots(folded: string): Spot[] {
    const { text, from } = stemmed(folded);
    const found: { start: number; end: number; term: string }[] = [];
    for (let start = 0; start < text.length; start++) {
      const end = this.#longestAt(text, start);
      if (end === 0 || found.some((f) => f.end >= end)) continue;
      found.push({ start, end, term: text.slice(start, end) });
    }
    return found.flatMap(({ start, end, term }) => {
      const words = folded.slice(from[start], from[end]);
      const weight = [...term].length === 1 ? SINGLE : 1;
      const place = { start: from[start] ?? 0, end: from[end] ?? 0, tokens: tokensOfFolded(words), weight };
      return (this.#terms.get(term) ?? []).map((concept) => ({ concept, ...place }));
    });
  }

  #longestAt(text: string, start: number): number {
    if (inWord(text, start)) return 0;
    for (let end = Math.min(text.length, start + this.#longest); end > start; end--)
      if (!inWord(text, end) && this.#terms.has(text.slice(start, end))) return end;
    return 0;
  }
}

/** Between two letters of one Latin word. */
const inWord = (text: string, at: number): boolean =>
  at > 0 && LATIN.test(text[at - 1] ?? '') && LATIN.test(text[at] ?? '');

/** The text with its Latin words cut to their stems, and where each unit was. */
const stemmed = (folded: string): { text: string; from: number[] } => {
  let text = '';
  const from: number[] = [];
  let at = 0;
  const copy = (until: number): void => {
    for (; at < until; at++) {
      text += folded[at];
      from.push(at);
    }
  };
  for (const match of folded.matchAll(WORD)) {
    copy(match.index);
    const cut = stem(match[0]);
    for (let i = 0; i < cut.length; i++)
      from.push(Math.min(match.index + i, match.index + match[0].length - 1));
    text += cut;
    at = match.index + match[0].length;
  }
  copy(folded.length);
  from.push(folded.length);
  return { text, from };
};
