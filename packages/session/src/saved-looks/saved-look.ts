import type { Look, ProductKind } from '@carmine/makeup';

/** Names the kind of file. */
export const LOOK_FORMAT = 'carmine-look';
/** Version of the files this SDK writes. */
export const LOOK_VERSION = 2;
/** Characters a name may have. */
export const MAX_NAME = 60;

/** Which shades of the shop's catalogue a look is made of; products without one were mixed by hand. */
export type LookSkus = Readonly<Partial<Record<ProductKind, string>>>;

/** A look under a name. Colours and amounts only: no picture and nothing of a face. */
export interface SavedLook {
  readonly format: typeof LOOK_FORMAT;
  readonly version: typeof LOOK_VERSION;
  /** Unique among the looks of a shop's customer; a UUID. */
  readonly id: string;
  /** As the shopper calls it, 1..60 characters. */
  readonly name: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly look: Look;
  readonly skus?: LookSkus;
}

/** What a new saved look is made of. */
export interface LookDraft {
  readonly name: string;
  readonly look: Look;
  readonly skus?: LookSkus;
}

/** A saved look from what is worn now. `now` and `id` are for tests. */
export const createSavedLook = (
  { name, look, skus = {} }: LookDraft,
  { now = new Date(), id = newId() }: { now?: Date; id?: string } = {},
): SavedLook => ({
  format: LOOK_FORMAT,
  version: LOOK_VERSION,
  id,
  name: tidyName(name),
  createdAt: now.toISOString(),
  look,
  ...(Object.keys(skus).length > 0 ? { skus } : {}),
});

/** The look under another name. */
export const renameLook = (saved: SavedLook, name: string): SavedLook => ({ ...saved, name: tidyName(name) });

const UNNAMED = 'Look';

/** Control characters, line ends and what turns the direction of writing. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/gu;

/** One line without control characters, cut to MAX_NAME characters; never empty. */
export const tidyName = (name: string): string => {
  const line = name.replace(UNSEEN, ' ').replace(/\s+/g, ' ').trim();
  return [...line].slice(0, MAX_NAME).join('').trim() || UNNAMED;
};

/** crypto.randomUUID needs a secure context; getRandomValues does not. */
export const newId = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  // RFC 9562, version 4 and its variant.
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((b) => b.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};
