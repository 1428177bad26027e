import { DAY_MS, dayOf, hourOf, startOfDay } from '../value/calendar.ts';

/** When a scene may reach out: never in the night, never too often. Pure; times in ms since 1970, hours of Shanghai. */

export interface ReachSettings {
  /** Nobody is reached from this hour on, 0..23 ... */
  readonly quietFrom: number;
  /** ... until this one. */
  readonly quietUntil: number;
  /** At most so many a day of the calendar and in any seven days, over all scenes that need consent. */
  readonly perDay: number;
  readonly perWeek: number;
  /** A reach that would have to wait longer than this is not made: advice for a lipstick is no use a month later. */
  readonly waitMs: number;
}

export const REACH_SETTINGS: ReachSettings = {
  quietFrom: 21,
  quietUntil: 9,
  perDay: 1,
  perWeek: 2,
  waitMs: 14 * DAY_MS,
};

const HOUR_MS = 3_600_000;

export const isQuiet = (at: number, { quietFrom, quietUntil }: ReachSettings): boolean => {
  const hour = hourOf(at);
  return quietFrom > quietUntil
    ? hour >= quietFrom || hour < quietUntil
    : hour >= quietFrom && hour < quietUntil;
};

/** The moment itself, or the end of the quiet hours it falls into. */
export const afterQuiet = (at: number, settings: ReachSettings): number => {
  if (!isQuiet(at, settings)) return at;
  const today = startOfDay(dayOf(at)) + settings.quietUntil * HOUR_MS;
  return today > at ? today : today + DAY_MS;
};

const within = (at: number, others: readonly number[]): { day: number; week: number } => {
  const day = others.filter((o) => dayOf(o) === dayOf(at)).length;
  // The fullest seven days that the new one would fall into.
  const near = [...others.filter((o) => Math.abs(o - at) < 7 * DAY_MS), at].sort((a, b) => a - b);
  const week =
    Math.max(...near.map((from) => near.filter((o) => o >= from && o < from + 7 * DAY_MS).length)) - 1;
  return { day, week };
};

/** The first moment from `wish` on that is neither quiet nor too much beside what is already planned; null: it would have to wait too long. */
export const reachAt = (wish: number, planned: readonly number[], settings: ReachSettings): number | null => {
  let at = afterQuiet(wish, settings);
  while (at - wish <= settings.waitMs) {
    const { day, week } = within(at, planned);
    if (day < settings.perDay && week < settings.perWeek) return at;
    at = afterQuiet(startOfDay(dayOf(at) + 1) + settings.quietUntil * HOUR_MS, settings);
  }
  return null;
};
