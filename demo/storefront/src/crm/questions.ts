import type { FaqFound, FaqReply } from '@carmine/crm/faq';

/** The questions panel as it is shown. */
export interface QuestionsState {
  /** In the field. */
  readonly text: string;
  /** What was asked last; '' before anything was. */
  readonly asked: string;
  /** idle: see `reply`. failed: the book could not be opened. */
  readonly phase: 'idle' | 'looking' | 'failed';
  readonly reply: FaqReply | null;
  /** The one of several that the customer meant. */
  readonly chosen: FaqFound | null;
  /** The words were sent to the shop. */
  readonly sent: boolean;
  /** A case was opened: its number, and where it is. */
  readonly handed: { readonly caseId: string; readonly where: 'sending' | 'waiting' | 'shop' } | null;
}

export const NO_QUESTIONS: QuestionsState = {
  text: '',
  asked: '',
  phase: 'idle',
  reply: null,
  chosen: null,
  sent: false,
  handed: null,
};

/** The entry that is shown as the answer, if one is. */
export const shownAnswer = ({ reply, chosen }: QuestionsState): FaqFound | null =>
  chosen ?? (reply?.kind === 'answer' ? reply : null);

/** Of a body's reactions: for a person only, and its words go nowhere. */
export const isCare = ({ reply }: QuestionsState): boolean =>
  reply?.kind === 'abstain' && reply.reason === 'care';

/** What came nearest, for the shop: the answer shown, the first offered, or what the retrieval names. */
export const nearestOf = (state: QuestionsState): string | undefined => {
  const { reply } = state;
  const shown = shownAnswer(state);
  if (shown) return shown.entry.id;
  if (reply?.kind === 'suggest') return reply.found[0]?.entry.id;
  return reply?.kind === 'abstain' ? reply.nearest : undefined;
};
