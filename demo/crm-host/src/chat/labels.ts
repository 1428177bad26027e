import type { Sql } from '../db/database.ts';

/** Labels of chats (chat.classified): what a page's own model said a customer's message sounds like. A hint to look sooner, never a reason to refuse or to close. */

export interface ChatLabel {
  /** Name of its event. */
  readonly source: string;
  readonly id: string;
  readonly chatId: string;
  readonly at: Date;
  readonly polarity: 'negative' | 'neutral' | 'positive';
  readonly intent: string;
  /** 0..1. */
  readonly confidence: number;
  /** The model would not stand by it. */
  readonly abstained: 'unsure' | 'mixed' | null;
  readonly model: string | null;
  /** What the desk said of it. */
  readonly verdict: Verdict | null;
}

export const VERDICTS = ['correct', 'incorrect'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Confidence from which an unjudged negative label moves a case forward: 96 % of such sentences by hand were right, each by a model that had not seen it (models/chat/README.md). */
export const RAISE_FROM = 0.7;
/** h by which a case whose customer sounds upset is looked at as if it were due sooner. Its promised time stays. */
export const RAISE_HOURS = 12;
/** Days before a complaint in which a chat still belongs to it. */
const BEFORE_DAYS = 3;

/** A label as JSON, of `e` (events) and `v` (chat_verdicts). */
const LABEL = `jsonb_build_object('source', e.source, 'id', e.id, 'chatId', e.data->>'chatId', 'at', e.corrected,
  'polarity', e.data#>>'{labels,polarity}', 'intent', e.data#>>'{labels,intent}', 'confidence', (e.data#>>'{labels,confidence}')::float8,
  'abstained', e.data#>>'{labels,abstained}', 'model', e.data->>'model', 'verdict', v.verdict)`;

/** The newest label of a case's customer or session that the model stood by, since shortly before the complaint; joins to `c` (cases). */
export const NEWEST_LABEL = `left join lateral (
  select ${LABEL} as label, e.data#>>'{labels,polarity}' as polarity, (e.data#>>'{labels,confidence}')::float8 as confidence, v.verdict
    from events e left join chat_verdicts v on v.source = e.source and v.id = e.id
   where e.type = 'chat.classified' and e.corrected > c.opened_at - interval '${BEFORE_DAYS} days'
     and e.data#>>'{labels,abstained}' is null
     and (e.session_id = c.session_id
          or (e.customer_ref is not null and e.customer_ref in (
                select b.value from identifiers a join identifiers b using (person_id)
                 where a.kind = c.id_kind and a.value = c.id_value and b.kind = 'customer'))
          or (e.anon_id is not null and e.anon_id in (
                select b.value from identifiers a join identifiers b using (person_id)
                 where a.kind = c.id_kind and a.value = c.id_value and b.kind = 'anon')))
   order by e.corrected desc, e.sequence desc limit 1) chat on true`;

/** Whether the label of NEWEST_LABEL moves its case forward: sure and not called wrong by a person, or called right by one. */
export const RAISED = `coalesce(chat.polarity = 'negative' and (chat.verdict = 'correct' or (chat.verdict is null and chat.confidence >= ${RAISE_FROM})), false)`;

/** Labels that nobody has judged yet, negative ones first, then the newest. */
export const unjudgedLabels = async (
  sql: Sql,
): Promise<(ChatLabel & { readonly who: { kind: string; value: string } | null })[]> =>
  (
    await sql.query<{ label: ChatLabel; kind: string | null; value: string | null }>(
      `select ${LABEL} as label, case when e.customer_ref is not null then 'customer' when e.anon_id is not null then 'anon' end as kind,
              coalesce(e.customer_ref, e.anon_id) as value
         from events e left join chat_verdicts v on v.source = e.source and v.id = e.id
        where e.type = 'chat.classified' and v.verdict is null and e.data#>>'{labels,abstained}' is null
        order by e.data#>>'{labels,polarity}' = 'negative' desc, e.corrected desc, e.id limit 40`,
    )
  ).map(({ label, kind, value }) => ({ ...label, who: kind && value ? { kind, value } : null }));
