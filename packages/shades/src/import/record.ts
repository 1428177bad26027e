import type { Target } from './columns.ts';

/** Cells of one row by what they mean; blank cells are left out. */
export type Cells = ReadonlyMap<Target, string>;

/** Words for how much a film covers, as contrast ratios (docs/guide/catalogue.md). */
const COVERAGE: Readonly<Record<string, number>> = { sheer: 0.3, light: 0.4, medium: 0.6, full: 0.85 };

const YES = /^(1|true|yes|y|active|in[ _]stock|instock|preorder|backorder|是|有)$/i;
const NO = /^(0|false|no|n|draft|archived|out[ _]of[ _]stock|outofstock|sold[ _]out|否|无|無)$/i;

/** A number as people write it, a comma for the point included; the text itself where it is none, so that the validator can name it. */
const numeric = (text: string): number | string => {
  const value = Number(text.trim().replace(',', '.').replace('−', '-'));
  return Number.isFinite(value) ? value : text;
};

const numbers = (text: string): (number | string)[] =>
  text
    .trim()
    .split(/[;\s]+|,(?=\s|-?\d+\.)/)
    .map(numeric);

/** Yes, no, or a count in stock; the text where it is none of them. */
const truth = (text: string): boolean | string => {
  if (YES.test(text.trim())) return true;
  if (NO.test(text.trim())) return false;
  const count = Number(text);
  return Number.isFinite(count) ? count > 0 : text;
};

const ratio = (text: string): number | string => {
  const word = COVERAGE[text.trim().toLowerCase()];
  if (word !== undefined) return word;
  const share = /^([\d.,]+)\s*%$/.exec(text.trim());
  if (!share) return numeric(text);
  const value = numeric(share[1]!);
  return typeof value === 'number' ? value / 100 : text;
};

const hexOf = (text: string): string => {
  const bare = text.trim().replace(/^#/, '');
  if (/^[0-9a-f]{6}$/i.test(bare)) return `#${bare.toLowerCase()}`;
  if (/^[0-9a-f]{3}$/i.test(bare)) return `#${[...bare.toLowerCase()].map((c) => c + c).join('')}`;
  return text.trim();
};

const labOf = (cells: Cells): readonly (number | string)[] | undefined => {
  const whole = cells.get('lab');
  if (whole !== undefined) return numbers(whole);
  const parts = (['L', 'a', 'b'] as const).map((axis) => cells.get(axis));
  return parts.some((p) => p !== undefined) ? parts.map((p) => numeric(p ?? '')) : undefined;
};

const NM = Array.from({ length: 31 }, (_, i) => 400 + 10 * i);

const spectrumOf = (cells: Cells): readonly (number | string)[] | undefined => {
  const whole = cells.get('spectrum');
  const values = whole === undefined ? NM.map((nm) => cells.get(`R${nm}`)) : undefined;
  const list = whole === undefined ? values!.filter((v) => v !== undefined).map(numeric) : numbers(whole);
  if (list.length === 0) return undefined;
  // Instruments write per cent as often as shares.
  const percent = list.some((v) => typeof v === 'number' && v > 1.5);
  return list.map((v) => (percent && typeof v === 'number' ? v / 100 : v));
};

const COLOUR_WORDS = [
  'illuminant',
  'observer',
  'geometry',
  'on',
  'trust',
  'source',
  'date',
  'licence',
] as const;

const colourOf = (cells: Cells): Record<string, unknown> => {
  const lab = labOf(cells);
  const spectrum = spectrumOf(cells);
  const words = COLOUR_WORDS.flatMap((f) => (cells.has(f) ? [[f, cells.get(f)!.trim()]] : []));
  const color: Record<string, unknown> = Object.fromEntries(words);
  if (lab) color.lab = lab;
  if (spectrum) color.spectrum = spectrum;
  const [hex, published, sigma] = [cells.get('hex'), cells.get('published'), cells.get('sigma')];
  if (hex !== undefined) color.hex = hexOf(hex);
  if (published !== undefined) color.published = hexOf(published);
  if (sigma !== undefined) {
    const list = numbers(sigma);
    color.sigma = list.length === 1 ? [list[0], list[0], list[0]] : list;
  }
  return color;
};

const oxidationOf = (cells: Cells): Record<string, unknown> | undefined => {
  const fields = (['dL', 'da', 'db', 'minutes'] as const).filter((f) => cells.has(f));
  return fields.length ? Object.fromEntries(fields.map((f) => [f, numeric(cells.get(f)!)])) : undefined;
};

const localesOf = (cells: Cells): Record<string, Record<string, string>> | undefined => {
  const out: Record<string, Record<string, string>> = {};
  for (const [target, text] of cells) {
    const at = target.indexOf(':');
    if (at < 0) continue;
    const tag = target.slice(at + 1);
    out[tag] = { name: cells.get('name') ?? '', ...out[tag], [target.slice(0, at)]: text.trim() };
  }
  return Object.keys(out).length ? out : undefined;
};

const WORDS = ['sku', 'brand', 'line', 'name', 'depth'] as const;
const LOWER = ['type', 'finish', 'undertone', 'family'] as const;

/** A row as a shade/1 record, not yet checked: what cannot be read stays as it was written, so that the check can name it. */
export const recordOf = (cells: Cells): Record<string, unknown> => {
  const record: Record<string, unknown> = { schema: 'shade/1' };
  for (const f of WORDS) if (cells.has(f)) record[f] = cells.get(f)!.trim();
  for (const f of LOWER) if (cells.has(f)) record[f] = cells.get(f)!.trim().toLowerCase();
  record.color = colourOf(cells);
  const [cr, film] = [cells.get('cr'), cells.get('film_um')];
  if (cr !== undefined)
    record.coverage = { cr: ratio(cr), ...(film === undefined ? {} : { film_um: numeric(film) }) };
  const oxidation = oxidationOf(cells);
  if (oxidation) record.oxidation = oxidation;
  const index = cells.get('range_index');
  if (index !== undefined) record.range_index = numeric(index);
  for (const f of ['active', 'in_stock'] as const) if (cells.has(f)) record[f] = truth(cells.get(f)!);
  const locale = localesOf(cells);
  if (locale) record.locale = locale;
  return record;
};
