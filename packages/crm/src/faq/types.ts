/** What the shop knows: concepts and how they hang together, and answers that are about them. Plain JSON; a host publishes it at `/v1/knowledge`. */

export const FAQ_LOCALES = ['zh-CN', 'zh-TW', 'en'] as const;
export type FaqLocale = (typeof FAQ_LOCALES)[number];
export type InAll<T> = Readonly<Record<FaqLocale, T>>;

/** How one concept stands to another; read from the concept that holds the link. */
export const RELATIONS = [
  'is-a',
  'part-of',
  'has',
  'affects',
  'caused-by',
  'helps',
  'helped-by',
  'about',
] as const;
export type Relation = (typeof RELATIONS)[number];

export interface ConceptLink {
  /** Id of the other concept. */
  readonly to: string;
  readonly relation: Relation;
}

/** A thing customers speak of, with the words they use for it in any language. */
export interface Concept {
  readonly id: string;
  /** Such as product, attribute, problem, service. */
  readonly kind: string;
  readonly name: InAll<string>;
  /** Words and phrases, the names included or not; script and case do not matter. */
  readonly terms: readonly string[];
  readonly links: readonly ConceptLink[];
}

/** One answer, the questions it answers, and what it is about. */
export interface FaqEntry {
  readonly id: string;
  /** Group of the figures, such as `wear`. */
  readonly intent: string;
  /** Ids of concepts. */
  readonly about: readonly string[];
  /** The first is its title. */
  readonly questions: InAll<readonly string[]>;
  readonly answer: InAll<string>;
}

export interface Knowledge {
  readonly format: 1;
  /** Changes with every release; told for support, compared for nothing. */
  readonly version: string;
  readonly concepts: readonly Concept[];
  readonly entries: readonly FaqEntry[];
}
