import * as v from 'valibot';

/** Version tag every record carries. A change that breaks readers gets a new tag (docs/guide/catalogue.md, Versions). */
export const SHADE_SCHEMA = 'shade/1';

export const TRUST_LEVELS = ['T0', 'T1', 'T2', 'T3'] as const;
export const GEOMETRIES = ['d8-SCE', 'd8-SCI', '45-0', 'image'] as const;
export const GROUNDS = ['drawdown-white', 'drawdown-black', 'skin', 'bulk', 'swatch-image'] as const;
/** CIE lights and observers a Lab may be stated for; D65 with 2 degree is the standard, the others are converted. */
export const ILLUMINANTS = ['D65', 'D50', 'C', 'A'] as const;
export const OBSERVERS = ['2', '10'] as const;
/** How a published colour was brought to what an instrument would read. */
export const MAPS = ['anchors', 'estimated'] as const;
export const UNDERTONE_LABELS = ['cool', 'neutral', 'warm', 'olive', 'unknown'] as const;

/** Not blank, at most `max` characters. */
export const text = (max: number) =>
  v.pipe(v.string(), v.maxLength(max), v.regex(/\S/, 'expected words, not blanks'));
export const number = (min: number, max: number) => v.pipe(v.number(), v.minValue(min), v.maxValue(max));
const isoDate = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/, 'expected a date YYYY-MM-DD'));

/** CIELAB of the record's light and observer: L* 0..100, a* and b* -128..128. */
const lab = v.strictTuple([number(0, 100), number(-128, 128), number(-128, 128)]);
/** Masstone in sRGB. */
export const hex = v.pipe(v.string(), v.regex(/^#[0-9a-fA-F]{6}$/, 'expected #rrggbb'));

/** Shape of `color`; one of lab and hex must be there (checked apart, see `colorSchema`). */
export const colorObject = v.object({
  lab: v.optional(lab),
  illuminant: v.optional(v.picklist(ILLUMINANTS), 'D65'),
  observer: v.optional(v.picklist(OBSERVERS), '2'),
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
  /** The swatch as the brand publishes it, of a shade that is measured too: an anchor of its line's map. */
  published: v.optional(hex),
  /** Written by `parseCatalogue` where it changed the colour: how. A record that carries it is not mapped again. */
  map: v.optional(v.picklist(MAPS)),
});

export type ColorFields = v.InferOutput<typeof colorObject>;

/** No matrix is at hand for C with 10 degrees. */
const known = ({ illuminant, observer }: ColorFields): boolean => !(illuminant === 'C' && observer === '10');

export const colorSchema = v.pipe(
  colorObject,
  v.check((c) => Boolean(c.lab ?? c.hex ?? c.spectrum), 'needs lab, hex or spectrum'),
  v.check(known, 'C with 10 degrees is not known; give D65, D50 or A, or the spectrum'),
);

export const coverageSchema = v.object({
  /** Contrast ratio of the film as worn, 0..1: luminance over black / over white. */
  cr: number(0, 1),
  /** Thickness as worn, micrometres. */
  film_um: v.optional(number(0, 1000)),
});

/** Shift of Lab after `minutes` on skin. */
export const oxidationSchema = v.object({
  dL: number(-20, 20),
  da: number(-20, 20),
  db: number(-20, 20),
  minutes: number(0, 1440),
});

/** Words by BCP 47 tag, such as zh-CN, zh-TW, en. */
export const localeSchema = v.record(
  v.pipe(v.string(), v.regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)),
  v.object({
    name: text(120),
    brand: v.optional(text(120)),
    line: v.optional(text(120)),
    note: v.optional(text(300)),
  }),
);

/** The fields every type has. */
export const common = {
  schema: v.literal(SHADE_SCHEMA),
  sku: v.pipe(v.string(), v.regex(/^[\w.:-]{1,64}$/, 'expected 1 to 64 letters, digits or . _ : -')),
  brand: text(120),
  line: text(120),
  name: text(120),
  color: colorSchema,
  coverage: coverageSchema,
  oxidation: v.optional(oxidationSchema),
  depth: v.optional(text(40)),
  undertone: v.optional(v.picklist(UNDERTONE_LABELS), 'unknown'),
  undertone_source: v.optional(v.picklist(['brand', 'measured'])),
  range_index: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  locale: v.optional(localeSchema),
  /** false: withdrawn or out of stock; never matched. */
  active: v.optional(v.boolean(), true),
  /** false: sold out for now. Matched all the same, but a tie goes to a shade that can be had. */
  in_stock: v.optional(v.boolean()),
};
