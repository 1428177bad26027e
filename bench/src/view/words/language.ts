import { en } from './en.ts';
import type { Words } from './types.ts';
import { zhCN } from './zh-cn.ts';
import { zhTW } from './zh-tw.ts';

export const WORDS = { en, 'zh-CN': zhCN, 'zh-TW': zhTW } as const satisfies Readonly<Record<string, Words>>;
export type Language = keyof typeof WORDS;

/** The language of a browser's tags, first match. */
export const languageOf = (tags: readonly string[]): Language => {
  for (const tag of tags) {
    if (/^zh\b.*\b(TW|HK|MO|Hant)\b/i.test(tag)) return 'zh-TW';
    if (/^zh\b/i.test(tag)) return 'zh-CN';
    if (/^en\b/i.test(tag)) return 'en';
  }
  return 'en';
};
