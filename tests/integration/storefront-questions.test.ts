import { openFaq } from '@carmine/crm/faq';
import { STARTER } from '@carmine/crm/faq-starter';
import { describe, expect, test } from 'vitest';
import { nearestOf, shownAnswer } from '../../demo/storefront/src/crm/questions.ts';
import {
  askQuestion,
  chooseAnswer,
  handQuestionOver,
  sendQuestion,
  setHearing,
} from '../../demo/storefront/src/question-actions.ts';
import { text } from '../../demo/storefront/src/texts/index.ts';
import { testShop } from './shop-desk.ts';

const faq = openFaq(STARTER);
const open = async () => faq;
const LOCALES = ['zh-CN', 'zh-TW', 'en'] as const;

describe('the questions panel', () => {
  test('what is often asked is answered, in each language', async () => {
    for (const locale of LOCALES)
      for (const n of [1, 2, 3, 4] as const) {
        const reply = faq.ask(text(locale, `faq.${n}.q`));
        expect(reply.kind, text(locale, `faq.${n}.q`)).toBe('answer');
      }
    expect(faq.ask('粉底下午会变暗吗')).toMatchObject({ kind: 'answer', entry: { id: 'wear-oxidise' } });
  });

  test('an answer is shown, and told by its id only', async () => {
    const { store, told, events } = testShop('zh-CN');
    await askQuestion(store, '粉底下午会变暗吗', open);
    expect(shownAnswer(store.shop.questions)?.entry.id).toBe('wear-oxidise');
    expect(told('faq.answered')).toEqual([
      { faqId: 'wear-oxidise', margin: expect.any(Number), locale: 'zh-CN' },
    ]);
    expect(JSON.stringify(events)).not.toContain('变暗');
  });

  test('“did you mean” counts as an answer once it is chosen', async () => {
    const { store, told } = testShop('zh-CN');
    await askQuestion(store, '十三岁可以测吗', open);
    const { reply } = store.shop.questions;
    expect(reply?.kind).toBe('suggest');
    expect(told('faq.answered')).toEqual([]);
    if (reply?.kind === 'suggest') chooseAnswer(store, reply.found[0]!);
    const id = shownAnswer(store.shop.questions)!.entry.id;
    expect(told('faq.answered')).toMatchObject([{ faqId: id }]);
    expect(nearestOf(store.shop.questions)).toBe(id);
  });

  test('of two questions the newer counts, whichever comes first', async () => {
    const { store } = testShop('zh-CN');
    let release: () => void = () => {};
    const slow = askQuestion(store, '我的照片会被上传吗', async () => {
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      return faq;
    });
    await askQuestion(store, '粉底下午会变暗吗', open);
    release();
    await slow;
    expect(shownAnswer(store.shop.questions)?.entry.id).toBe('wear-oxidise');
  });

  test('a book that cannot be opened says so, and the next question tries again', async () => {
    const { store } = testShop('zh-CN');
    await askQuestion(store, '粉底下午会变暗吗', async () => Promise.reject(new Error('away')));
    expect(store.shop.questions).toMatchObject({ phase: 'failed', reply: null });
    await askQuestion(store, '粉底下午会变暗吗', open);
    expect(store.shop.questions.phase).toBe('idle');
  });

  test('the customer’s words leave only with the switch on and the button pressed, without numbers', async () => {
    const { store, told } = testShop('zh-CN');
    await askQuestion(store, '口红能刻字吗 13812345678', open);
    expect(shownAnswer(store.shop.questions)).toBeNull();
    await sendQuestion(store);
    expect([told('faq.escalated'), store.shop.questions.sent]).toEqual([[], false]);
    setHearing(store, true);
    await sendQuestion(store);
    expect(told('faq.escalated')).toMatchObject([
      { to: 'person', question: '口红能刻字吗 [number]', locale: 'zh-CN' },
    ]);
    expect(store.shop.questions.sent).toBe(true);
    setHearing(store, false);
    expect(store.shop.consent.purposes.chat_analysis.state).toBe('denied');
  });

  test.each([
    ['口红能刻字吗', 'other', 'normal'],
    ['涂了以后嘴唇又肿又痒', 'irritation', 'high'],
  ] as const)(
    '%s: a person is asked for by a case of kind %s, without words',
    async (question, kind, severity) => {
      const { store, told, sent, state } = testShop('zh-CN');
      sent.reached = false;
      await askQuestion(store, question, open);
      await handQuestionOver(store);
      const [filed] = told('complaint.opened');
      expect(filed).toEqual({
        caseId: expect.stringMatching(/^S\d{6}-\d{4}-\d{4}$/),
        kind,
        tags: ['question'],
        severity,
        channel: 'online',
      });
      expect(told('faq.escalated')).toMatchObject([{ to: 'case', caseId: filed!.caseId }]);
      expect(JSON.stringify(told('faq.escalated'))).not.toMatch(/刻字|肿/);
      expect(store.shop.questions.handed).toEqual({ caseId: filed!.caseId, where: 'waiting' });
      state('open', 0);
      expect(store.shop.questions.handed).toEqual({ caseId: filed!.caseId, where: 'shop' });
      // Words that tell of a body are sent to no queue, whatever is allowed.
      setHearing(store, true);
      await sendQuestion(store);
      expect(store.shop.questions.sent).toBe(kind === 'other');
    },
  );
});
