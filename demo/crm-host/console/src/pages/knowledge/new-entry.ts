import type { FaqEntry } from '@carmine/crm/faq';
import type { GapItem } from './book.ts';

/** An empty answer; its short name from a random id, to be changed before it is saved. */
export const blankEntry = (random: string): FaqEntry => ({
  id: `answer-${random.slice(0, 8)}`,
  intent: 'shop',
  about: [],
  questions: { 'zh-CN': [], 'zh-TW': [], en: [] },
  answer: { 'zh-CN': '', 'zh-TW': '', en: '' },
});

/** The answer with the customers' own words added to its questions, each in the language it was asked in. */
export const entryForGap = (entry: FaqEntry, gap: GapItem): FaqEntry => {
  if (gap.kind === 'cause') {
    // A cause is a name and no question: the short name of a new answer, and nothing to add to one that is there.
    return entry.questions.en.length ? entry : { ...entry, id: `cause-${gap.cause}` };
  }
  const words = (locale: 'zh-CN' | 'zh-TW' | 'en'): readonly string[] => [
    ...new Set([
      ...entry.questions[locale],
      ...gap.questions.filter((q) => (q.locale ?? 'zh-CN') === locale).map((q) => q.text.slice(0, 120)),
    ]),
  ];
  return { ...entry, questions: { 'zh-CN': words('zh-CN'), 'zh-TW': words('zh-TW'), en: words('en') } };
};
