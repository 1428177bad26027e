import { MDC95 } from './measures/measure.ts';
import type { Measure, MeasurePart, MeasureRegion, SkinReport } from './types.ts';

/** Share of a frame's error, squared, that may be taken for noise at most (fuse.ts). */
const RANDOM_MOST = 0.3;

/** Mean over the frames that tell the measure; what tells nothing in most of them is not told. Of the error only the part that scatters
 *  between the frames falls with their number. */
export const fuseMeasure = (first: Measure, reports: readonly SkinReport[]): Measure => {
  const all = reports.flatMap((r) => r.measures.find((m) => m.id === first.id) ?? []);
  const told = all.filter((m) => !m.abstained && m.value !== null);
  if (told.length * 2 < all.length) return all.find((m) => m.abstained) ?? first;
  const [best] = told;
  if (!best || told.length < 2) return best ?? first;
  const score = meanOf(told, (m) => m.score);
  const sem = errorOf(told, score);
  const less = sem !== null && best.sem ? sem / best.sem : 1;
  return {
    ...best,
    value: meanOf(told, (m) => m.value),
    score: score === null ? null : Math.round(score),
    sem,
    mdc: sem === null ? null : MDC95 * sem,
    regions: best.regions.map((region) => fuseRegion(region, told, less)),
    parts: best.parts.map((part) => fusePart(part, told)),
  };
};

/** null when one of the frames has no number. */
const meanOf = <T>(list: readonly T[], of: (one: T) => number | null): number | null => {
  let sum = 0;
  for (const one of list) {
    const value = of(one);
    if (value === null) return null;
    sum += value;
  }
  return sum / list.length;
};

const errorOf = (told: readonly Measure[], score: number | null): number | null => {
  const whole = meanOf(told, (m) => (m.sem === null ? null : m.sem ** 2));
  if (whole === null || score === null) return null;
  const n = told.length;
  const spread = told.reduce((sum, m) => sum + (m.score! - score) ** 2, 0) / (n - 1);
  const random = Math.min(spread, RANDOM_MOST * whole);
  return Math.sqrt(whole - random + random / n);
};

const fuseRegion = (region: MeasureRegion, told: readonly Measure[], less: number): MeasureRegion => {
  const all = told.flatMap((m) => m.regions.find((r) => r.id === region.id) ?? []);
  const mean = (of: (r: MeasureRegion) => number): number => meanOf(all, of) ?? of(region);
  return {
    ...region,
    value: mean((r) => r.value),
    score: Math.round(mean((r) => r.score)),
    sem: region.sem * less,
  };
};

const fusePart = (part: MeasurePart, told: readonly Measure[]): MeasurePart => {
  const all = told.flatMap((m) => m.parts.find((p) => p.id === part.id) ?? []);
  return { ...part, value: meanOf(all, (p) => p.value) ?? part.value };
};
