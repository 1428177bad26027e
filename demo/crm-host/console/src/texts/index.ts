import { en, type TextKey, type Texts } from './en.ts';
import { type NameKey, type Names, namesEn } from './names-en.ts';
import { namesZhCN } from './names-zh-CN.ts';
import { namesZhTW } from './names-zh-TW.ts';
import { zhCN } from './zh-CN.ts';
import { zhTW } from './zh-TW.ts';

export type { TextKey } from './en.ts';

export const LOCALES = ['zh-CN', 'zh-TW', 'en'] as const;
export type Locale = (typeof LOCALES)[number];
/** Each language in its own words. */
export const LOCALE_NAMES: Readonly<Record<Locale, string>> = {
  'zh-CN': '简体中文',
  'zh-TW': '繁體中文',
  en: 'English',
};

export const TEXTS: Readonly<Record<Locale, Texts>> = { 'zh-CN': zhCN, 'zh-TW': zhTW, en };
export const NAMES: Readonly<Record<Locale, Names>> = { 'zh-CN': namesZhCN, 'zh-TW': namesZhTW, en: namesEn };

export type Values = Readonly<Record<string, string | number>>;

/** A text with its `{name}` places filled. */
export const textIn = (locale: Locale, key: TextKey, values: Values = {}): string =>
  TEXTS[locale][key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? name));

/** The name of something the store holds, such as `tier`, `gold`; what has no name stays readable as it is. */
export const nameIn = (locale: Locale, group: string, value: string): string =>
  NAMES[locale][`${group}.${value}` as NameKey] ?? value;
