import type { Purpose } from '@carmine/crm/consent';
import type { Locale } from '../locales/index.ts';
import { en } from './words-en.ts';
import { zhCN } from './words-zh-CN.ts';
import { zhTW } from './words-zh-TW.ts';

/** All texts of `<carmine-consent>`. Plain words: what happens, where, and what for. */
export interface ConsentWords {
  readonly title: string;
  readonly intro: string;
  readonly age: string;
  readonly ageYes: string;
  readonly ageNo: string;
  /** Beside skin readings while the age is not told. */
  readonly ageFirst: string;
  /** Instead of the list for those who are younger. */
  readonly minor: string;
  readonly all: string;
  readonly none: string;
  readonly save: string;
  readonly saved: string;
  /** How many were allowed: `{n}`. */
  readonly summary: string;
  readonly summaryNone: string;
  readonly change: string;
  readonly policy: string;
  /** Name and explanation of each purpose. */
  readonly purposes: Readonly<Record<Purpose, readonly [name: string, note: string]>>;
}

const TABLE: Readonly<Record<Locale, ConsentWords>> = { en, 'zh-CN': zhCN, 'zh-TW': zhTW };

export const consentWords = (locale: Locale): ConsentWords => TABLE[locale];
