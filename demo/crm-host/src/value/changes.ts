import type { Purpose, WireDataMap } from '../contract.ts';
import type { Node } from '../people/merge.ts';
import { type Told, told } from '../work/tell.ts';
import type { ChurnFlags } from './churn.ts';
import type { Tag } from './tags.ts';
import type { Tier } from './tiers.ts';

/** What changed about somebody, as events for other systems. Pure. */

export interface Standing {
  readonly tier: Tier;
  readonly stage: string;
  readonly flags: Pick<ChurnFlags, 'noInteraction' | 'noPurchase'>;
  readonly tags: readonly Pick<Tag, 'tag' | 'value' | 'ruleId' | 'source' | 'evidence' | 'expiresAt'>[];
}

export interface ChangeOptions {
  readonly who: Node;
  readonly allowed: readonly Purpose[];
  /** Names of orders and events it rests on. */
  readonly evidence: readonly string[];
  /** ms since 1970. */
  readonly now: number;
}

/** An event holds at most so many names of evidence, of so many characters. */
const EVIDENCE = 16;
const CHARS = 64;

const iso = (ms: number): string => new Date(ms).toISOString();

const evidenceOf = (names: readonly string[], otherwise: string): string[] => {
  const short = names.slice(-EVIDENCE).map((n) => n.slice(0, CHARS));
  return short.length ? short : [otherwise];
};

const flagChanges = (before: Standing | undefined, after: Standing, o: ChangeOptions): Told[] =>
  (
    [
      ['no-interaction', 'churn-3-months', 'noInteraction'],
      ['no-purchase', 'churn-90-days', 'noPurchase'],
    ] as const
  ).flatMap(([flag, ruleId, key]) => {
    const was = before?.flags[key] ?? null;
    const is = after.flags[key];
    if ((was === null) === (is === null)) return [];
    return [
      told('churn.flagged', o.who, o.allowed, {
        ruleId,
        evidence: evidenceOf(o.evidence, 'no-order'),
        asOf: iso(o.now),
        flag,
        raised: is !== null,
        since: iso(is ?? was ?? o.now),
      }),
    ];
  });

/** Tags that the customer declared stay here: they are nobody else's matter. */
const tagChanges = (before: Standing | undefined, after: Standing, o: ChangeOptions): Told[] => {
  const open = (s: Standing | undefined): Standing['tags'] =>
    (s?.tags ?? []).filter((t) => t.source !== 'declared');
  const names = new Set([...open(before), ...open(after)].map((t) => t.tag));
  return [...names].sort().flatMap((tag) => {
    const was = open(before).find((t) => t.tag === tag);
    const is = open(after).find((t) => t.tag === tag);
    const rule = is ?? was;
    if (!rule || was?.value === is?.value) return [];
    return [
      told('tag.changed', o.who, o.allowed, {
        ruleId: rule.ruleId,
        evidence: evidenceOf(rule.evidence, 'ended'),
        asOf: iso(o.now),
        tag,
        from: was?.value ?? null,
        to: is?.value ?? null,
        source: rule.source,
        ...(is ? { expiresAt: iso(is.expiresAt) } : {}),
      }),
    ];
  });
};

/** Every change once; a first standing that says nothing (basic, visitor) is no change. */
export const changesOf = (before: Standing | undefined, after: Standing, o: ChangeOptions): Told[] => {
  const concluded = (ruleId: string) => ({
    ruleId,
    evidence: evidenceOf(o.evidence, 'no-order'),
    asOf: iso(o.now),
  });
  const stage = (s: string | undefined) => (s ?? null) as WireDataMap['lifecycle.changed']['from'];
  return [
    ...(after.tier !== (before?.tier ?? 'basic')
      ? [
          told('tier.changed', o.who, o.allowed, {
            ...concluded('tier-1'),
            from: before?.tier ?? null,
            to: after.tier,
          }),
        ]
      : []),
    ...(after.stage !== (before?.stage ?? 'visitor')
      ? [
          told('lifecycle.changed', o.who, o.allowed, {
            ...concluded('lifecycle-1'),
            from: stage(before?.stage),
            to: after.stage as WireDataMap['lifecycle.changed']['to'],
          }),
        ]
      : []),
    ...flagChanges(before, after, o),
    ...tagChanges(before, after, o),
  ];
};
