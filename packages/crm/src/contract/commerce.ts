import * as v from 'valibot';
import { actor, atLeast0, list, ref, share, sku, text, whole } from '../fields.ts';
import { PRODUCTS } from '../products.ts';

/** What a customer looks at, tries, is shown and buys. */

const product = v.optional(v.picklist(PRODUCTS));
/** ISO 4217. */
const currency = v.pipe(v.string(), v.regex(/^[A-Z]{3}$/));

export const productViewed = v.strictObject({
  actor,
  sku,
  product,
  /** The shop's own, for what is no make-up. */
  category: v.optional(text(64)),
  brand: v.optional(text(120)),
  line: v.optional(text(120)),
  /** In the list it was chosen from, 1 = first. */
  position: v.optional(whole(1, 10_000)),
  dwellMs: v.optional(atLeast0),
});

/** Where a purchase came from. */
const attributedTo = v.optional(
  v.strictObject({ recId: v.optional(ref), tryonSession: v.optional(text(100)) }),
);

export const productAdded = v.strictObject({
  actor,
  sku,
  quantity: whole(1, 999),
  /** One piece, in `currency`. */
  price: atLeast0,
  currency,
  attributedTo,
});

export const orderCompleted = v.strictObject({
  actor,
  orderRef: ref,
  items: list(v.strictObject({ sku, quantity: whole(1, 999), price: atLeast0 }), 1, 100),
  currency,
  /** What was paid, after discounts. */
  total: atLeast0,
  channel: v.picklist(['online', 'app', 'mini-program', 'counter', 'marketplace', 'other']),
  attributedTo,
});

/** Why an item is recommended: a code with the evidence it rests on and its weight among the reasons. */
const reason = v.strictObject({ code: text(40), evidenceRef: text(64), weight: v.optional(share) });

export const recommendationShown = v.strictObject({
  actor,
  recId: ref,
  items: list(v.strictObject({ sku, reasons: list(reason, 1, 12) }), 1, 24),
  ruleSetVersion: text(32),
  variant: v.optional(ref),
});

const choice = { actor, recId: ref, sku };
export const recommendationOpened = v.strictObject(choice);
export const recommendationAccepted = v.strictObject(choice);
export const recommendationRejected = v.strictObject({
  ...choice,
  reason: v.optional(v.picklist(['wrong-shade', 'price', 'owned', 'not-for-me', 'other'])),
});
