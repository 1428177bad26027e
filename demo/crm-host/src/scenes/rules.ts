import type { Purpose, WireName } from '../contract.ts';
import { DAY_MS } from '../value/calendar.ts';

export interface SceneRule {
  readonly scene: 'tutorial' | 'call-back' | 'ask-rating' | 'win-back' | 'low-stock';
  /** Event that sets it off; the others come from the host's own work. */
  readonly on: WireName | 'churn' | 'stock';
  /** ms after it. */
  readonly delay: number;
  /** Consent it needs when planned and again when done; null: part of a contract (a complaint is answered). */
  readonly purpose: Purpose | null;
}

/** Scene triggers (场景触发): a purchase brings its lesson, a complaint its call, its end the question how it was. */
export const SCENES: readonly SceneRule[] = [
  { scene: 'tutorial', on: 'order.completed', delay: DAY_MS, purpose: 'personalization' },
  { scene: 'call-back', on: 'complaint.opened', delay: 0, purpose: null },
  { scene: 'ask-rating', on: 'complaint.closed', delay: DAY_MS, purpose: null },
  { scene: 'win-back', on: 'churn', delay: 0, purpose: 'marketing' },
  { scene: 'low-stock', on: 'stock', delay: 0, purpose: 'marketing' },
];
