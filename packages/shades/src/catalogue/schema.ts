import * as v from 'valibot';
import { common } from './fields.ts';
import { RECORDS } from './products.ts';

export { SHADE_SCHEMA, TRUST_LEVELS, UNDERTONE_LABELS } from './fields.ts';
export {
  EYESHADOW_FINISHES,
  EYESHADOW_ZONES,
  FOUNDATION_FINISHES,
  LINER_FINISHES,
  LIP_FAMILIES,
  LIP_FINISHES,
  POWDER_FINISHES,
} from './products.ts';

/** Every type of record, from the skin up. */
export const SHADE_TYPES = RECORDS.map((record) => record.entries.type.literal);

/** The fields every type has: for naming the other faults of a row whose type cannot be read. */
export const commonSchema = v.object(common);

/** One catalogue record, skin.md 7.1 and docs/decisions/0135. Unknown extra fields are allowed and dropped. */
export const shadeRecordSchema = v.variant('type', [...RECORDS]);

/** A record as a brand writes it. */
export type ShadeRecord = v.InferInput<typeof shadeRecordSchema>;
export type ParsedRecord = v.InferOutput<typeof shadeRecordSchema>;
