import { normalCdf } from '@carmine/color';
import { mean } from '../pixels/statistics.ts';
import { NORMS } from '../tables/norms.ts';
import type { Measure, MeasureId } from '../types.ts';

/** What a measure finds in a map: a value, and the same from four interleaved parts of the face. */
export interface Finding {
  readonly value: number;
  readonly folds: readonly number[];
}

export const UNITS: Readonly<Record<MeasureId, string>> = {
  redness: '%',
  spots: '%',
  evenness: '%',
  shine: '%',
  'dark-circles': 'dE00',
};

/** Mean and SD of a value on synthetic skins of this lightness: the relative scale v0 (not people: skin.md 6). */
export const normAt = (id: MeasureId, lightness: number): { readonly mu: number; readonly sd: number } => {
  const { nodes, values } = NORMS;
  const rows = values[id];
  const at = Math.min(
    nodes.length - 1,
    Math.max(
      0,
      nodes.findIndex((l) => l >= lightness),
    ),
  );
  const i = lightness > nodes[nodes.length - 1]! ? nodes.length - 1 : at;
  const j = Math.max(0, i - 1);
  const span = nodes[i]! - nodes[j]!;
  const t = span ? Math.min(1, Math.max(0, (lightness - nodes[j]!) / span)) : 0;
  const mix = (k: 0 | 1): number => rows[j]![k] + t * (rows[i]![k] - rows[j]![k]);
  return { mu: mix(0), sd: mix(1) };
};

/** Score 1..99 in steps of 5 at the middle, higher is better: 100 (1 - Phi(z)). */
const scoreOf = (z: number): number => Math.min(99, Math.max(1, 5 * Math.round(20 * (1 - normalCdf(z)))));

/** No measure is more repeatable than this across a change of light (points). */
const SEM_FLOOR = 4;

/** A finding as a measure: score on the tone-conditioned scale, and its standard error from the parts of the face,
 *  widened by `doubt` (1: good light). */
export const toMeasure = (
  id: MeasureId,
  finding: Finding,
  context: { readonly lightness: number; readonly doubt: number },
): Measure => {
  const { value, folds } = finding;
  if (!Number.isFinite(value)) return abstain(id, 'too-little-skin');
  const { mu, sd } = normAt(id, context.lightness);
  const z = (value - mu) / sd;
  const spread = folds.filter(Number.isFinite);
  const m = mean(spread);
  const variance = spread.reduce((s, v) => s + (v - m) ** 2, 0) / Math.max(1, spread.length - 1);
  const se = spread.length > 1 ? Math.sqrt(variance / spread.length) : sd;
  // One standard error of the value, in points where the score is.
  const points = 100 * (normalCdf(z + se / sd / 2) - normalCdf(z - se / sd / 2));
  const sem = Math.min(40, context.doubt * Math.hypot(SEM_FLOOR, points));
  return {
    id,
    value: Number(value.toPrecision(4)),
    unit: UNITS[id],
    score: scoreOf(z),
    sem: Math.round(sem * 10) / 10,
    abstained: false,
    ...(context.doubt > 1 ? { reason: 'uneven-light' } : {}),
  };
};

/** A measure that is not told, and why (message key). */
export const abstain = (id: MeasureId, reason: string): Measure => ({
  id,
  value: null,
  unit: UNITS[id],
  score: null,
  sem: null,
  abstained: true,
  reason,
});
