export { type ParsedCatalogue, parseCatalogue, type RowError, toCatalogueLine } from './catalogue/parse.ts';
export {
  EYESHADOW_FINISHES,
  EYESHADOW_ZONES,
  FOUNDATION_FINISHES,
  LINER_FINISHES,
  LIP_FAMILIES,
  LIP_FINISHES,
  POWDER_FINISHES,
  SHADE_SCHEMA,
  SHADE_TYPES,
  type ShadeRecord,
  shadeRecordSchema,
  TRUST_LEVELS,
  UNDERTONE_LABELS,
} from './catalogue/schema.ts';
export {
  completeShade,
  type FoundationFinish,
  type FoundationShade,
  type LipFamily,
  type LipFinish,
  type LipShade,
  type Shade,
  type ShadeColor,
  type ShadeType,
  TRUST_SIGMA,
  type TrustLevel,
} from './catalogue/shade.ts';
export { DEPTH_FAMILIES, type DepthFamily, depthFamily } from './depth.ts';
export { predict, type WornShade, wornMasstone, wornShade } from './film.ts';
export { IMPORT_FIELDS, IMPORT_FORMATS, type ImportFormat, isTarget } from './import/columns.ts';
export { type Imported, type ImportOptions, importShades, type SourceRow } from './import/import.ts';
export {
  type AnyFinish,
  type LayerOptions,
  layerOf,
  productOf,
  type ShadeLayer,
  type WornProduct,
  type WornZone,
} from './layer.ts';
export { lipFamily } from './lips/family.ts';
export { type LipBase, type LipGoal, type LipMatch, type LipOptions, rankLipsticks } from './lips/rank.ts';
export { type LipReport, lipBaseOf, lipsticksFor } from './lips/reading.ts';
export { answerDepth, type DepthSwatch, depthQuestion } from './match/depth-question.ts';
export { type ShadeThatFits, shadeThatFits } from './match/fit.ts';
export { matchFoundation } from './match/foundation.ts';
export { type JawReading, jawWeighted, type SeenRegion } from './match/jaw.ts';
export { type Steps, stepsBetween, type Wish } from './match/steps.ts';
export type {
  Confidence,
  Direction,
  Match,
  MatchOptions,
  MatchResult,
  MatchTarget,
  ShadeRange,
  SkinReading,
} from './match/types.ts';
export { ABSTAIN_REASONS, type AbstainReason, REASON_KEYS, type Reason, type ReasonKey } from './reasons.ts';
