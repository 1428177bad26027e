/** A file's layout: our own column names, a Google Merchant feed, or a Shopify product export. */
export const IMPORT_FORMATS = ['csv', 'json', 'google', 'shopify'] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

/** What a column can hold. `name:TAG`, `line:TAG`, `brand:TAG` and `note:TAG` are words in another language; R400 ... R700 a spectrum, nm. */
export const IMPORT_FIELDS = [
  'sku',
  'brand',
  'line',
  'name',
  'type',
  'finish',
  'hex',
  'lab',
  'L',
  'a',
  'b',
  'spectrum',
  'illuminant',
  'observer',
  'geometry',
  'on',
  'trust',
  'sigma',
  'source',
  'date',
  'licence',
  'published',
  'cr',
  'film_um',
  'dL',
  'da',
  'db',
  'minutes',
  'depth',
  'undertone',
  'range_index',
  'family',
  'active',
  'in_stock',
] as const;
export type ImportField = (typeof IMPORT_FIELDS)[number];

/** Other names of a column, in small letters without blanks, dashes and underscores. */
const ALIASES: Readonly<Partial<Record<ImportField, readonly string[]>>> = {
  sku: ['id', 'variantsku', 'itemid', 'code', '货号', '貨號'],
  brand: ['vendor', 'marke', '品牌'],
  line: ['product', 'series', 'range', 'productline', '系列'],
  name: ['shade', 'shadename', 'colour', 'color', '色号', '色號', '名称', '名稱'],
  type: ['producttype', 'category'],
  hex: ['colourhex', 'colorhex', 'rgb', 'swatch'],
  L: ['l*', 'lstar'],
  a: ['a*', 'astar'],
  b: ['b*', 'bstar'],
  cr: ['coverage', 'contrastratio', 'opacity'],
  in_stock: ['instock', 'availability', 'stock'],
  undertone: ['tone'],
  trust: ['trustlevel'],
  observer: ['angle'],
  illuminant: ['light'],
};

/** What the exports of others call things. Their colour columns are names: a hex has to be named with `map`. */
const FORMATS: Readonly<Record<ImportFormat, Readonly<Record<string, ImportField>>>> = {
  csv: {},
  json: {},
  google: {
    id: 'sku',
    title: 'name',
    brand: 'brand',
    color: 'name',
    item_group_id: 'line',
    product_type: 'type',
    availability: 'in_stock',
  },
  shopify: {
    'Variant SKU': 'sku',
    Vendor: 'brand',
    Title: 'line',
    'Option1 Value': 'name',
    Type: 'type',
    Status: 'active',
    'Variant Inventory Qty': 'in_stock',
  },
};

/** Cells that an export writes once for several rows: the first row of a Shopify product carries them for its variants. */
export const CARRIED: Readonly<Partial<Record<ImportFormat, readonly ImportField[]>>> = {
  shopify: ['brand', 'line', 'type', 'active'],
};

export type Target = ImportField | `${'name' | 'line' | 'brand' | 'note'}:${string}` | `R${number}`;

const plain = (header: string): string => header.toLowerCase().replace(/[\s_-]/g, '');

const spectral = (header: string): Target | undefined => {
  const nm = Number(/^(?:R|nm)?\s*(\d{3})\s*(?:nm)?$/i.exec(header.trim())?.[1]);
  return nm >= 400 && nm <= 700 && nm % 10 === 0 ? `R${nm}` : undefined;
};

const localised = (header: string): Target | undefined =>
  /^(name|line|brand|note):[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(header.trim())
    ? (header.trim() as Target)
    : undefined;

const byName = (header: string): Target | undefined => {
  const exact = IMPORT_FIELDS.find((f) => f === header.trim());
  if (exact) return exact;
  const word = plain(header);
  return (
    IMPORT_FIELDS.find((f) => f.length > 1 && plain(f) === word) ??
    (Object.entries(ALIASES) as [ImportField, readonly string[]][]).find(([, names]) =>
      names.includes(word),
    )?.[0]
  );
};

/** true: a target that `map` may name. */
export const isTarget = (text: string): text is Target =>
  (IMPORT_FIELDS as readonly string[]).includes(text) ||
  localised(text) !== undefined ||
  spectral(text) !== undefined;

/** Which column holds what. */
export interface Columns {
  /** header -> target. */
  readonly used: ReadonlyMap<string, Target>;
  /** Headers that mean nothing here; they are left aside, and said. */
  readonly unused: readonly string[];
}

/**
 * Reads the header. `map` (target -> header) goes before the format's own names, those before ours and their aliases; a target is taken once, by the
 * first column that claims it.
 */
export const columnsOf = (
  headers: readonly string[],
  from: ImportFormat,
  map: Readonly<Record<string, string>> = {},
): Columns => {
  const used = new Map<string, Target>();
  const taken = new Set<Target>();
  const take = (header: string, target: Target | undefined): void => {
    if (!target || used.has(header) || taken.has(target)) return;
    used.set(header, target);
    taken.add(target);
  };
  for (const [target, header] of Object.entries(map))
    if (headers.includes(header) && isTarget(target)) take(header, target);
  const format = FORMATS[from];
  for (const header of headers) take(header, format[header] ?? format[header.trim()]);
  for (const header of headers) take(header, localised(header) ?? spectral(header) ?? byName(header));
  return { used, unused: headers.filter((h) => !used.has(h)) };
};
