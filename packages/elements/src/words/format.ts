import type { Locale } from '../locales/index.ts';

/** Values for the `{name}` places of a text. */
export type Values = Readonly<Record<string, string | number>>;

/** Fills `{name}` places; a place without a value stays readable as the bare name. */
export const fill = (text: string, values: Values = {}): string =>
  text.replace(/\{([\w-]+)\}/g, (_, name: string) => String(values[name] ?? name));

/** A number in the locale's writing with at most `digits` decimals; a true minus sign, never "-0". */
export const number = (value: number, locale: Locale, digits = 1): string => {
  const rounded = Number(value.toFixed(digits)) + 0;
  return new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits })
    .format(rounded)
    .replace(/^-/, '−');
};

/** 0..1 as whole percent. Small but real chances read "<1%", near-certain ones ">99%". */
export const percent = (share: number, locale: Locale): string => {
  const format = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  if (share > 0 && share < 0.01) return `<${format.format(0.01)}`;
  if (share < 1 && share > 0.99) return `>${format.format(0.99)}`;
  return format.format(share);
};

/** Bytes as megabytes (10^6), one decimal, without the unit. */
export const megabytes = (bytes: number, locale: Locale): string => number(bytes / 1e6, locale, 1);

/** Seconds as "m:ss". */
export const clock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;
