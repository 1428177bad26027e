import { CarmineError } from '@carmine/errors';
import { PRODUCT_KINDS, parseLook } from '@carmine/makeup';
import { badField, type MigrationContext, migrate } from './migrate.ts';
import { LOOK_FORMAT, LOOK_VERSION, type LookSkus, newId, type SavedLook, tidyName } from './saved-look.ts';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Letters a UUID, or another shop's own id, is made of. */
const ID = /^[\w-]{1,64}$/;
/** Characters a sku may have, as in @carmine/shades. */
const MAX_SKU = 64;

const FIELDS = ['format', 'version', 'id', 'name', 'createdAt', 'look', 'skus'];

/** What an older file without a name is called, and when; for tests also its id. */
export type ParseContext = Partial<MigrationContext>;

/**
 * A saved look from JSON text or an already parsed value, brought up to the present version. Strict: what is unknown or wrong throws
 * `look-invalid` naming the field (`details.field`; for a layer also `details.layer`), a later version `look-newer`.
 */
export const parseSavedLook = (input: unknown, context: ParseContext = {}): SavedLook => {
  const file = typeof input === 'string' ? fromJson(input) : input;
  if (!isRecord(file)) throw badField('look', 'an object', file);
  const { name = '', id = newId(), now = new Date() } = context;
  const current = migrate(file, { name: tidyName(name), id, now });
  for (const key of Object.keys(current))
    if (!FIELDS.includes(key)) throw badField(key, 'no such field', current[key]);
  const skus = readSkus(current.skus);
  return {
    format: LOOK_FORMAT,
    version: LOOK_VERSION,
    id: readId(current.id),
    name: readName(current.name),
    createdAt: readDate(current.createdAt),
    look: parseLook(current.look),
    ...(skus ? { skus } : {}),
  };
};

/** The saved look as the text of a file; parseSavedLook gives it back. */
export const serializeSavedLook = (saved: SavedLook): string => `${JSON.stringify(saved, null, 2)}\n`;

const fromJson = (text: string): unknown => {
  try {
    // A byte order mark is what some editors leave in front.
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new CarmineError('look-invalid', {
      message: 'saved look: the file is not JSON',
      details: { field: 'look' },
      cause,
    });
  }
};

const readId = (value: unknown): string => {
  if (typeof value === 'string' && ID.test(value)) return value;
  throw badField('id', '1 to 64 letters, digits, "-" or "_"', value);
};

const readName = (value: unknown): string => {
  if (typeof value === 'string' && tidyName(value) === value) return value;
  throw badField('name', 'one line of 1 to 60 characters', value);
};

const readDate = (value: unknown): string => {
  if (
    typeof value === 'string' &&
    /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(value) &&
    !Number.isNaN(Date.parse(value))
  )
    return value;
  throw badField('createdAt', 'a date such as "2026-01-31T09:30:00.000Z"', value);
};

const readSkus = (value: unknown): LookSkus | null => {
  if (value === undefined) return null;
  if (!isRecord(value)) throw badField('skus', 'an object', value);
  for (const [product, sku] of Object.entries(value)) {
    if (!(PRODUCT_KINDS as readonly string[]).includes(product))
      throw badField(`skus.${product}`, 'a product', sku);
    if (typeof sku !== 'string' || sku.length < 1 || sku.length > MAX_SKU)
      throw badField(`skus.${product}`, `1 to ${MAX_SKU} characters`, sku);
  }
  return value as LookSkus;
};
