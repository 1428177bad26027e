export { type ParsedCatalogue, parseCatalogue, type RowError, toCatalogueLine } from './catalogue/parse.ts';
export {
  FOUNDATION_FINISHES,
  LIP_FAMILIES,
  LIP_FINISHES,
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
  TRUST_SIGMA,
  type TrustLevel,
} from './catalogue/shade.ts';
