/** The files that five systems hand over: which columns are read, which must be filled, and what they say of who is who. Other columns stay behind. */

export const SOURCES = ['crm', 'pos', 'erp', 'shop', 'detector'] as const;
export type ImportSource = (typeof SOURCES)[number];

export type FieldKind = 'text' | 'ref' | 'time' | 'amount' | 'count' | 'number' | 'currency' | 'flag';

export interface Field {
  readonly name: string;
  readonly kind: FieldKind;
  /** Counts for completeness. */
  readonly required?: true;
}

export interface Profile {
  readonly source: ImportSource;
  /** Fields that together name a row for good. */
  readonly key: readonly string[];
  /** The source's own number of the customer. */
  readonly ownRef: string;
  /** The shop's opaque reference, where the row has it: the only thing that joins files. */
  readonly customerRef: string;
  /** Fields without which a row is nothing. */
  readonly must: readonly string[];
  readonly fields: readonly Field[];
}

const req = (name: string, kind: FieldKind): Field => ({ name, kind, required: true });
const opt = (name: string, kind: FieldKind): Field => ({ name, kind });

/** Order lines, one a row, as a till, the books and the online shop write them. */
const lines = (source: 'pos' | 'erp' | 'shop', own: string): Profile => ({
  source,
  key: ['order_ref', 'line'],
  ownRef: own,
  customerRef: 'customer_ref',
  must: ['order_ref', 'line', 'placed_at', 'sku', 'quantity', 'price', 'currency'],
  fields: [
    req('order_ref', 'ref'),
    req('line', 'count'),
    req(own, 'ref'),
    req('customer_ref', 'ref'),
    req('placed_at', 'time'),
    req('sku', 'ref'),
    req('quantity', 'count'),
    req('price', 'amount'),
    req('currency', 'currency'),
    opt('refunded', 'amount'),
    opt('tryon_session', 'ref'),
    opt('store', 'text'),
  ],
});

export const PROFILES: Readonly<Record<ImportSource, Profile>> = {
  crm: {
    source: 'crm',
    key: ['member_id'],
    ownRef: 'member_id',
    customerRef: 'customer_ref',
    must: ['member_id'],
    fields: [
      req('member_id', 'ref'),
      req('customer_ref', 'ref'),
      req('joined_at', 'time'),
      req('city', 'text'),
      req('channel', 'text'),
      opt('birth_month', 'count'),
      opt('adviser', 'ref'),
    ],
  },
  pos: lines('pos', 'card_no'),
  erp: lines('erp', 'account'),
  shop: lines('shop', 'account'),
  detector: {
    source: 'detector',
    key: ['reading_id'],
    ownRef: 'device_user',
    customerRef: 'customer_ref',
    must: ['reading_id', 'read_at', 'consent'],
    fields: [
      req('reading_id', 'ref'),
      req('device_user', 'ref'),
      req('customer_ref', 'ref'),
      req('read_at', 'time'),
      req('device', 'text'),
      req('consent', 'flag'),
      req('moisture', 'number'),
      req('evenness', 'number'),
      opt('oil', 'number'),
    ],
  },
};
