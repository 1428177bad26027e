import type { CarmineEvent } from '@carmine/crm';
import type { WireDataMap } from '@carmine/crm/contract';

type Shown = WireDataMap['recommendation.shown'];

/** Of the rules a match is made by; grows when the reasons of @carmine/shades do. */
const RULES = 'carmine-match-1';
/** Shades and reasons told; the contract's ends. */
const ITEMS = 12;
const REASONS = 12;

/** What was recommended last, and what was opened of it. */
export interface Recommendation {
  readonly id: string;
  readonly skus: readonly string[];
  readonly opened: readonly string[];
}

/** A match as a recommendation with its reasons, each resting on that match; null for an event that is none, or that could not choose. */
export const recommendationOf = (event: CarmineEvent, id: string): Shown | null => {
  if (event.type !== 'com.carmine.shade.matched.v1') return null;
  const { matches, abstained } = event.data as WireDataMap['shade.matched'];
  const items = matches.slice(0, ITEMS).flatMap(({ sku, reasons }) => {
    const codes = reasons.slice(0, REASONS).map(({ key }) => ({ code: key, evidenceRef: event.id }));
    return codes.length > 0 ? [{ sku, reasons: codes }] : [];
  });
  return abstained || items.length === 0 ? null : { recId: id, items, ruleSetVersion: RULES };
};
