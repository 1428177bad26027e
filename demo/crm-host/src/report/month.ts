import { addMonths, dayOf, startOfDay } from '../value/calendar.ts';

/** A calendar month of the shop (Asia/Shanghai). */
export interface Month {
  /** YYYY-MM. */
  readonly name: string;
  /** Its first moment, and that of the next month; ms since 1970. */
  readonly from: number;
  readonly until: number;
  readonly days: number;
}

const FIRST_YEAR = 2020;

const monthFrom = (first: number): Month => {
  const next = addMonths(first, 1);
  const name = new Date(first * 86_400_000).toISOString().slice(0, 7);
  return { name, from: startOfDay(first), until: startOfDay(next), days: next - first };
};

/** The month called YYYY-MM; undefined for what is none. */
export const monthOf = (name: string): Month | undefined => {
  const found = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(name);
  if (!found || Number(found[1]) < FIRST_YEAR) return undefined;
  return monthFrom(Date.UTC(Number(found[1]), Number(found[2]) - 1, 1) / 86_400_000);
};

/** The month that was over last. `now`: ms since 1970. */
export const lastMonth = (now: number): Month => {
  const today = new Date(dayOf(now) * 86_400_000);
  return monthFrom(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - 1, 1) / 86_400_000);
};
