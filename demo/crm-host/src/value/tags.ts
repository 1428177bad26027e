import { DAY_MS } from './calendar.ts';

/** The tag library (标签体系): each tag with the rule that set it, what it rests on, and when it ends. Demographics are declared or absent: never guessed. */

export type TagSource = 'declared' | 'observed' | 'derived';

export interface Tag {
  readonly tag: string;
  readonly value: string;
  readonly ruleId: string;
  readonly source: TagSource;
  /** Names of what it rests on: ids of events and orders. At least one. */
  readonly evidence: readonly string[];
  /** ms since 1970. */
  readonly expiresAt: number;
}

/** What rules look at, each fact with the name of where it came from. */
export interface TagFacts {
  readonly tried: readonly {
    readonly at: number;
    readonly product: string;
    readonly sku: string;
    readonly finish?: string;
    readonly id: string;
  }[];
  readonly matches: readonly {
    readonly at: number;
    readonly undertone: string;
    readonly confidence: string;
    readonly id: string;
  }[];
  readonly orders: readonly { readonly at: number; readonly net: number; readonly ref: string }[];
  readonly declared: readonly {
    readonly at: number;
    readonly stage: string;
    readonly applies: boolean;
    readonly id: string;
  }[];
}

export interface TagRule {
  readonly id: string;
  readonly tag: string;
  readonly source: TagSource;
  /** Days the tag holds after the newest evidence. */
  readonly days: number;
  /** Value and evidence, newest last; null: the rule says nothing. */
  readonly read: (
    facts: TagFacts,
  ) => { value: string; evidence: readonly { id: string; at: number }[] } | null;
}

const latest = <T extends { at: number }>(items: readonly T[]): T | undefined =>
  items.reduce<T | undefined>((best, x) => (!best || x.at >= best.at ? x : best), undefined);

/** The value most often seen, when seen at least `least` times; ties go to the one that sorts first. */
const favourite = <T extends { at: number; id: string }>(
  items: readonly T[],
  read: (item: T) => string | undefined,
  least: number,
): { value: string; evidence: T[] } | null => {
  const by = new Map<string, T[]>();
  for (const item of items) {
    const value = read(item);
    if (value) by.set(value, [...(by.get(value) ?? []), item]);
  }
  const [best] = [...by].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
  return best && best[1].length >= least ? { value: best[0], evidence: best[1] } : null;
};

/** Attached products tried in one life count as interest from this many on. */
const TRIES = 3;

export const TAG_RULES: readonly TagRule[] = [
  {
    id: 'interest-product-1',
    tag: 'interest',
    source: 'observed',
    days: 180,
    read: (f) => favourite(f.tried, (t) => t.product, TRIES),
  },
  {
    id: 'interest-finish-1',
    tag: 'finish',
    source: 'observed',
    days: 180,
    read: (f) => favourite(f.tried, (t) => t.finish, TRIES),
  },
  {
    id: 'undertone-1',
    tag: 'undertone',
    source: 'observed',
    days: 180,
    read: (f) => {
      const sure = f.matches.filter((m) => m.confidence === 'high' || m.confidence === 'medium');
      const last = latest(sure);
      return last ? { value: last.undertone, evidence: [last] } : null;
    },
  },
  {
    id: 'buyer-1',
    tag: 'buyer',
    source: 'derived',
    days: 365,
    read: (f) =>
      f.orders.length
        ? {
            value: f.orders.length > 1 ? 'repeat' : 'once',
            evidence: f.orders.map((o) => ({ id: o.ref, at: o.at })),
          }
        : null,
  },
  ...(['sensitive-skin', 'expecting'] as const).map(
    (stage): TagRule => ({
      id: `declared-${stage}-1`,
      tag: stage,
      source: 'declared',
      days: 365,
      read: (f) => {
        const said = latest(f.declared.filter((d) => d.stage === stage));
        return said?.applies ? { value: 'yes', evidence: [said] } : null;
      },
    }),
  ),
];

/** Names of evidence kept of a tag: the newest. */
const EVIDENCE = 8;

/** Tags that hold as of a moment. Without its evidence a tag is gone. */
export const tagsOf = (facts: TagFacts, now: number, rules: readonly TagRule[] = TAG_RULES): readonly Tag[] =>
  rules.flatMap((rule) => {
    const found = rule.read(facts);
    if (!found || found.evidence.length === 0) return [];
    const evidence = [...found.evidence].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
    const expiresAt = (evidence.at(-1)?.at ?? 0) + rule.days * DAY_MS;
    if (expiresAt <= now) return [];
    return [
      {
        tag: rule.tag,
        value: found.value,
        ruleId: rule.id,
        source: rule.source,
        evidence: evidence.slice(-EVIDENCE).map((e) => e.id),
        expiresAt,
      },
    ];
  });
