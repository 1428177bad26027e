import type { ErrorCode } from '@carmine/errors';
import type { EventDataMap } from './data.ts';
import { redact } from './redact.ts';

/**
 * From the results of the other packages to what an event may say: each function takes what it names and leaves the rest behind.
 * The inputs are described by shape, because siblings do not import each other.
 */

/** A catalogue shade and how it was put on. */
export interface AppliedShade {
  readonly shade: {
    readonly sku: string;
    readonly brand?: string;
    readonly line?: string;
    readonly color: { readonly hex: string };
  };
  readonly layer: {
    readonly product: EventDataMap['shade.applied']['product'];
    /** null: the product has only one. */
    readonly finish: string | null;
    readonly coverage: number;
    readonly intensity: number;
    /** Of a duo lipstick. */
    readonly second?: { readonly style: 'ombre' | 'two-tone'; readonly color: string };
    /** Of an eyeshadow; further fields of a zone are left behind. */
    readonly zones?: readonly {
      readonly zone: NonNullable<EventDataMap['shade.applied']['pans']>[number]['zone'];
      readonly color: string;
      readonly finish?: string;
    }[];
  };
}

/** Of the catalogue schema and of the event. */
const NAME = 120;

/** A name that a catalogue brought along, as an event may hold it: somebody else wrote it. */
const named = <K extends 'brand' | 'line'>(
  key: K,
  name: string | undefined,
): { readonly [P in K]?: string } => {
  const told = name === undefined ? '' : redact(name, NAME).trim();
  return (told ? { [key]: told } : {}) as { readonly [P in K]?: string };
};

/** Data of `shade.applied`. */
export const shadeAppliedData = ({ shade, layer }: AppliedShade): EventDataMap['shade.applied'] => ({
  sku: shade.sku,
  product: layer.product,
  ...named('brand', shade.brand),
  ...named('line', shade.line),
  hex: shade.color.hex.toLowerCase(),
  ...(layer.finish === null ? {} : { finish: layer.finish }),
  coverage: layer.coverage,
  intensity: layer.intensity,
  ...(layer.second ? { second: { style: layer.second.style, hex: layer.second.color.toLowerCase() } } : {}),
  ...(layer.zones
    ? {
        pans: layer.zones.map(({ zone, color, finish }) => ({
          zone,
          hex: color.toLowerCase(),
          ...(finish ? { finish } : {}),
        })),
      }
    : {}),
});

type Mutable<T> = T extends readonly (infer U)[]
  ? readonly Mutable<U>[]
  : T extends object
    ? { readonly [K in keyof T]: Mutable<T[K]> }
    : T;

/** A MatchResult of @carmine/shades. */
export type MatchLike = Mutable<EventDataMap['shade.matched']>;

const triple = (v: readonly number[]): [number, number, number] => [v[0] ?? 0, v[1] ?? 0, v[2] ?? 0];

/** Product, target and wish; a depth picked by the customer stays behind. */
const queryOf = ({ type, target, wish }: NonNullable<MatchLike['query']>) => ({
  type,
  target,
  ...(wish ? { wish: { ...wish } } : {}),
});

/** Data of `shade.matched`: the first 12 matches with their reasons. */
export const shadeMatchedData = (result: MatchLike): EventDataMap['shade.matched'] => ({
  matches: result.matches.slice(0, 12).map(({ sku, dE00, pWithin2, pBest, direction, reasons }) => ({
    sku,
    dE00,
    pWithin2,
    pBest,
    direction,
    reasons: reasons.slice(0, 20).map(({ key, values }) => ({ key, values: { ...values } })),
  })),
  abstained: result.abstained,
  reason: result.reason,
  range: result.range && {
    line: result.range.line,
    skus: result.range.skus.slice(0, 200),
    p: result.range.p,
  },
  ...(result.query ? { query: queryOf(result.query) } : {}),
  skin: {
    lab: triple(result.skin.lab),
    r90: result.skin.r90,
    confidence: result.skin.confidence,
    undertone: result.skin.undertone,
  },
});

/** A SkinReport of @carmine/skin. */
export type ReportLike = Mutable<Omit<EventDataMap['skin.scored'], 'consent'>>;

/** NaN and infinities have no JSON form. */
const finite = (x: number | null): number | null => (x !== null && Number.isFinite(x) ? x : null);

const skinSummary = (
  skin: NonNullable<ReportLike['skin']>,
): NonNullable<EventDataMap['skin.scored']['skin']> => ({
  lab: triple(skin.lab),
  sigma: triple(skin.sigma),
  r90: skin.r90,
  ita: skin.ita,
  mst: { p: [...skin.mst.p] },
  undertone: { label: skin.undertone.label, p: { ...skin.undertone.p } },
  confidence: skin.confidence,
});

const measureSummary = (
  m: ReportLike['measures'][number],
): EventDataMap['skin.scored']['measures'][number] => ({
  id: m.id,
  value: finite(m.value),
  unit: m.unit,
  score: finite(m.score),
  sem: finite(m.sem),
  ...(m.mdc === undefined ? {} : { mdc: finite(m.mdc) }),
  abstained: m.abstained,
  reason: m.reason,
  ...(m.regions && {
    regions: m.regions.slice(0, 16).map(({ id, value, score, sem }) => ({ id, value, score, sem })),
  }),
  ...(m.parts && {
    parts: m.parts.slice(0, 16).map(({ id, value, unit, range }) => ({
      id,
      value,
      unit,
      ...(range && { range: [range[0], range[1]] as [number, number] }),
    })),
  }),
  ...(m.smallest === undefined ? {} : { smallest: finite(m.smallest) }),
});

/** Data of `skin.scored`: the summary of a report, without its regions and per-channel readings, and the consent it needs. */
export const skinScoredData = (report: ReportLike): EventDataMap['skin.scored'] => ({
  model: { id: report.model.id, sha256: report.model.sha256 },
  gates: report.gates
    .slice(0, 32)
    .map(({ id, level, value, hint }) => ({ id, level, value: finite(value), hint })),
  skin: report.skin && skinSummary(report.skin),
  measures: report.measures.slice(0, 32).map(measureSummary),
  consent: { required: ['skin_analysis', 'crm_share'], heldBy: 'host' },
});

/** Data of `sdk.error`: the message loses addresses, numbers, file names and URL queries on the way. */
export const sdkErrorData = (error: {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
  readonly fatal: boolean;
}): EventDataMap['sdk.error'] => ({
  code: error.code,
  message: redact(error.message),
  hint: redact(error.hint),
  fatal: error.fatal,
});
