import type { WireDataMap, WireName } from '../contract/schemas.ts';
import { piiIn } from '../pii.ts';
import { redact } from '../redact.ts';
import { needsCare } from './care.ts';
import type { FaqReply } from './faq.ts';
import type { FaqLocale } from './types.ts';

/** What the shop's CRM hears of questions: ids and margins. The client (`openCrm`) takes these in only while `chat_analysis` is granted. */

/** Anything that takes events: `Crm` of `carmine/crm`, or a host's own. */
export interface FaqTold {
  emit<K extends WireName>(name: K, data: WireDataMap[K]): unknown;
}

/** UTF-16 units of a question's text that leave a page. */
const TEXT_MAX = 200;

/** A question's text as it may be sent: without addresses and numbers of persons; undefined where some are left, nothing is, or it tells of a body: that is for
 *  a person's ear and for no queue. */
export const questionToSend = (question: string): string | undefined => {
  const text = redact(question.normalize('NFKC').replace(/\s+/g, ' ').trim(), TEXT_MAX).trim();
  return text && piiIn(text) === null && !needsCare(question) ? text : undefined;
};

/** A question was answered, or not: which entry, by how much, never what was written. A choice offered ("did you mean") is told once the customer chose. */
export const tellReply = (crm: FaqTold, reply: FaqReply, locale: FaqLocale): void => {
  const { margin } = reply;
  if (reply.kind === 'answer') crm.emit('faq.answered', { faqId: reply.entry.id, margin, locale });
  if (reply.kind === 'abstain' && reply.reason !== 'empty')
    crm.emit('faq.abstained', { ...(reply.nearest ? { nearest: reply.nearest } : {}), margin, locale });
};

/** The customer wants a person. `question`: its text goes along, without personal data, where the customer pressed to send it. */
export const tellHandOver = (
  crm: FaqTold,
  {
    question,
    ...rest
  }: {
    readonly to: 'person' | 'case';
    readonly locale: FaqLocale;
    readonly faqId?: string;
    readonly caseId?: string;
    readonly question?: string;
  },
): void => {
  const text = question === undefined ? undefined : questionToSend(question);
  crm.emit('faq.escalated', { ...rest, ...(text ? { question: text } : {}) });
};
