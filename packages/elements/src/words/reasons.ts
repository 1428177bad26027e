import { type Locale, type MessageKey, messages } from '../locales/index.ts';
import { fill, number, percent, type Values } from './format.ts';

const lookUp = (key: string, locale: Locale): string | undefined => messages(locale)[key as MessageKey];

/** Words for the names a reason's values can hold. */
const TABLES: Readonly<Record<string, string>> = {
  skin: 'undertone',
  family: 'family',
  cause: 'cause',
  light: 'match.light',
};

const readable = (name: string, value: string | number, locale: Locale): string => {
  if (typeof value === 'number') return written(name, value, locale);
  if (name === 'date') return dateText(value, locale);
  const word = lookUp(`${TABLES[name] ?? ''}.${value}`, locale) ?? value;
  return locale === 'en' && name === 'skin' ? word.toLowerCase() : word;
};

/** Probabilities as percent, ratios to two decimals, minutes whole, the rest to one. Signed parts keep their plus. */
const written = (name: string, value: number, locale: Locale): string => {
  if (name === 'p' || /^p[A-Z]/.test(name)) return percent(value, locale);
  if (name === 'minutes') return number(value, locale, 0);
  if (name === 'cr') return number(value, locale, 2);
  const text = number(name === 'dE' ? Math.abs(value) : value, locale, 1);
  return /^d[LCHab]$/.test(name) && Number(value.toFixed(1)) > 0 ? `+${text}` : text;
};

/** Date and hour of a reading; what is no date stays as it is. */
const dateText = (iso: string, locale: Locale): string => {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(date);
};

/** A reason of a match in words. An unknown key stays readable as the key itself. */
export const reasonText = (key: string, locale: Locale, values: Values = {}): string => {
  const words = Object.entries(values).map(([name, value]) => [name, readable(name, value, locale)]);
  return fill(lookUp(`reason.${key}`, locale) ?? key, Object.fromEntries(words));
};

/** Why no single shade was named. */
export const abstainText = (key: string, locale: Locale): string => lookUp(`abstain.${key}`, locale) ?? key;

/** Why a measure has no value, or an uncertain one. */
export const measureReasonText = (key: string, locale: Locale): string =>
  lookUp(`measure-reason.${key}`, locale) ?? lookUp(`gate.${key}`, locale) ?? key;

/** The guidance of a gate in words. */
export const gateText = (hint: string, locale: Locale): string => lookUp(`gate.${hint}`, locale) ?? hint;

/** A unit as it is written after a number. */
export const unitText = (unit: string, locale: Locale): string => lookUp(`unit.${unit}`, locale) ?? unit;
