import { CarmineError } from '@carmine/errors';
import * as v from 'valibot';
import { calibrateLines } from './calibrate.ts';
import { catalogueRows } from './rows.ts';
import { commonSchema, type ParsedRecord, shadeRecordSchema } from './schema.ts';
import { completeShade, type Shade } from './shade.ts';

/** What is wrong with one row. */
export interface RowError {
  /** 1-based line of the text, or 1-based position in a list. */
  readonly line: number;
  /** Dotted path such as "color.lab.0"; "" for the whole row. */
  readonly field: string;
  /** English, for the person who keeps the catalogue. */
  readonly message: string;
  /** The row's sku where it could be read. */
  readonly sku?: string;
}

export interface ParsedCatalogue {
  /** The good rows, in order. */
  readonly shades: Shade[];
  /** Every fault of every broken row, by line. */
  readonly errors: RowError[];
}

const skuOf = (row: unknown): { sku?: string } => {
  const sku = typeof row === 'object' && row !== null && 'sku' in row ? row.sku : undefined;
  return typeof sku === 'string' ? { sku } : {};
};

const show = (value: unknown): string => {
  const s = JSON.stringify(value) ?? String(value);
  return s.length > 60 ? `${s.slice(0, 57)}...` : s;
};

const messageOf = (issue: v.BaseIssue<unknown>): string => {
  if (issue.input === undefined) return 'is missing';
  if (issue.kind === 'validation' && issue.requirement instanceof RegExp)
    return `${issue.message}, got ${show(issue.input)}`;
  if (issue.type === 'check') return issue.message;
  return `expected ${issue.expected ?? 'another value'}, got ${show(issue.input)}`;
};

type Row = { readonly line: number; readonly value: unknown };

const readRow = (row: { line: number; text: string }, errors: RowError[]): Row | null => {
  try {
    return { line: row.line, value: JSON.parse(row.text) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    errors.push({ line: row.line, field: '', message: `is not JSON: ${why}` });
    return null;
  }
};

const rowsOf = (input: unknown, errors: RowError[]): Row[] => {
  if (Array.isArray(input)) return input.map((value, i) => ({ line: i + 1, value }));
  if (typeof input !== 'string') {
    throw new CarmineError('catalogue-invalid', {
      message: 'A catalogue is JSON lines or a list of shade records.',
      hint: 'Give the text of the file or the list itself.',
    });
  }
  const rows = catalogueRows(input);
  if (rows.length === 0) errors.push({ line: 1, field: '', message: 'the catalogue holds no row' });
  return rows.map((row) => readRow(row, errors)).filter((row) => row !== null);
};

/** The record of a row, or every fault in it. Without a known type the finish cannot be judged, the other fields can. */
const checkRow = (value: unknown): ParsedRecord | readonly v.BaseIssue<unknown>[] => {
  const result = v.safeParse(shadeRecordSchema, value);
  if (result.success) return result.output;
  const untyped = result.issues.every((issue) => issue.type === 'variant' && v.getDotPath(issue) === 'type');
  return untyped ? [...result.issues, ...(v.safeParse(commonSchema, value).issues ?? [])] : result.issues;
};

/**
 * Reads a catalogue: JSON lines text, JSON array text, or a list of records (skin.md 7.1).
 * Broken rows never stop the good ones: each fault is listed with line, field and message; the second row with a sku is one too.
 * Measurements come back as diffuse CIELAB D65 / 2 degree, published colours through their line's map (docs/decisions/0180, 0181).
 * Throws `catalogue-invalid` only when the input is neither text nor a list.
 */
export const parseCatalogue = (input: unknown): ParsedCatalogue => {
  const errors: RowError[] = [];
  const shades: Shade[] = [];
  const seen = new Map<string, number>();
  for (const { line, value } of rowsOf(input, errors)) {
    const result = checkRow(value);
    if (!('sku' in result)) {
      for (const issue of result)
        errors.push({ line, field: v.getDotPath(issue) ?? '', message: messageOf(issue), ...skuOf(value) });
      continue;
    }
    const { sku } = result;
    const first = seen.get(sku);
    if (first !== undefined) {
      errors.push({ line, field: 'sku', message: `"${sku}" is already on line ${first}`, sku });
      continue;
    }
    seen.set(sku, line);
    shades.push(completeShade(result));
  }
  return { shades: calibrateLines(shades), errors: errors.sort((a, b) => a.line - b.line) };
};

/** One shade as the JSON line a catalogue file holds; `parseCatalogue` of it gives the shade back. */
export const toCatalogueLine = (shade: Shade): string => JSON.stringify(shade);
