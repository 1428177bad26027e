import * as v from 'valibot';
import { actor, atLeast0, list, ref, share, sku, text, time, whole } from '../fields.ts';

/** Chat, questions, complaints and what follows them. Labels and references; what a customer wrote only where they sent it on purpose. */

export const chatClassified = v.strictObject({
  actor,
  chatId: ref,
  labels: v.strictObject({
    polarity: v.picklist(['negative', 'neutral', 'positive']),
    intent: text(40),
    confidence: share,
    /** The label is too weak to be acted on: unsure, or feelings both ways. Counted only, so that a drift of the chats is seen. */
    abstained: v.optional(v.picklist(['unsure', 'mixed'])),
  }),
  model: v.optional(text(80)),
});

const answer = { actor, locale: v.optional(text(35)) };
export const faqAnswered = v.strictObject({ ...answer, faqId: ref, margin: atLeast0 });
export const faqAbstained = v.strictObject({ ...answer, nearest: v.optional(ref), margin: atLeast0 });
export const faqEscalated = v.strictObject({
  ...answer,
  faqId: v.optional(ref),
  to: v.picklist(['person', 'case']),
  caseId: v.optional(ref),
  /** What the customer asked, in their words: only where they pressed to send it, and looked through for personal data like every text. */
  question: v.optional(text(200)),
});

const channel = v.picklist(['online', 'app', 'mini-program', 'counter', 'phone', 'chat', 'other']);

export const complaintOpened = v.strictObject({
  actor,
  caseId: ref,
  kind: v.picklist(['shade-mismatch', 'irritation', 'effect', 'damaged', 'delivery', 'other']),
  /** Attributes of the product the complaint is about, such as `undertone` or `oxidises`. */
  tags: list(text(40), 0, 16),
  sku: v.optional(sku),
  /** The try-on session the shade was chosen in. */
  tryonSession: v.optional(text(100)),
  /** What the match had said. */
  predicted: v.optional(
    v.strictObject({
      dE00: v.optional(atLeast0),
      pWithin2: v.optional(share),
      confidence: v.picklist(['high', 'medium', 'low', 'abstain']),
    }),
  ),
  /** What the customer says is wrong with the shade. */
  stated: v.optional(
    v.picklist(['too-light', 'too-dark', 'too-warm', 'too-cool', 'too-red', 'too-grey', 'other']),
  ),
  /** Of the light the shade was chosen in. */
  light: v.optional(
    v.strictObject({
      confidence: v.picklist(['high', 'medium', 'low']),
      cause: v.optional(v.picklist(['dark', 'bright', 'colour', 'contrast'])),
    }),
  ),
  severity: v.picklist(['low', 'normal', 'high']),
  channel,
  slaDueAt: v.optional(time),
});

export const complaintUpdated = v.strictObject({
  actor,
  caseId: ref,
  status: v.picklist(['open', 'cause-found', 'fix-offered', 'called-back', 'verified', 'reopened']),
  owner: v.optional(ref),
  cause: v.optional(text(40)),
  slaDueAt: v.optional(time),
});

export const complaintClosed = v.strictObject({
  actor,
  caseId: ref,
  outcome: v.picklist(['exchanged', 'refunded', 'advised', 'no-fault', 'unreachable', 'other']),
  owner: ref,
  cause: v.optional(text(40)),
  followUpAt: time,
});

export const callbackDue = v.strictObject({ actor, caseId: ref, dueAt: time, owner: v.optional(ref) });
export const callbackDone = v.strictObject({
  actor,
  caseId: ref,
  at: time,
  reached: v.boolean(),
  owner: ref,
});

export const csatRated = v.strictObject({
  actor,
  /** 1 = very unhappy, 5 = very happy. */
  rating: whole(1, 5),
  caseId: v.optional(ref),
  recId: v.optional(ref),
  sku: v.optional(sku),
  channel,
});
