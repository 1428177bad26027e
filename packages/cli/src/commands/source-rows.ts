import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { CarmineError } from '@carmine/errors';
import type { ImportFormat, SourceRow } from '@carmine/shades';
import { CsvError, parse } from 'csv-parse/sync';
import { usage } from './usage.ts';

/** What csv-parse gives with `info`: the last line of the record and its cells. */
interface Parsed {
  readonly info: { readonly lines: number };
  readonly record: Readonly<Record<string, string>>;
}

/** Tabs or semicolons where the header has more of them than commas, as feeds and spreadsheets of many countries write it. */
const delimiterOf = (text: string): string => {
  const header = text.slice(0, text.search(/[\r\n]|$/));
  const count = (c: string): number => header.split(c).length;
  return ['\t', ';'].find((c) => count(c) > count(',')) ?? ',';
};

/** Line breaks inside the cells of a record. */
const breaks = (record: Readonly<Record<string, string>>): number =>
  Object.values(record).join('').split('\n').length - 1;

const csvRows = (text: string, label: string): SourceRow[] => {
  try {
    // csv-parse counts CR LF inside quotes as two lines.
    const rows = parse(text.replace(/\r\n/g, '\n'), {
      bom: true,
      columns: true,
      delimiter: delimiterOf(text.replace(/^\uFEFF/, '')),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as Parsed[];
    return rows.map(({ info, record }) => ({ line: info.lines - breaks(record), cells: record }));
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    throw new CarmineError('catalogue-invalid', {
      message: `${label} is no CSV: ${cause.message}`,
      hint: 'Save it as CSV, UTF-8, with a header row.',
      cause,
    });
  }
};

const cellText = (value: unknown): string =>
  Array.isArray(value)
    ? value.join(' ')
    : typeof value === 'object' && value !== null
      ? JSON.stringify(value)
      : String(value ?? '');

const cellsOf = (row: object): Record<string, string> =>
  Object.fromEntries(Object.entries(row).map(([key, value]) => [key, cellText(value)]));

const notRows = (label: string, why: string): CarmineError =>
  new CarmineError('catalogue-invalid', {
    message: `${label}: ${why}`,
    hint: 'A list of flat objects, or one such object a line.',
  });

const parsed = (text: string, label: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw notRows(label, (cause as Error).message);
  }
};

const jsonRows = (text: string, label: string): SourceRow[] => {
  const body = text.replace(/^\uFEFF/, '');
  const list = body.trimStart().startsWith('[');
  const rows: SourceRow[] = [];
  const add = (value: unknown, line: number): void => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw notRows(label, `row ${line} is no object`);
    rows.push({ line, cells: cellsOf(value) });
  };
  if (list)
    (parsed(body, label) as unknown[]).forEach((value, i) => {
      add(value, i + 1);
    });
  else
    body.split(/\r\n|\n|\r/).forEach((line, i) => {
      if (line.trim()) add(parsed(line, `${label}:${i + 1}`), i + 1);
    });
  return rows;
};

/** Rows of a foreign catalogue. @throws UsageError `file-unreadable`, CarmineError `catalogue-invalid` */
export const sourceRows = (label: string, cwd: string, from: ImportFormat): SourceRow[] => {
  let text: string;
  try {
    text = readFileSync(resolve(cwd, label), 'utf8');
  } catch (cause) {
    throw usage(`${label} cannot be read: ${(cause as Error).message}`, { code: 'file-unreadable', cause });
  }
  return from === 'json' ? jsonRows(text, label) : csvRows(text, label);
};
