import { readFileSync } from 'node:fs';
import { INTENTS, POLARITIES } from '../../packages/crm/src/chat/classes.ts';

/** The labelled sentences: `data/README` of the card says who wrote them. */

export interface Sample {
  readonly locale: 'zh-CN' | 'zh-TW' | 'en';
  readonly polarity: (typeof POLARITIES)[number];
  readonly intent: (typeof INTENTS)[number];
  readonly text: string;
}

const SHORT = { neg: 'negative', neu: 'neutral', pos: 'positive', mix: 'mixed' } as const;

const cells = (name: string): string[][] =>
  readFileSync(new URL(`data/${name}.tsv`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.split('\t'));

const sample = (locale: string, polarity: string, intent: string, text: string): Sample => {
  const known = SHORT[polarity as keyof typeof SHORT];
  if (!known || !INTENTS.includes(intent as Sample['intent']) || !text)
    throw new Error(`A line of the data is none: ${[locale, polarity, intent, text].join(' | ')}`);
  return { locale: locale as Sample['locale'], polarity: known, intent: intent as Sample['intent'], text };
};

const ofLocale = (name: string, locale: Sample['locale']): Sample[] =>
  cells(name).map(([polarity = '', intent = '', text = '']) => sample(locale, polarity, intent, text));

/** Written by hand, for weights, temperature (by folds) and thresholds. */
export const handWritten = (): Sample[] => [
  ...ofLocale('train.zh', 'zh-CN'),
  ...ofLocale('train.en', 'en'),
  ...further(),
];

const further = (): Sample[] =>
  cells('train.more').map(([locale = '', polarity = '', intent = '', text = '']) =>
    sample(locale, polarity, intent, text),
  );

/** Held out. */
export const heldOut = (): Sample[] =>
  (['zh-CN', 'zh-TW', 'en'] as const).flatMap((locale) => ofLocale(`test.${locale}`, locale));

export interface Negation {
  readonly expected: 'negative' | 'not-negative';
  readonly locale: string;
  readonly text: string;
}

/** Sentences that turn on a negation. */
export const negations = (): Negation[] =>
  cells('negation').map(([expected, locale = '', text = '']) => ({
    expected: expected === 'neg' ? 'negative' : 'not-negative',
    locale,
    text,
  }));

export { INTENTS, POLARITIES };
