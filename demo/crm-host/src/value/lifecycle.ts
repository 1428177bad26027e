import { dayOf } from './calendar.ts';
import { type ChurnFlags, churnFlags } from './churn.ts';

/** Where a customer is on the way (生命周期). Sensitive stages are only ever declared by the customer, never concluded here. */
export type Stage = 'visitor' | 'trial' | 'new' | 'active' | 'lapsing' | 'lapsed' | 'won-back';

export interface LifecycleFacts {
  /** ms since 1970 of each kept order, any order. */
  readonly orders: readonly number[];
  /** ms since 1970; null: never tried a shade. */
  readonly lastTryOn: number | null;
  /** Of any kind. */
  readonly lastInteraction: number | null;
}

/** Days after a first order in which a customer counts as new: the handbook's repurchase cycle of 45 days. */
const NEW_DAYS = 45;

const flagsOf = (facts: LifecycleFacts, now: number): ChurnFlags =>
  churnFlags(
    {
      lastInteraction: facts.lastInteraction,
      lastPurchase: facts.orders.length ? Math.max(...facts.orders) : null,
    },
    now,
  );

/** true when the last order came after a gap that had raised the purchase flag. */
const cameBack = (orders: readonly number[]): boolean => {
  const sorted = [...orders].sort((a, b) => a - b);
  const [last, before] = [sorted.at(-1), sorted.at(-2)];
  return (
    last !== undefined &&
    before !== undefined &&
    churnFlags({ lastInteraction: null, lastPurchase: before }, last).noPurchase !== null
  );
};

/** The stage as of a moment: a function of what is known, so that events that come late set it right by themselves. */
export const stageOf = (facts: LifecycleFacts, now: number): Stage => {
  const orders = facts.orders.filter((at) => at <= now);
  const known = { ...facts, orders };
  if (orders.length === 0) return facts.lastTryOn === null ? 'visitor' : 'trial';
  const flags = flagsOf(known, now);
  if (flags.severity === 2) return 'lapsed';
  if (flags.severity === 1) return 'lapsing';
  if (cameBack(orders)) return 'won-back';
  return orders.length === 1 && dayOf(now) - dayOf(orders[0] as number) <= NEW_DAYS ? 'new' : 'active';
};
