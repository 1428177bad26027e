/** The handbook's customer value: average order x frequency x lifetime x retention, with its units, and beside it the product without the part counted twice. */

export interface OrderFact {
  /** ms since 1970. */
  readonly at: number;
  /** Minor units. */
  readonly total: number;
  readonly refunded: number;
}

export interface LtvSettings {
  /** Years a customer stays on average; a figure of the brand, not of one customer. */
  readonly lifetimeYears: number;
  /** Share of the customers of one year who buy in the next, 0..1; of the brand. */
  readonly retention: number;
}

export interface Ltv {
  /** Net of refunds, minor units an order. */
  readonly averageOrder: number;
  /** Orders a year. */
  readonly frequency: number;
  readonly lifetimeYears: number;
  readonly retention: number;
  /** averageOrder x frequency x lifetime x retention, as the handbook states it, minor units. */
  readonly asStated: number;
  /** averageOrder x frequency x lifetime: a lifetime is what retention makes of the years (1 / (1 - retention)), so that the product above counts retention twice. */
  readonly countedOnce: number;
}

const YEAR_MS = 365.25 * 86_400_000;
/** A first order alone says nothing of a rhythm: less than this much history counts as this much. */
const LEAST_YEARS = 1;

/** Value of one customer from the orders up to `now`. An order that was given back whole is none. */
export const ltvOf = (orders: readonly OrderFact[], settings: LtvSettings, now: number): Ltv => {
  const kept = orders.filter((o) => o.at <= now && o.refunded < o.total);
  const net = kept.reduce((sum, o) => sum + o.total - o.refunded, 0);
  const first = kept.reduce((min, o) => Math.min(min, o.at), now);
  const years = Math.max(LEAST_YEARS, (now - first) / YEAR_MS);
  const averageOrder = kept.length ? net / kept.length : 0;
  const frequency = kept.length / years;
  const countedOnce = averageOrder * frequency * settings.lifetimeYears;
  return { averageOrder, frequency, ...settings, asStated: countedOnce * settings.retention, countedOnce };
};

/** Retention of a brand: of those who bought in one year, the share who bought in the year after; 0 without customers. */
export const retentionOf = (
  orders: readonly { readonly person: string; readonly at: number }[],
  now: number,
): number => {
  const between = (from: number, to: number): Set<string> =>
    new Set(orders.filter((o) => o.at > from && o.at <= to).map((o) => o.person));
  const before = between(now - 2 * YEAR_MS, now - YEAR_MS);
  const after = between(now - YEAR_MS, now);
  const back = [...before].filter((p) => after.has(p)).length;
  return before.size ? back / before.size : 0;
};
