import { between, pick, type Random } from './people.ts';
import { type DemoEvent, demoQuestion } from './visits.ts';

/** What invented customers asked the shop's page in the last days: some answered, some handed on with their words. */

const DAY = 86_400_000;

const ANSWERED = [
  'wear-oxidise',
  'return-shade',
  'scan-light',
  'privacy-upload',
  'lip-choose',
  'mirror-blocked',
];

/** Words, language, how often they were asked, and what came nearest. */
const SENT = [
  ['口红可以刻字吗', 'zh-CN', 4, 'shade-gift'],
  ['口紅能不能刻字呢', 'zh-TW', 1, 'shade-gift'],
  ['有没有旅行装的粉底', 'zh-CN', 3, 'prep-amount'],
  ['可以開統編發票嗎', 'zh-TW', 2, 'order-change'],
  ['Do you ship to Singapore?', 'en', 1, 'order-ship'],
] as const;

export const demoQuestions = (random: Random, now: number): DemoEvent[] => {
  const at = (): number => now - between(random, 0.1, 6) * DAY;
  const answered = Array.from({ length: 40 }, () =>
    demoQuestion(random, at(), 'faq.answered', {
      faqId: pick(random, ANSWERED),
      margin: between(random, 3, 12),
      locale: 'zh-CN',
    }),
  );
  const abstained = Array.from({ length: 7 }, () =>
    demoQuestion(random, at(), 'faq.abstained', {
      nearest: pick(random, ANSWERED),
      margin: between(random, 0, 1),
      locale: 'zh-CN',
    }),
  );
  const sent = SENT.flatMap(([question, locale, times, faqId]) =>
    Array.from({ length: times }, () =>
      demoQuestion(random, at(), 'faq.escalated', {
        to: 'person',
        faqId,
        locale,
        question,
      }),
    ),
  );
  return [...answered, ...abstained, ...sent];
};
