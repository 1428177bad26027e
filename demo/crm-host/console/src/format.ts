import { locale } from './language.ts';

/** Numbers and times in the language of the page; times on the clock of the shop. */
const ZONE = 'Asia/Shanghai';

export const number = (value: number, digits = 0): string =>
  new Intl.NumberFormat(locale(), { maximumFractionDigits: digits, minimumFractionDigits: digits }).format(
    value,
  );

/** 0..1 as percent. */
export const percent = (share: number, digits = 1): string =>
  new Intl.NumberFormat(locale(), {
    style: 'percent',
    maximumFractionDigits: digits,
    minimumFractionDigits: digits,
  }).format(share);

/** Minor units as money. */
export const money = (minor: number, currency = 'CNY'): string => {
  const format = new Intl.NumberFormat(locale(), { style: 'currency', currency, maximumFractionDigits: 0 });
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
    .maximumFractionDigits;
  return format.format(minor / 10 ** (digits ?? 2));
};

export const dateTime = (iso: string): string =>
  new Intl.DateTimeFormat(locale(), {
    timeZone: ZONE,
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(iso));

export const day = (iso: string): string =>
  new Intl.DateTimeFormat(locale(), {
    timeZone: ZONE,
    year: 'numeric',
    month: 'short',
    day: 'numeric',
  }).format(new Date(iso));

export const clock = (iso: string, seconds = false): string =>
  new Intl.DateTimeFormat(locale(), {
    timeZone: ZONE,
    hour: '2-digit',
    minute: '2-digit',
    ...(seconds ? { second: '2-digit' } : {}),
    hourCycle: 'h23',
  }).format(new Date(iso));

const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** "in 3 hours", "2 days ago". */
export const relative = (iso: string, now = Date.now()): string => {
  const ms = new Date(iso).getTime() - now;
  const [unit, size] = STEPS.find(([, s]) => Math.abs(ms) >= s) ?? (['minute', 60_000] as const);
  return new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' }).format(Math.trunc(ms / size), unit);
};

/** The day in the shop `days` from now, as a date field writes it. */
export const dateField = (days: number, now = Date.now()): string =>
  new Date(now + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);

/** A date field's day at ten in the morning of the shop, RFC 3339. */
export const morningOf = (field: string): string => new Date(`${field}T10:00:00+08:00`).toISOString();
