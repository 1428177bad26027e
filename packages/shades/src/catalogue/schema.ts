import * as v from 'valibot';

/** Version tag every record carries. A change that breaks readers gets a new tag. */
export const SHADE_SCHEMA = 'shade/1';

export const SHADE_TYPES = ['foundation', 'concealer', 'lip'] as const;
export const FOUNDATION_FINISHES = ['matte', 'natural', 'dewy'] as const;
export const LIP_FINISHES = ['sheer', 'satin', 'cream', 'matte', 'gloss'] as const;
export const TRUST_LEVELS = ['T0', 'T1', 'T2', 'T3'] as const;
export const GEOMETRIES = ['d8-SCE', 'd8-SCI', '45-0', 'image'] as const;
export const GROUNDS = ['drawdown-white', 'drawdown-black', 'skin', 'bulk', 'swatch-image'] as const;
export const UNDERTONE_LABELS = ['cool', 'neutral', 'warm', 'olive', 'unknown'] as const;
export const LIP_FAMILIES = ['nude', 'pink', 'rose', 'red', 'coral', 'berry', 'brown'] as const;

/** Not blank, at most `max` characters. */
const text = (max: number) =>
  v.pipe(v.string(), v.maxLength(max), v.regex(/\S/, 'expected words, not blanks'));
const number = (min: number, max: number) => v.pipe(v.number(), v.minValue(min), v.maxValue(max));
const isoDate = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/, 'expected a date YYYY-MM-DD'));

/** CIELAB D65, 2 degree: L* 0..100, a* and b* -128..128. */
const lab = v.strictTuple([number(0, 100), number(-128, 128), number(-128, 128)]);
/** Masstone in sRGB. */
const hex = v.pipe(v.string(), v.regex(/^#[0-9a-fA-F]{6}$/, 'expected #rrggbb'));

const color = v.object({
  lab: v.optional(lab),
  illuminant: v.optional(v.literal('D65'), 'D65'),
  observer: v.optional(v.literal('2'), '2'),
  geometry: v.optional(v.picklist(GEOMETRIES)),
  on: v.optional(v.picklist(GROUNDS)),
  /** Reflectance 0..1 (a little above for fluorescence), 400 to 700 nm in steps of 10. */
  spectrum: v.optional(v.pipe(v.array(number(0, 1.5)), v.length(31))),
  hex: v.optional(hex),
  trust: v.picklist(TRUST_LEVELS),
  /** Standard deviations of L*, a*, b*; by default those of the trust level. */
  sigma: v.optional(v.strictTuple([number(0, 30), number(0, 30), number(0, 30)])),
  source: v.optional(text(200)),
  date: v.optional(isoDate),
  licence: v.optional(text(200)),
});

const words = v.object({
  name: text(120),
  brand: v.optional(text(120)),
  line: v.optional(text(120)),
  note: v.optional(text(300)),
});

const common = {
  schema: v.literal(SHADE_SCHEMA),
  sku: v.pipe(v.string(), v.regex(/^[\w.:-]{1,64}$/, 'expected 1 to 64 letters, digits or . _ : -')),
  brand: text(120),
  line: text(120),
  name: text(120),
  color: v.pipe(
    color,
    v.check((c) => c.lab !== undefined || c.hex !== undefined, 'needs lab or hex'),
  ),
  coverage: v.object({
    /** Contrast ratio of the film as worn, 0..1: luminance over black / over white. */
    cr: number(0, 1),
    /** Thickness as worn, micrometres. */
    film_um: v.optional(number(0, 1000)),
  }),
  /** Shift of Lab after `minutes` on skin. */
  oxidation: v.optional(
    v.object({ dL: number(-20, 20), da: number(-20, 20), db: number(-20, 20), minutes: number(0, 1440) }),
  ),
  depth: v.optional(text(40)),
  undertone: v.optional(v.picklist(UNDERTONE_LABELS), 'unknown'),
  undertone_source: v.optional(v.picklist(['brand', 'measured'])),
  range_index: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  /** Words by BCP 47 tag, such as zh-CN, zh-TW, en. */
  locale: v.optional(v.record(v.pipe(v.string(), v.regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)), words)),
  /** false: withdrawn or out of stock; never matched. */
  active: v.optional(v.boolean(), true),
};

/** The fields every type has: for naming the other faults of a row whose type cannot be read. */
export const commonSchema = v.object(common);

/** One catalogue record, skin.md 7.1. Unknown extra fields are allowed and dropped. `family` (lips) is an optional addition. */
export const shadeRecordSchema = v.variant('type', [
  v.object({
    ...common,
    type: v.picklist(['foundation', 'concealer']),
    finish: v.picklist(FOUNDATION_FINISHES),
  }),
  v.object({
    ...common,
    type: v.literal('lip'),
    finish: v.picklist(LIP_FINISHES),
    family: v.optional(v.picklist(LIP_FAMILIES)),
  }),
]);

/** A record as a brand writes it. */
export type ShadeRecord = v.InferInput<typeof shadeRecordSchema>;
export type ParsedRecord = v.InferOutput<typeof shadeRecordSchema>;
