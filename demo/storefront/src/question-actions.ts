import { granted } from '@carmine/crm/consent';
import type { Faq, FaqFound } from '@carmine/crm/faq';
import { openBook } from './crm/book.ts';
import { newCaseId } from './crm/complaint.ts';
import { isCare, NO_QUESTIONS, nearestOf, type QuestionsState } from './crm/questions.ts';
import type { ShopStore } from './store.ts';

/** What the customer asks, and what the shop's CRM is told of it: ids while they allow it, their words only when they press to send them. */

const put = (store: ShopStore, change: Partial<QuestionsState>): void =>
  store.set((s) => ({ questions: { ...s.questions, ...change } }));

const telling = () => import('@carmine/crm/faq');

/** Asks the book. Of two questions on their way the newer counts. */
export const askQuestion = async (
  store: ShopStore,
  question: string,
  open: () => Promise<Faq> = openBook,
): Promise<void> => {
  store.set({ questions: { ...NO_QUESTIONS, text: question, asked: question, phase: 'looking' } });
  try {
    const faq = await open();
    const { tellReply } = await telling();
    if (store.shop.questions.asked !== question) return;
    const reply = faq.ask(question);
    put(store, { phase: 'idle', reply });
    tellReply(store.desk, reply, store.shop.locale);
  } catch (error) {
    console.warn('shop: the answers could not be opened', error);
    if (store.shop.questions.asked === question) put(store, { phase: 'failed' });
  }
};

/** One of "did you mean": it is the answer now, and told as one. */
export const chooseAnswer = (store: ShopStore, found: FaqFound): void => {
  const { reply } = store.shop.questions;
  put(store, { chosen: found });
  store.desk.emit('faq.answered', {
    faqId: found.entry.id,
    margin: reply?.margin ?? 0,
    locale: store.shop.locale,
  });
};

/** Whether the shop may hear which questions are asked. */
export const setHearing = (store: ShopStore, on: boolean): void => {
  store.desk.consent.update({ chat_analysis: on ? 'granted' : 'denied' }, { method: 'host' });
};

/** Sends the customer's words on, where they allow the shop to hear of questions. */
export const sendQuestion = async (store: ShopStore): Promise<void> => {
  const { shop, desk } = store;
  if (!granted(shop.consent, 'chat_analysis') || isCare(shop.questions)) return;
  const { asked } = shop.questions;
  const faqId = nearestOf(shop.questions);
  const { tellHandOver } = await telling();
  tellHandOver(desk, { to: 'person', locale: shop.locale, question: asked, ...(faqId ? { faqId } : {}) });
  put(store, { sent: true });
};

/** Opens a case for a person of the shop. Service that was asked for: it needs no consent and carries no words. */
export const handQuestionOver = async (store: ShopStore): Promise<void> => {
  const { shop, desk } = store;
  const caseId = newCaseId(new Date());
  const care = isCare(shop.questions);
  desk.emit(
    'complaint.opened',
    {
      caseId,
      kind: care ? 'irritation' : 'other',
      tags: ['question'],
      severity: care ? 'high' : 'normal',
      channel: 'online',
    },
    { subject: caseId },
  );
  put(store, { handed: { caseId, where: 'sending' } });
  const faqId = nearestOf(shop.questions);
  const { tellHandOver } = await telling();
  tellHandOver(desk, { to: 'case', caseId, locale: shop.locale, ...(faqId ? { faqId } : {}) });
  const where = (await desk.send()) ? 'shop' : 'waiting';
  store.set((s) => ({
    questions: {
      ...s.questions,
      handed: s.questions.handed?.caseId === caseId ? { caseId, where } : s.questions.handed,
    },
  }));
};
