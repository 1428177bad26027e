import * as v from 'valibot';
import { common, hex, number, text } from './fields.ts';

/** What each product's record says beside the common fields. Names, values and units are those of a layer of a look, so that one hand writes both. */

export const FOUNDATION_FINISHES = ['matte', 'natural', 'dewy'] as const;
export const LIP_FINISHES = [
  'sheer',
  'satin',
  'cream',
  'matte',
  'gloss',
  'metallic',
  'shimmer',
  'vinyl',
  'velvet',
] as const;
export const LINER_FINISHES = ['matte', 'satin', 'gloss'] as const;
export const POWDER_FINISHES = ['matte', 'satin', 'shimmer'] as const;
export const EYESHADOW_FINISHES = ['matte', 'satin', 'shimmer', 'metallic'] as const;
export const LIP_FAMILIES = ['nude', 'pink', 'rose', 'red', 'coral', 'berry', 'plum', 'brown'] as const;
export const EYESHADOW_ZONES = ['lid', 'crease', 'outer', 'lower'] as const;

/** Some of the named places, each once. */
const areas = <const T extends readonly [string, ...string[]]>(...names: T) =>
  v.optional(
    v.pipe(
      v.array(v.picklist(names)),
      v.minLength(1),
      v.maxLength(names.length),
      v.check((list) => new Set(list).size === list.length, 'names a place twice'),
    ),
  );

const foundation = v.object({
  ...common,
  type: v.literal('foundation'),
  finish: v.picklist(FOUNDATION_FINISHES),
});

const concealer = v.object({
  ...common,
  type: v.literal('concealer'),
  finish: v.picklist(FOUNDATION_FINISHES),
  areas: areas('under-eye', 'spots'),
});

const lip = v.object({
  ...common,
  type: v.literal('lip'),
  finish: v.picklist(LIP_FINISHES),
  family: v.optional(v.picklist(LIP_FAMILIES)),
  /** The other shade of a duo. ombre: this one in the lips' middle, `color` at their outline; two-tone: this one on the lower lip. */
  second: v.optional(v.object({ style: v.picklist(['ombre', 'two-tone']), hex })),
});

const lipLiner = v.object({
  ...common,
  type: v.literal('lip-liner'),
  finish: v.picklist(LINER_FINISHES),
  /** Width of the line, mm. */
  width: v.optional(number(0.5, 4)),
});

const blush = v.object({
  ...common,
  type: v.literal('blush'),
  finish: v.picklist(POWDER_FINISHES),
  placement: v.optional(v.picklist(['apple', 'lifted'])),
});

const contour = v.object({
  ...common,
  type: v.literal('contour'),
  areas: areas('cheeks', 'jaw', 'nose'),
});

const bronzer = v.object({
  ...common,
  type: v.literal('bronzer'),
  finish: v.picklist(POWDER_FINISHES),
});

const highlighter = v.object({
  ...common,
  type: v.literal('highlighter'),
  areas: areas('cheekbones', 'nose', 'cupid', 'brow-bone'),
});

const pan = v.object({
  zone: v.picklist(EYESHADOW_ZONES),
  hex,
  finish: v.picklist(EYESHADOW_FINISHES),
  /** Contrast ratio of this pan; by default the record's `coverage.cr`. */
  cr: v.optional(number(0, 1)),
  name: v.optional(text(60)),
});

/** One record is one palette; its `color` is what stands for it on a shelf. */
const eyeshadow = v.object({
  ...common,
  type: v.literal('eyeshadow'),
  pans: v.pipe(
    v.array(pan),
    v.minLength(1),
    v.maxLength(4),
    v.check((pans) => new Set(pans.map((p) => p.zone)).size === pans.length, 'has two pans for one zone'),
  ),
});

const eyeliner = v.object({
  ...common,
  type: v.literal('eyeliner'),
  finish: v.picklist(LINER_FINISHES),
  /** Width of the line at its middle, mm. */
  width: v.optional(number(0.3, 4)),
  /** Length past the outer corner, mm. */
  wing: v.optional(number(0, 15)),
  lower: v.optional(v.boolean()),
});

const mascara = v.object({
  ...common,
  type: v.literal('mascara'),
  /** 1 = natural. */
  length: v.optional(number(0.5, 2)),
  volume: v.optional(number(0.5, 2)),
  lower: v.optional(v.boolean()),
});

const brow = v.object({
  ...common,
  type: v.literal('brow'),
  style: v.optional(v.picklist(['powder', 'hair', 'both'])),
});

/** One object a type, in the order products lie on the face. */
export const RECORDS = [
  foundation,
  concealer,
  contour,
  bronzer,
  blush,
  highlighter,
  eyeshadow,
  brow,
  eyeliner,
  mascara,
  lipLiner,
  lip,
] as const;
