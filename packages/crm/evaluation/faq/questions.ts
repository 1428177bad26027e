import { readFileSync } from 'node:fs';
import { FAQ_LOCALES, type FaqLocale } from '../../src/faq/types.ts';

/** The questions that retrieval is fixed on (dev) and held against (test): README.md says who wrote them. */

export type Split = 'dev' | 'test';

export interface GoldQuestion {
  readonly locale: FaqLocale;
  readonly text: string;
  /** Entry that answers it; `-`: nothing known does; `!`: of a body's reactions, for a person only. */
  readonly gold: string;
}

const read = (split: Split, locale: FaqLocale): GoldQuestion[] =>
  readFileSync(new URL(`questions/${split}-${locale}.txt`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [gold = '', text = ''] = line.split(' | ');
      return { locale, text, gold };
    });

export const questionsOf = (split: Split): readonly GoldQuestion[] =>
  FAQ_LOCALES.flatMap((l) => read(split, l));

export const isAnswerable = ({ gold }: Pick<GoldQuestion, 'gold'>): boolean => gold !== '-' && gold !== '!';
