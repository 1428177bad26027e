import { addMonths, dayOf, startOfDay } from './calendar.ts';

/** The handbook's two warnings (流失预警), kept apart: they are different things to say to a customer. */
export interface ChurnFlags {
  /** No interaction for three calendar months. ms since 1970 of the day it began; null: not raised. */
  readonly noInteraction: number | null;
  /** Last purchase more than 90 days ago. */
  readonly noPurchase: number | null;
  /** 0: neither, 1: one, 2: both. */
  readonly severity: 0 | 1 | 2;
}

const MONTHS = 3;
const DAYS = 90;

export interface ChurnFacts {
  /** ms since 1970 of the last try-on, visit, chat or purchase; null: never. */
  readonly lastInteraction: number | null;
  /** null: has not bought; who never bought cannot stop buying. */
  readonly lastPurchase: number | null;
}

/** Flags as of a moment, by the days of Shanghai: 31 January is three months away on 30 April; the 91st day after a purchase is the first over 90. */
export const churnFlags = ({ lastInteraction, lastPurchase }: ChurnFacts, now: number): ChurnFlags => {
  const today = dayOf(now);
  const quiet = lastInteraction === null ? null : addMonths(dayOf(lastInteraction), MONTHS);
  const dry = lastPurchase === null ? null : dayOf(lastPurchase) + DAYS + 1;
  const noInteraction = quiet !== null && today >= quiet ? startOfDay(quiet) : null;
  const noPurchase = dry !== null && today >= dry ? startOfDay(dry) : null;
  const severity = ((noInteraction === null ? 0 : 1) + (noPurchase === null ? 0 : 1)) as 0 | 1 | 2;
  return { noInteraction, noPurchase, severity };
};
