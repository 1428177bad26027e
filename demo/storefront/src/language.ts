import { resolveLocale } from '@carmine/elements';
import type { Locale } from './products.ts';

/** The language of a visit: `?lang=` of the address, else zh-CN: the shop's home market comes first. */
export const localeFromUrl = (href: string): Locale => {
  const wanted = new URL(href).searchParams.get('lang');
  return wanted ? resolveLocale(wanted) : 'zh-CN';
};

/** The address of this page in a language; zh-CN needs no mark. */
export const hrefFor = (href: string, locale: Locale): string => {
  const url = new URL(href);
  if (locale === 'zh-CN') url.searchParams.delete('lang');
  else url.searchParams.set('lang', locale);
  return url.href;
};

/** Writes the language into the address, so that a link or a reload keeps it. */
export const rememberLocale = (locale: Locale): void => {
  history.replaceState(history.state, '', hrefFor(location.href, locale));
};

/** The time of day of a moment, as it is told to a customer. */
export const clock = (iso: string, locale: Locale): string =>
  new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    new Date(iso),
  );
