import * as v from 'valibot';
import type { RatioRow } from './schema.ts';

const boundSchema = v.pipe(
  v.strictObject({ min: v.optional(v.number()), max: v.optional(v.number()) }),
  v.check(({ min, max }) => min !== undefined || max !== undefined, 'needs min or max'),
);

/** A threshold file: bounds by the id of a ratio, and which troubles a mirror must bear. */
export const thresholdsSchema = v.strictObject({
  version: v.literal(1),
  ratios: v.record(v.string(), boundSchema),
  /** Outcomes of troubles that pass. Default: went-on and said-why. */
  troubles: v.optional(v.array(v.picklist(['went-on', 'said-why', 'hung', 'failed']))),
  /** Faults of runs that are let through, by code. Default none. */
  faults: v.optional(v.array(v.string())),
});
export type Thresholds = v.InferOutput<typeof thresholdsSchema>;

/** @throws Error naming the field that is wrong */
export const parseThresholds = (json: unknown): Thresholds => {
  const result = v.safeParse(thresholdsSchema, json);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new Error(`${v.getDotPath(issue) ?? 'thresholds'}: ${issue.message}`);
};

/** Rows with their bound and whether it is met by the value itself; the interval is told beside it. A bound whose ratio was not measured
 *  is not met: a job must not pass because a subject failed. */
export const holdTo = (rows: readonly RatioRow[], { ratios }: Thresholds): RatioRow[] => {
  const held = rows.map((row) => {
    const bound = ratios[row.id];
    if (!bound) return row;
    const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = bound;
    return { ...row, bound, met: row.value !== null && row.value >= min && row.value <= max };
  });
  const missing = Object.keys(ratios).filter((id) => !rows.some((row) => row.id === id));
  return [
    ...held,
    ...missing.map((id) => ({
      id,
      title: 'not measured',
      value: null,
      low: null,
      high: null,
      bound: ratios[id]!,
      met: false,
    })),
  ];
};
