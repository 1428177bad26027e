import { parse } from 'csv-parse/sync';
import { findPii } from '../contract.ts';
import { Problem } from '../http/problem.ts';
import type { Field, Profile } from './profiles.ts';

export type Value = string | number | boolean;
export type Fields = Readonly<Record<string, Value>>;

/** A row that may be stored, or why not. `line`: of the file, the first row of data is 1. */
export type RowResult =
  | { readonly line: number; readonly ok: true; readonly ref: string; readonly fields: Fields }
  | { readonly line: number; readonly ok: false; readonly code: RowCode; readonly field: string };

export type RowCode = 'missing' | 'malformed' | 'pii-found' | 'consent-missing' | 'twice';

/** What people and programs write where they know nothing. */
const NOTHING = /^(?:|-+|n\/?a|null|none|nil|unknown|undefined|未知|无|暂无|不详)$/i;

export const isFilled = (value: unknown): boolean =>
  value !== undefined && value !== null && !NOTHING.test(String(value).trim());

/** UTF-8, or GB18030 as tills in China write; a byte order mark is left out. */
export const decode = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
};

/** Rows of a CSV with a heading line, or of a JSON array of objects. */
export const readRows = (text: string, format: 'csv' | 'json'): Readonly<Record<string, unknown>>[] => {
  try {
    if (format === 'csv')
      return parse(text, { columns: true, bom: true, skip_empty_lines: true, trim: true });
    const rows: unknown = JSON.parse(text);
    if (Array.isArray(rows) && rows.every((r) => typeof r === 'object' && r !== null)) return rows;
  } catch (error) {
    throw new Problem(
      422,
      `The file is no ${format.toUpperCase()}: ${(error as { code?: string }).code ?? 'syntax'}.`,
    );
  }
  throw new Problem(422, 'The file is no array of objects.');
};

/** `2026-11-20 09:30:00` is the clock of the shop, UTC+8; a time with its zone is taken at its word. */
const time = (text: string): string | undefined => {
  const local = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}(?::\d{2})?))?$/.exec(text);
  const ms = Date.parse(local ? `${local[1]}T${local[2] ?? '00:00'}+08:00` : text);
  const zoned = local || /(?:Z|[+-]\d{2}:\d{2})$/.test(text);
  if (!zoned || !Number.isFinite(ms)) return undefined;
  // Date.parse turns 31 February into March: the day must come back as it was written.
  const day = new Date(ms + 8 * 3_600_000).toISOString().slice(0, 10);
  return local && day !== local[1] ? undefined : new Date(ms).toISOString();
};

const number = (text: string): number | undefined => {
  const value = Number(text);
  return text !== '' && Number.isFinite(value) ? value : undefined;
};

const READ: Readonly<Record<Field['kind'], (text: string) => Value | undefined>> = {
  text: (t) => (t.length <= 120 ? t : undefined),
  ref: (t) => (/^[A-Za-z0-9_.-]{1,64}$/.test(t) ? t : undefined),
  time,
  // To the cent, so that nothing is lost between text and minor units.
  amount: (t) => (/^\d{1,9}(?:\.\d{1,2})?$/.test(t) ? Number(t) : undefined),
  count: (t) => (/^\d{1,6}$/.test(t) ? Number(t) : undefined),
  number,
  currency: (t) => (/^[A-Z]{3}$/.test(t) ? t : undefined),
  flag: (t) => (/^(?:yes|true|1|是)$/i.test(t) ? true : /^(?:no|false|0|否)$/i.test(t) ? false : undefined),
};

/** The declared fields of a row that are filled and well formed, or the first that is not. */
const readFields = (row: Readonly<Record<string, unknown>>, fields: readonly Field[]): Fields | string => {
  const read: Record<string, Value> = {};
  for (const { name, kind } of fields) {
    const raw = Object.hasOwn(row, name) ? row[name] : undefined;
    if (!isFilled(raw)) continue;
    const value = READ[kind](String(raw).trim());
    if (value === undefined) return name;
    read[name] = value;
  }
  return read;
};

const checkRow = (row: Readonly<Record<string, unknown>>, line: number, profile: Profile): RowResult => {
  const fail = (code: RowCode, field: string): RowResult => ({ line, ok: false, code, field });
  const fields = readFields(row, profile.fields);
  if (typeof fields === 'string') return fail('malformed', fields);
  const missing = profile.must.find((name) => fields[name] === undefined);
  if (missing) return fail('missing', missing);
  const pii = findPii(fields);
  if (pii) return fail('pii-found', pii.path);
  if (fields.consent === false) return fail('consent-missing', 'consent');
  return { line, ok: true, ref: profile.key.map((k) => fields[k]).join('/'), fields };
};

/** Every row of a file, checked. A row that names itself like an earlier one of the file is refused. */
export const checkRows = (
  rows: readonly Readonly<Record<string, unknown>>[],
  profile: Profile,
): RowResult[] => {
  const seen = new Set<string>();
  return rows.map((row, i) => {
    const result = checkRow(row, i + 1, profile);
    if (!result.ok) return result;
    if (seen.has(result.ref)) return { line: i + 1, ok: false, code: 'twice', field: profile.key[0] ?? '' };
    seen.add(result.ref);
    return result;
  });
};
