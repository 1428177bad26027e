import type { Locale } from '../products.ts';
import { en } from './en.ts';
import type { ShopKey, ShopTexts } from './keys.ts';
import { zhCN } from './zh-CN.ts';
import { zhTW } from './zh-TW.ts';

export type { ShopKey, ShopTexts } from './keys.ts';

const TABLE: Readonly<Record<Locale, ShopTexts>> = { 'zh-CN': zhCN, 'zh-TW': zhTW, en };

export const LANGUAGES: readonly {
  readonly locale: Locale;
  readonly short: string;
  readonly name: string;
}[] = [
  { locale: 'zh-CN', short: '简', name: '简体中文' },
  { locale: 'zh-TW', short: '繁', name: '繁體中文' },
  { locale: 'en', short: 'EN', name: 'English' },
];

/** The shop's text in a language, `{name}` places filled. */
export const text = (
  locale: Locale,
  key: ShopKey,
  values: Readonly<Record<string, string | number>> = {},
): string => TABLE[locale][key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? name));
