import { en } from './en.ts';
import type { Messages } from './keys.ts';
import { zhCN } from './zh-CN.ts';
import { zhTW } from './zh-TW.ts';

export type { MessageKey, Messages } from './keys.ts';

/** The languages that are complete. */
export const LOCALES = ['zh-CN', 'zh-TW', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

const TABLE: Readonly<Record<Locale, Messages>> = { 'zh-CN': zhCN, 'zh-TW': zhTW, en };

/** The texts of a locale. */
export const messages = (locale: Locale): Messages => TABLE[locale];

/**
 * The locale for a language tag (BCP 47): Traditional script and its regions read zh-TW, other Chinese zh-CN, English
 * and everything unknown en; no tag at all zh-CN, the default of the product.
 */
export const resolveLocale = (tag: string | null | undefined): Locale => {
  const lower = (tag ?? '').trim().toLowerCase();
  if (lower === '') return 'zh-CN';
  if (/^zh\b/.test(lower)) return /\b(hant|tw|hk|mo)\b/.test(lower) ? 'zh-TW' : 'zh-CN';
  return 'en';
};
