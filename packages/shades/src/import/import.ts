import { parseCatalogue, type RowError } from '../catalogue/parse.ts';
import { CARRIED, columnsOf, type ImportField, type ImportFormat, type Target } from './columns.ts';
import { recordOf } from './record.ts';

/** One row of a foreign file: where it starts, and its cells by header. */
export interface SourceRow {
  /** 1-based line of the file. */
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

export interface ImportOptions {
  readonly from: ImportFormat;
  /** target -> header, where a column's name does not say what it holds. */
  readonly map?: Readonly<Record<string, string>>;
  /** target -> text for rows where the cell is blank or the column missing. */
  readonly set?: Readonly<Record<string, string>>;
}

export interface Imported {
  /** shade/1 records that parse, as they are to be written, one a line. */
  readonly records: readonly Record<string, unknown>[];
  /** Every fault of every row that was left out, by line of the source. */
  readonly errors: readonly RowError[];
  /** What was read from where, and which headers were left aside. */
  readonly used: ReadonlyMap<string, Target>;
  readonly unused: readonly string[];
  /** Rows that took a value from `set` or from our own default, by target. */
  readonly filled: ReadonlyMap<string, { readonly value: string; readonly rows: number }>;
}

/** Where a file does not say: a colour of unknown origin is trusted least, a film covers about half. */
const DEFAULTS: Readonly<Partial<Record<ImportField, string>>> = { trust: 'T3', cr: '0.6' };
/** Without a finish a skin product is natural and a lipstick satin; other types must say. */
const FINISH: Readonly<Record<string, string>> = {
  foundation: 'natural',
  concealer: 'natural',
  lip: 'satin',
};

/** Names that shops use for our types. */
const TYPES: readonly (readonly [RegExp, string])[] = [
  [/foundation|粉底/i, 'foundation'],
  [/concealer|遮瑕/i, 'concealer'],
  [/lip[ -]?liner|唇线|唇線/i, 'lip-liner'],
  [/lip|口红|口紅|唇膏|唇釉/i, 'lip'],
];
const typeOf = (text: string): string => TYPES.find(([pattern]) => pattern.test(text))?.[1] ?? text;

const cellsOf = (row: SourceRow, used: ReadonlyMap<string, Target>): Map<Target, string> => {
  const cells = new Map<Target, string>();
  for (const [header, target] of used) {
    const text = row.cells[header];
    if (text !== undefined && text.trim() !== '') cells.set(target, text);
  }
  return cells;
};

/** Fills blanks: with what an export wrote in the product's first row, then `set`, then our defaults; counts what it filled in by itself. */
const createFiller = ({ from, set = {} }: ImportOptions) => {
  const carried = new Map<Target, string>();
  const filled = new Map<string, { value: string; rows: number }>();
  const put = (cells: Map<Target, string>, target: Target, value: string | undefined): void => {
    if (value === undefined || cells.has(target)) return;
    cells.set(target, value);
    filled.set(target, { value, rows: (filled.get(target)?.rows ?? 0) + 1 });
  };
  const fill = (cells: Map<Target, string>): void => {
    for (const target of CARRIED[from] ?? []) {
      const text = cells.get(target) ?? carried.get(target);
      if (text === undefined) continue;
      carried.set(target, text);
      cells.set(target, text);
    }
    for (const [target, value] of Object.entries(set)) put(cells, target as Target, value);
    const type = cells.get('type');
    if (type !== undefined) cells.set('type', typeOf(type));
    for (const [target, value] of Object.entries(DEFAULTS)) put(cells, target as Target, value);
    put(cells, 'finish', FINISH[cells.get('type')?.toLowerCase() ?? '']);
    // A number nobody vouches for, read off a screen.
    if (
      cells.has('hex') &&
      !cells.has('lab') &&
      !cells.has('L') &&
      cells.get('trust') === 'T3' &&
      !cells.has('on')
    )
      cells.set('on', 'swatch-image');
  };
  return { fill, filled };
};

/**
 * Rows of a CSV, a JSON list, a Google Merchant feed or a Shopify export as shade/1 records. Nothing is dropped silently: a row that makes no valid record is
 * named by line, field and message; columns that mean nothing are listed; values that were filled in are counted. Pure.
 */
export const importShades = (rows: readonly SourceRow[], options: ImportOptions): Imported => {
  const headers = [...new Set(rows.flatMap((row) => Object.keys(row.cells)))];
  const { used, unused } = columnsOf(headers, options.from, options.map);
  const { fill, filled } = createFiller(options);
  const made = rows.map((row) => {
    const cells = cellsOf(row, used);
    fill(cells);
    return { line: row.line, record: recordOf(cells) };
  });
  const { errors: faults } = parseCatalogue(made.map(({ record }) => record));
  const errors = faults.map((e) => ({ ...e, line: made[e.line - 1]!.line }));
  const broken = new Set(errors.map((e) => e.line));
  return {
    records: made.filter(({ line }) => !broken.has(line)).map(({ record }) => record),
    errors,
    used,
    unused,
    filled,
  };
};
