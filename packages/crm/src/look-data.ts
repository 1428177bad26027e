import * as v from 'valibot';
import { actor } from './fields.ts';
import { PRODUCTS } from './products.ts';

const shortText = v.pipe(v.string(), v.minLength(1), v.maxLength(64));

/** What one look says of itself: a name and what is worn, by sku where it came from a catalogue. No colour of skin, no picture. */
const look = {
  /** As the customer or the shop named it; addresses and numbers are taken out. */
  name: v.optional(shortText),
  /** Undermost first, at most 12. */
  layers: v.pipe(
    v.array(v.strictObject({ product: v.picklist(PRODUCTS), sku: v.optional(shortText) })),
    v.maxLength(12),
  ),
};

export const lookSaved = v.strictObject({ actor, ...look });

export const lookShared = v.strictObject({
  actor,
  ...look,
  /** How it left the mirror: the look as a file or link, or a picture or film the customer saved. The picture itself is never told. */
  via: v.picklist(['file', 'link', 'image', 'video', 'other']),
});

export const lookCompared = v.strictObject({
  actor,
  /** In the order shown; a look without layers is the bare face. */
  looks: v.pipe(v.array(v.strictObject(look)), v.minLength(2), v.maxLength(4)),
});
