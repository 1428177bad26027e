import { LOCALES, type Locale, nameIn, type TextKey, textIn, type Values } from './texts/index.ts';

/** The language of this browser's console, and writing in it. */

const KEPT = 'crm-language';

/** zh-TW for Traditional Chinese and its regions, zh-CN for other Chinese, else English. */
export const localeOf = (tag: string): Locale => {
  const lower = tag.toLowerCase();
  if (!/^zh\b/.test(lower)) return 'en';
  return /\b(hant|tw|hk|mo)\b/.test(lower) ? 'zh-TW' : 'zh-CN';
};

const kept = (): Locale | undefined => {
  try {
    return LOCALES.find((l) => l === localStorage.getItem(KEPT));
  } catch {
    // Storage may be closed to this page.
    return undefined;
  }
};

let current: Locale = kept() ?? localeOf(navigator.language);
const listeners = new Set<() => void>();

export const locale = (): Locale => current;

export const setLocale = (next: Locale): void => {
  current = next;
  try {
    localStorage.setItem(KEPT, next);
  } catch {
    // Then it holds until the page is left.
  }
  document.documentElement.lang = next;
  document.title = `Carmine · ${say('app.title')}`;
  for (const listener of listeners) listener();
};

/** Calls when the language changes. Returns how to stop. */
export const onLocale = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

export const say = (key: TextKey, values?: Values): string => textIn(current, key, values);
export const name = (group: string, value: string): string => nameIn(current, group, value);
