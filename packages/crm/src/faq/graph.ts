import type { Spot } from './lexicon.ts';
import type { FaqEntry, Knowledge, Relation } from './types.ts';

/** The graph of what the shop knows: how strongly the words of a question lead to an entry, and by which way. */

/** One way from words of the question to an entry. */
export interface GraphStep {
  /** Units of the folded question. */
  readonly start: number;
  readonly end: number;
  readonly concept: string;
  /** The neighbour that the entry is about, when it is not about the concept itself. */
  readonly through?: { readonly relation: Relation; readonly concept: string };
  readonly weight: number;
}

export interface GraphMatch {
  /** Sum of the weights of all ways. */
  readonly score: number;
  /** Of the weight that the question's concepts have: how much leads here. 0 when it names none. */
  readonly share: number;
  /** Of the weight of what the entry is about: how much the question names. */
  readonly covered: number;
  /** How telling the strongest direct way is, 0..1; 1 for a concept that a single entry is about. */
  readonly telling: number;
  readonly steps: readonly GraphStep[];
}

/** What a way over a neighbour counts against a direct one. Fixed on the development questions (evaluation/faq). */
const ONE_HOP = 0.3;

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

export class FaqGraph {
  readonly #weights: ReadonlyMap<string, number>;
  /** Weight of a concept that a single entry is about. */
  readonly #most: number;
  readonly #neighbours = new Map<string, Map<string, Relation>>();

  constructor({ concepts, entries }: Pick<Knowledge, 'concepts' | 'entries'>) {
    const count = new Map<string, number>();
    for (const { about } of entries) for (const c of about) count.set(c, (count.get(c) ?? 0) + 1);
    // What few entries are about says more.
    this.#weights = new Map(
      concepts.map(({ id }) => [id, Math.log(1 + entries.length / (1 + (count.get(id) ?? 0)))]),
    );
    this.#most = Math.log(1 + entries.length / 2);
    for (const { id, links } of concepts)
      for (const { to, relation } of links) {
        this.#join(id, to, relation);
        this.#join(to, id, relation);
      }
  }

  #join(a: string, b: string, relation: Relation): void {
    const known = this.#neighbours.get(a) ?? new Map<string, Relation>();
    this.#neighbours.set(a, known.set(b, relation));
  }

  weight(concept: string): number {
    return this.#weights.get(concept) ?? 0;
  }

  #step({ start, end, concept, weight }: Spot, entry: FaqEntry): GraphStep | undefined {
    const own = this.weight(concept) * weight;
    if (entry.about.includes(concept)) return { start, end, concept, weight: own };
    for (const [neighbour, relation] of this.#neighbours.get(concept) ?? [])
      if (entry.about.includes(neighbour))
        return { start, end, concept, through: { relation, concept: neighbour }, weight: own * ONE_HOP };
    return undefined;
  }

  /** How the concepts that a question names lead to an entry; each concept counts once, by its strongest words. */
  match(spots: readonly Spot[], entry: FaqEntry): GraphMatch {
    const strongest = new Map<string, Spot>();
    for (const spot of spots) {
      const before = strongest.get(spot.concept);
      if (!before || spot.weight > before.weight) strongest.set(spot.concept, spot);
    }
    const named = [...strongest.values()];
    const steps = named
      .flatMap((spot) => this.#step(spot, entry) ?? [])
      .sort((a, b) => b.weight - a.weight || a.start - b.start);
    const score = sum(steps.map((s) => s.weight));
    const all = sum(named.map((s) => this.weight(s.concept) * s.weight));
    const direct = steps.filter((s) => !s.through).map((s) => s.weight);
    const wanted = sum(entry.about.map((c) => this.weight(c)));
    return {
      score,
      share: all > 0 ? score / all : 0,
      covered: wanted > 0 ? sum(direct) / wanted : 0,
      telling: Math.max(0, ...direct) / this.#most,
      steps,
    };
  }
}
