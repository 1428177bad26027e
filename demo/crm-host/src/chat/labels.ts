import type { Sql } from '../db/database.ts';
import { DAY_MS } from '../value/calendar.ts';

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

/** Chat events of the identifiers of a case's person, of one kind; each branch of the union has an index of its own. */
const ofPerson = (kind: 'customer' | 'anon', column: 'customer_ref' | 'anon_id'): string => `
    select o.source, o.id from identifiers a join identifiers b using (person_id) join events o on o.${column} = b.value
     where a.kind = c.id_kind and a.value = c.id_value and b.kind = '${kind}' and o.type = 'chat.classified'`;

/** The newest label of a case's customer or session that the model stood by, since shortly before the complaint; joins to `c` (cases). */
export const NEWEST_LABEL = `left join lateral (
  select ${LABEL} as label, e.data#>>'{labels,polarity}' as polarity, (e.data#>>'{labels,confidence}')::float8 as confidence, v.verdict
    from (
    select o.source, o.id from events o where o.session_id = c.session_id and o.type = 'chat.classified'
     union ${ofPerson('customer', 'customer_ref')}
     union ${ofPerson('anon', 'anon_id')}) k
    join events e on e.source = k.source and e.id = k.id
    left join chat_verdicts v on v.source = e.source and v.id = e.id
   where e.corrected > c.opened_at - interval '${BEFORE_DAYS} days' and e.data#>>'{labels,abstained}' is null
   order by e.corrected desc, e.sequence desc limit 1) chat on true`;

/** Whether the label of NEWEST_LABEL moves its case forward: sure and not called wrong by a person, or called right by one. */
export const RAISED = `coalesce(chat.polarity = 'negative' and (chat.verdict = 'correct' or (chat.verdict is null and chat.confidence >= ${RAISE_FROM})), false)`;

/** Days for which a label waits for a verdict: later nobody remembers the chat. */
const WAIT_DAYS = 14;

/** Labels of the last two weeks that nobody has judged yet, negative ones first, then the newest. `now`: ms since 1970. */
export const unjudgedLabels = async (
  sql: Sql,
  now: number,
): Promise<(ChatLabel & { readonly who: { kind: string; value: string } | null })[]> =>
  (
    await sql.query<{ label: ChatLabel; kind: string | null; value: string | null }>(
      `select ${LABEL} as label, case when e.customer_ref is not null then 'customer' when e.anon_id is not null then 'anon' end as kind,
              coalesce(e.customer_ref, e.anon_id) as value
         from events e left join chat_verdicts v on v.source = e.source and v.id = e.id
        where e.type = 'chat.classified' and e.corrected > $1 and v.verdict is null and e.data#>>'{labels,abstained}' is null
        order by e.data#>>'{labels,polarity}' = 'negative' desc, e.corrected desc, e.id limit 40`,
      [new Date(now - WAIT_DAYS * DAY_MS).toISOString()],
    )
  ).map(({ label, kind, value }) => ({ ...label, who: kind && value ? { kind, value } : null }));
