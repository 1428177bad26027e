import * as v from 'valibot';

/** The pieces every payload is made of. Every text and list has an end; every number its range. */

/** 1..max UTF-16 units. */
export const text = (max: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(max));
/** 0..1. */
export const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
export const atLeast0 = v.pipe(v.number(), v.minValue(0));
/** CIE L*a*b*, D65, 2 degrees. */
export const lab = v.strictTuple([v.number(), v.number(), v.number()]);
export const sku = text(64);
/** sRGB, lower case. */
export const hex = v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/));
/** RFC 3339, UTC. */
export const time = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/));
/** CloudEvents URI: absolute. */
export const uri = v.pipe(v.string(), v.maxLength(512), v.regex(/^[A-Za-z][A-Za-z0-9+.-]*:\S+$/));
/** An opaque reference into the host's own records: no name, no address, no number of a person. */
export const ref = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_.-]{1,64}$/));
export const whole = (min: number, max = 1_000_000) =>
  v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));
export const list = <S extends v.GenericSchema>(item: S, min: number, max: number) =>
  v.pipe(v.array(item), v.minLength(min), v.maxLength(max));

/** Who an event is about, where that is known: the only way an event meets a person. */
export const actor = v.optional(
  v.strictObject({
    /** Random, of this browser; exists only while crm_share is granted. */
    anonId: v.optional(ref),
    /** The host's own opaque reference of a customer. */
    customerRef: v.optional(ref),
  }),
);
