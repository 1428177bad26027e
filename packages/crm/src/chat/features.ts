import { FEELINGS, keyOf, LONGEST } from './lexicon.ts';
import { type Clause, clauses, normalise } from './tokens.ts';

/** What the model is shown of a message: hashed n-grams, those after a negation marked as such, and counts of words that carry a feeling. */

/** Buckets of n-grams; the counts follow them. */
export const BUCKETS = 1 << 13;
/** Bits of the table of tokens that the training has seen. */
export const SEEN_BITS = 1 << 14;
/** Positive, negative, and each after a negation: of the whole message, and of what follows a word that turns it. */
const COUNTS = ['pos', 'neg', 'not-pos', 'not-neg'] as const;
type Count = (typeof COUNTS)[number];
const FLAGS = ['question', 'exclamation', 'turned', 'both', 'none', 'long'] as const;
export const FEATURES = BUCKETS + 2 * COUNTS.length + FLAGS.length;

const NEGATOR_ZH = new Set(['不', '没', '无', '未', '别', '莫']);
const NEGATOR_EN = new Set([
  'not',
  'no',
  'never',
  'without',
  'hardly',
  'nothing',
  'none',
  'nobody',
  'neither',
  'nor',
  'zero',
]);
/** Tokens after a negation that it still speaks of. */
const REACH = 7;
/** Tokens that a question of the kind 好不好 has around its negation. */
const isChoice = (tokens: readonly string[], i: number): boolean => i > 0 && tokens[i - 1] === tokens[i + 1];
/** Of a rhetorical question: 怎么可能满意. */
const DOUBT = new Set(['怎可能', '哪里值', '哪里好']);

export interface Features {
  /** Rising. */
  readonly at: Int32Array;
  readonly value: Float64Array;
  /** Places of the message's words and characters in the table of what the training has seen. */
  readonly tokens: readonly number[];
}

/** FNV-1a over UTF-16 units (Fowler, Noll, Vo; draft-eastlake-fnv), folded to `size` places, a power of two. */
const place = (gram: string, size: number): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < gram.length; i++) hash = Math.imul(hash ^ gram.charCodeAt(i), 0x01000193);
  return ((hash >>> 15) ^ hash) & (size - 1);
};

interface Read {
  /** Each token, and whether a negation speaks of it. */
  readonly marked: readonly { readonly token: string; readonly negated: boolean }[];
  readonly counts: Readonly<Record<Count, number>>;
}

/** The longest entry of the lexicon that begins at `i`; undefined for none. */
const entryAt = (
  tokens: readonly string[],
  i: number,
): { feeling: -1 | 0 | 1; length: number } | undefined => {
  for (let n = Math.min(LONGEST, tokens.length - i); n > 0; n--) {
    const feeling = FEELINGS.get(keyOf(tokens.slice(i, i + n)));
    if (feeling !== undefined) return { feeling, length: n };
  }
  return undefined;
};

const countOf = (feeling: 1 | -1, negated: boolean): Count => {
  if (feeling > 0) return negated ? 'not-pos' : 'pos';
  return negated ? 'not-neg' : 'neg';
};

const isNegator = (token: string): boolean => NEGATOR_ZH.has(token) || NEGATOR_EN.has(token);
const doubtAt = (tokens: readonly string[], i: number): boolean =>
  DOUBT.has(tokens.slice(i, i + 3).join('')) || tokens.slice(i, i + 4).join('') === '怎么可能';

/** Reads one clause from left to right: a negation reaches on until a feeling word has taken it up, and a second one undoes it. */
const readClause = ({ tokens }: Clause): Read => {
  const marked: { token: string; negated: boolean }[] = [];
  const counts: Record<Count, number> = { pos: 0, neg: 0, 'not-pos': 0, 'not-neg': 0 };
  let reach = 0;
  for (let i = 0; i < tokens.length; ) {
    const entry = entryAt(tokens, i);
    const length = entry?.length ?? 1;
    for (const token of tokens.slice(i, i + length)) marked.push({ token, negated: reach > 0 });
    if (entry?.feeling) {
      counts[countOf(entry.feeling, reach > 0)]++;
      reach = 0;
    } else if (!entry && ((isNegator(tokens[i]!) && !isChoice(tokens, i)) || doubtAt(tokens, i)))
      reach = reach > 0 ? 0 : REACH;
    else reach = Math.max(0, reach - length);
    i += length;
  }
  return { marked, counts };
};

const wordy = (token: string): boolean => /[a-z0]/.test(token);

/** N-grams of a clause: one to three tokens, and pieces of Latin words that forgive a slip of the finger. */
const gramsOf = ({ marked }: Read): string[] => {
  const out: string[] = [];
  for (let n = 1; n <= 3; n++)
    for (let i = 0; i + n <= marked.length; i++) {
      const part = marked.slice(i, i + n);
      const mark = part.at(-1)!.negated ? '¬' : '';
      out.push(`${mark}${part.map((p) => p.token).join(part.some((p) => wordy(p.token)) ? ' ' : '')}`);
    }
  for (const { token, negated } of marked)
    if (token.length > 5 && wordy(token)) out.push(`${negated ? '¬' : ''}${token.slice(0, 5)}*`);
  return out;
};

const total = (reads: readonly Read[], count: Count): number =>
  reads.reduce((n, r) => n + r.counts[count], 0);

/** 0 for none, slower than the count. */
const damped = (n: number): number => Math.log1p(n);

/** Weight of the counts beside the n-grams, whose length together is 1. */
const COUNT_SCALE = 0.8;

const flagsOf = (text: string, turned: boolean, counts: readonly number[], tokens: number): number[] => {
  const [pos, neg, notPos, notNeg] = counts as [number, number, number, number];
  const good = pos + notNeg;
  const bad = neg + notPos;
  return [
    /[?？]|[吗呢么嘛]\s*$|请问|怎么|如何|哪|几|多少|能不能|可以.{0,12}吗|^(how|what|which|when|where|who|can|could|do|does|is|are|has|would|will|should)\b/.test(
      text,
    )
      ? 1
      : 0,
    /[!！]/.test(text) ? 1 : 0,
    turned ? 1 : 0,
    good && bad ? 1 : 0,
    good || bad ? 0 : 1,
    tokens > 40 ? 1 : 0,
  ];
};

/** The features of a message. Pure; a message of nothing has none. */
export const featuresOf = (message: string): Features => {
  const text = normalise(message);
  const parts = clauses(text);
  const reads = parts.map(readClause);
  const grams = [...new Set(reads.flatMap(gramsOf).map((gram) => place(gram, BUCKETS)))].sort(
    (a, b) => a - b,
  );
  const turned = parts.some((p) => p.turned);
  const whole = COUNTS.map((c) => total(reads, c));
  const after = reads.filter((_, i) => parts[i]!.turned);
  const flags = flagsOf(
    text,
    turned,
    whole,
    parts.reduce((n, p) => n + p.tokens.length, 0),
  );
  const dense = [...whole, ...COUNTS.map((c) => total(after, c))].map((n) => COUNT_SCALE * damped(n));
  const rest = [...dense, ...flags.map((f) => 0.5 * f)].flatMap((value, i) =>
    value ? [{ at: BUCKETS + i, value }] : [],
  );
  const unit = grams.length ? 1 / Math.sqrt(grams.length) : 0;
  return {
    at: Int32Array.from([...grams, ...rest.map((r) => r.at)]),
    value: Float64Array.from([...grams.map(() => unit), ...rest.map((r) => r.value)]),
    tokens: [...new Set(parts.flatMap((p) => p.tokens))].map((token) => place(token, SEEN_BITS)),
  };
};
