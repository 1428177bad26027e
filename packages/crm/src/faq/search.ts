import MiniSearch from 'minisearch';
import { FaqGraph, type GraphMatch } from './graph.ts';
import { Lexicon, type Spot } from './lexicon.ts';
import { tokens, tokensOfFolded } from './tokens.ts';
import { FAQ_LOCALES, type FaqEntry, type Knowledge } from './types.ts';

/** Ranks the entries for a question: the words by BM25 over every known phrasing, the concepts by the graph. */

export interface Candidate {
  readonly entry: FaqEntry;
  /** One of its phrasings, but for asking-words, script and case, and of no other entry. */
  readonly exact: boolean;
  /** Words and graph together; comparable within one question only. */
  readonly score: number;
  readonly lexical: number;
  readonly graph: GraphMatch;
  /** Of the weight of all words of the question: the share that the entry's phrasings or concepts explain. */
  readonly explained: number;
}

/**
 * The words alone give at most WORDS points, half of them at HALF (BM25 over the root of the number of words): many common words must not outweigh
 * one concept. A point of the graph counts GRAPH, less by up to UNNAMED for what an entry is about and the question does not name. A word of an
 * answer counts ANSWER of one of a question. Fixed on the development questions (evaluation/faq), on a plateau: near values do the same.
 */
const WORDS = 12;
const HALF = 8;
const GRAPH = 2.2;
const UNNAMED = 1;
const ANSWER = 0.25;

interface Phrase {
  readonly id: string;
  readonly entry: number;
  readonly asked: string;
  readonly told: string;
}

const SPLIT = '\n';

const phrasesOf = (entry: FaqEntry, at: number): Phrase[] => {
  const asked = new Set(FAQ_LOCALES.flatMap((l) => entry.questions[l].map((q) => tokens(q).join(SPLIT))));
  const told = new Set(FAQ_LOCALES.map((l) => tokens(entry.answer[l]).join(SPLIT)));
  return [
    ...[...asked].map((text, i) => ({ id: `${at}.${i}`, entry: at, asked: text, told: '' })),
    ...[...told].map((text, i) => ({ id: `${at}.a${i}`, entry: at, asked: '', told: text })),
  ];
};

export class FaqSearch {
  readonly #entries: readonly FaqEntry[];
  readonly #graph: FaqGraph;
  readonly #lexicon: Lexicon;
  readonly #index: MiniSearch<Phrase>;
  /** Of each entry: the words of its phrasings. */
  readonly #words: readonly ReadonlySet<string>[];
  /** Entries by their phrasings; undefined for one that two entries share. */
  readonly #phrasings = new Map<string, number | undefined>();
  /** Entries that a word is in. */
  readonly #spread = new Map<string, number>();

  constructor(knowledge: Knowledge) {
    this.#entries = knowledge.entries;
    this.#graph = new FaqGraph(knowledge);
    this.#lexicon = new Lexicon(knowledge.concepts);
    this.#index = new MiniSearch<Phrase>({
      fields: ['asked', 'told'],
      storeFields: ['entry'],
      tokenize: (text) => text.split(SPLIT).filter(Boolean),
      processTerm: (term) => term,
    });
    const phrases = knowledge.entries.flatMap(phrasesOf);
    this.#index.addAll(phrases);
    for (const { asked, entry } of phrases)
      this.#phrasings.set(
        asked,
        this.#phrasings.has(asked) && this.#phrasings.get(asked) !== entry ? undefined : entry,
      );
    this.#words = knowledge.entries.map(
      (e) => new Set(FAQ_LOCALES.flatMap((l) => e.questions[l].flatMap(tokens))),
    );
    for (const words of this.#words)
      for (const word of words) this.#spread.set(word, (this.#spread.get(word) ?? 0) + 1);
  }

  /** What a word says: much when few entries have it, most when none has. */
  #weight(word: string): number {
    const n = this.#entries.length;
    const df = this.#spread.get(word) ?? 0;
    return Math.log(1 + (n - df + 0.5) / (df + 0.5));
  }

  #lexical(words: readonly string[]): ReadonlyMap<number, number> {
    const best = new Map<number, number>();
    const unique = [...new Set(words)];
    if (unique.length === 0) return best;
    const found = this.#index.search(unique.join(SPLIT), {
      boost: { asked: 1, told: ANSWER },
      combineWith: 'OR',
    });
    for (const { entry, score } of found) best.set(entry, Math.max(best.get(entry) ?? 0, score));
    return best;
  }

  #explained(words: readonly string[], spots: readonly Spot[], at: number, graph: GraphMatch): number {
    const ways = new Set(graph.steps.map((s) => s.concept));
    const spoken = new Set(spots.filter((s) => ways.has(s.concept)).flatMap((s) => s.tokens));
    let all = 0;
    let known = 0;
    for (const word of words) {
      const weight = this.#weight(word);
      all += weight;
      if (this.#words[at]?.has(word) || spoken.has(word)) known += weight;
    }
    return all > 0 ? known / all : 0;
  }

  /** Entries that have anything to do with it, the best first. `folded`: fold.ts. */
  rank(folded: string): Candidate[] {
    const words = tokensOfFolded(folded);
    const spots = this.#lexicon.spots(folded);
    const lexical = this.#lexical(words);
    const exact = words.length > 0 ? this.#phrasings.get(words.join(SPLIT)) : undefined;
    const asks = Math.max(1, Math.sqrt(words.length));
    return this.#entries
      .flatMap((entry, at): Candidate[] => {
        const graph = this.#graph.match(spots, entry);
        const own = (lexical.get(at) ?? 0) / asks;
        if (own === 0 && graph.score === 0) return [];
        const score = (WORDS * own) / (own + HALF) + graph.score * (GRAPH - UNNAMED * (1 - graph.covered));
        const explained = this.#explained(words, spots, at, graph);
        return [{ entry, exact: at === exact, score, lexical: own, graph, explained }];
      })
      .sort(
        (a, b) =>
          Number(b.exact) - Number(a.exact) || b.score - a.score || (a.entry.id < b.entry.id ? -1 : 1),
      );
  }
}
