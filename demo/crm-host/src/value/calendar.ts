/** Days and months as a calendar in China has them: UTC+8, no summer time since 1991. */

export const DAY_MS = 86_400_000;
const SHANGHAI_MS = 8 * 3_600_000;

/** Number of the day in Shanghai that a moment falls on, days since 1970-01-01. */
export const dayOf = (ms: number): number => Math.floor((ms + SHANGHAI_MS) / DAY_MS);

/** The moment a day begins in Shanghai, ms since 1970. */
export const startOfDay = (day: number): number => day * DAY_MS - SHANGHAI_MS;

/** Hour of the day in Shanghai, 0..23. */
export const hourOf = (ms: number): number =>
  Math.floor(((((ms + SHANGHAI_MS) % DAY_MS) + DAY_MS) % DAY_MS) / 3_600_000);

/** The day `months` later: the same day of the month, or the month's last day where it has none (31 January + 3 = 30 April). */
export const addMonths = (day: number, months: number): number => {
  const date = new Date(day * DAY_MS);
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0)).getUTCDate();
  return Math.floor(first / DAY_MS) + Math.min(date.getUTCDate(), last) - 1;
};
