import { normalCdf } from '@carmine/color';
import { NORMS } from '../tables/norms.ts';
import { REPEAT } from '../tables/repeat.ts';
import type { Measure, MeasureId, MeasureRegion, PlaceId } from '../types.ts';
import type { ConditionMap } from './condition.ts';
import type { Finding } from './places.ts';
import { reasonForNothing } from './reasons.ts';

export const UNITS: Readonly<Record<MeasureId, string>> = {
  redness: '%',
  spots: '%',
  evenness: '%',
  lines: 'mm/cm2',
  pores: '%',
  shine: '%',
  'dark-circles': 'dE00',
  blemishes: '%',
  lips: '%',
};

type NormKey = MeasureId | `${MeasureId}/${PlaceId}`;

/** Below about this much, in the measure's own unit, two pictures of one face differ by chance: on the scale it is nearly nothing. */
const NEXT_TO_NOTHING: Readonly<Partial<Record<MeasureId, number>>> = {
  spots: 0.5,
  lines: 0.04,
  shine: 0.3,
  blemishes: 0.5,
};

/** Values are areas and spreads: their root is near to normal, and no value is off the scale at 0. */
export const scaled = (id: MeasureId, value: number): number =>
  Math.sqrt(Math.max(0, value) + (NEXT_TO_NOTHING[id] ?? 0));

/** Mean and SD of the root of a value on synthetic skins read at this L*: the relative scale v0 (not people: skin.md 6).
 *  A part of the face without a row of its own is told on the scale of the whole. */
export const normAt = (
  id: MeasureId,
  lightness: number,
  place?: PlaceId,
): { readonly mu: number; readonly sd: number } => {
  const { nodes, values } = NORMS;
  const rows = values[place ? (`${id}/${place}` satisfies NormKey) : id] ?? values[id]!;
  const last = nodes.length - 1;
  const above = nodes.findIndex((l) => l >= lightness);
  const i = above < 0 ? last : above;
  const j = Math.max(0, i - 1);
  const span = nodes[i]! - nodes[j]!;
  const t = span ? Math.min(1, Math.max(0, (lightness - nodes[j]!) / span)) : 0;
  const mix = (k: 0 | 1): number => rows[j]![k] + t * (rows[i]![k] - rows[j]![k]);
  return { mu: mix(0), sd: mix(1) };
};

/** Score 1..99, higher is calmer or more even: 100 (1 - Phi(z)). Whole points: `sem` says what they are worth. */
const scoreOf = (id: MeasureId, value: number, norm: { readonly mu: number; readonly sd: number }): number =>
  Math.min(99, Math.max(1, Math.round(100 * (1 - normalCdf((scaled(id, value) - norm.mu) / norm.sd)))));

/** Two scores of one face differ by more than this once in twenty by chance alone (1.96 sqrt 2). */
export const MDC95 = 1.96 * Math.SQRT2;

const tenth = (v: number): number => Math.round(v * 10) / 10;
const short = (v: number): number => Number(v.toPrecision(4));

/** A finding as a measure: scores on the tone-conditioned scale, standard errors as measured on repeats (tables/repeat.ts)
 *  times `doubt` (1: good light). */
export const toMeasure = (
  id: MeasureId,
  finding: Finding,
  context: { readonly map: ConditionMap; readonly doubt: number },
): Measure => {
  const { map, doubt } = context;
  if (!Number.isFinite(finding.value)) return abstain(id, reasonForNothing(id, map));
  const sem = tenth(Math.min(40, doubt * REPEAT[id].face));
  const pixels = (list: Int32Array): number => Math.round(list.reduce((s, i) => s + map.area[i]!, 0));
  const regions = finding.places.map(
    ({ id: place, value, texels }): MeasureRegion => ({
      id: place,
      value: short(value),
      score: scoreOf(id, value, normAt(id, map.lightness, place)),
      sem: tenth(Math.min(40, doubt * REPEAT[id].place)),
      pixels: pixels(texels),
    }),
  );
  return {
    id,
    value: short(finding.value),
    unit: UNITS[id],
    score: scoreOf(id, finding.value, normAt(id, map.lightness)),
    sem,
    mdc: tenth(MDC95 * sem),
    abstained: false,
    ...(doubt > 1 ? { reason: 'uneven-light' } : {}),
    pixels: regions.reduce((s, r) => s + r.pixels, 0),
    regions,
    parts: finding.parts.map((part) => ({ ...part, value: short(part.value) })),
    smallest: finding.smallest,
  };
};

/** A measure that is not told, and why (message key). */
export const abstain = (id: MeasureId, reason: string): Measure => ({
  id,
  value: null,
  unit: UNITS[id],
  score: null,
  sem: null,
  mdc: null,
  abstained: true,
  reason,
  pixels: 0,
  regions: [],
  parts: [],
  smallest: null,
});
