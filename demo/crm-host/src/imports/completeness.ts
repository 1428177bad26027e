import { type ImportSource, PROFILES } from './profiles.ts';
import type { Fields } from './rows.ts';

/** The handbook's marks: 90 % at first, then 98 %. */
export const MARKS = [0.9, 0.98] as const;

/** Filled required fields over required fields. */
export interface Completeness {
  readonly rows: number;
  readonly filled: number;
  readonly required: number;
  /** 0..1; null without rows. */
  readonly share: number | null;
  /** Whether each mark is reached. */
  readonly reached: readonly boolean[];
  /** Share filled of each required field, 0..1: what to mend first. */
  readonly fields: Readonly<Record<string, number>>;
}

const summary = (rows: number, filled: number, required: number): Omit<Completeness, 'fields'> => {
  const share = required ? filled / required : null;
  return { rows, filled, required, share, reached: MARKS.map((mark) => share !== null && share >= mark) };
};

const requiredOf = (source: ImportSource): string[] =>
  PROFILES[source].fields.filter((f) => f.required).map((f) => f.name);

/** Of a source with `rows` rows, of which `filled` have each field. */
export const completenessFrom = (
  source: ImportSource,
  rows: number,
  filled: ReadonlyMap<string, number>,
): Completeness => {
  const required = requiredOf(source);
  const counts = required.map((name) => filled.get(name) ?? 0);
  return {
    ...summary(
      rows,
      counts.reduce((a, b) => a + b, 0),
      required.length * rows,
    ),
    fields: rows ? Object.fromEntries(required.map((name, i) => [name, (counts[i] ?? 0) / rows])) : {},
  };
};

/** The same, row by row. */
export const completenessOf = (source: ImportSource, rows: readonly Fields[]): Completeness =>
  completenessFrom(
    source,
    rows.length,
    new Map(requiredOf(source).map((name) => [name, rows.filter((r) => r[name] !== undefined).length])),
  );

/** Of all sources together: every required field counts the same. */
export const completenessOfAll = (parts: readonly Completeness[]): Omit<Completeness, 'fields'> => {
  const sum = (of: (c: Completeness) => number): number => parts.reduce((n, c) => n + of(c), 0);
  return summary(
    sum((c) => c.rows),
    sum((c) => c.filled),
    sum((c) => c.required),
  );
};
