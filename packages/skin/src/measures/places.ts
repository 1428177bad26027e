import type { RegionId } from '@carmine/face';
import { broadBlur } from '../pixels/blur.ts';
import type { MeasurePart, PlaceId } from '../types.ts';
import { type ConditionMap, labelOf } from './condition.ts';

/** What each part of the face in a report is made of. Temples are hair as often as skin. */
export const PLACES: Readonly<Record<PlaceId, readonly RegionId[]>> = {
  forehead: ['forehead'],
  'cheek-left': ['cheek-upper-left', 'cheek-lower-left'],
  'cheek-right': ['cheek-upper-right', 'cheek-lower-right'],
  nose: ['nose'],
  chin: ['chin'],
  jaw: ['jaw-left', 'jaw-right'],
  'under-eye-left': ['under-eye-left'],
  'under-eye-right': ['under-eye-right'],
  lips: ['lips'],
};

/** Under-eyes and lips have measures of their own. */
export const FACE: readonly PlaceId[] = ['forehead', 'cheek-left', 'cheek-right', 'nose', 'chin', 'jaw'];
/** Jaw left out: it grows hair, whose roots look like marks. */
export const BARE: readonly PlaceId[] = ['forehead', 'cheek-left', 'cheek-right', 'nose', 'chin'];
/** Chin left out too: for pigment, which the roots of a shaven beard look most like. */
export const CALM: readonly PlaceId[] = ['forehead', 'cheek-left', 'cheek-right', 'nose'];

/** Fewest square millimetres of a part that are told by themselves. */
const LEAST_MM2 = 60;

const texelCache = new WeakMap<Uint8Array, Map<PlaceId, Int32Array>>();

/** Texels of one part of the face (row by row), whatever was seen there. */
const texelsOf = (map: ConditionMap, place: PlaceId): Int32Array => {
  const known = texelCache.get(map.labels) ?? new Map<PlaceId, Int32Array>();
  texelCache.set(map.labels, known);
  let list = known.get(place);
  if (!list) {
    const wanted = new Set(PLACES[place].map(labelOf));
    const found: number[] = [];
    for (let i = 0; i < map.labels.length; i++) if (wanted.has(map.labels[i]!)) found.push(i);
    list = Int32Array.from(found);
    known.set(place, list);
  }
  return list;
};

const seenCache = new WeakMap<Uint8Array, Map<PlaceId, Int32Array | null>>();

/** Texels of a part that pass `mask`; null when too little of it was seen. Kept: a mask belongs to one map and stays as it is. */
export const seenIn = (map: ConditionMap, place: PlaceId, mask: Uint8Array): Int32Array | null => {
  const known = seenCache.get(mask) ?? new Map<PlaceId, Int32Array | null>();
  seenCache.set(mask, known);
  let seen = known.get(place);
  if (seen === undefined) {
    const all = texelsOf(map, place);
    const list = passing(all, mask);
    const least = Math.max(0.3 * all.length, LEAST_MM2 * map.perMm ** 2);
    seen = list.length >= least ? list : null;
    known.set(place, seen);
  }
  return seen;
};

const passing = (list: Int32Array, mask: Uint8Array): Int32Array => {
  const out = new Int32Array(list.length);
  let n = 0;
  for (let k = 0; k < list.length; k++) if (mask[list[k]!] === 1) out[n++] = list[k]!;
  return out.subarray(0, n);
};

/** Values at some texels, or at every `step`-th of them. */
export const valuesAt = (values: Float32Array, texels: Int32Array, step = 1): Float64Array => {
  const out = new Float64Array(Math.ceil(texels.length / step));
  for (let k = 0; k < out.length; k++) out[k] = values[texels[k * step]!]!;
  return out;
};

/** What one plane holds beyond another at some texels, or at every `step`-th of them. */
export const differenceAt = (
  [values, from]: readonly [Float32Array, Float32Array],
  texels: Int32Array,
  step = 1,
): Float64Array => {
  const out = new Float64Array(Math.ceil(texels.length / step));
  for (let k = 0; k < out.length; k++) {
    const i = texels[k * step]!;
    out[k] = values[i]! - from[i]!;
  }
  return out;
};

/** A number for one part of the face. */
export interface PlaceValue {
  readonly id: PlaceId;
  readonly value: number;
  readonly texels: Int32Array;
}

/** What a measure finds in a map. `value` NaN: too little skin was seen. */
export interface Finding {
  readonly value: number;
  readonly places: readonly PlaceValue[];
  readonly parts: readonly MeasurePart[];
  /** Smallest feature that was told, mm; null where size does not matter. */
  readonly smallest: number | null;
}

export const NOTHING_SEEN: Finding = { value: Number.NaN, places: [], parts: [], smallest: null };

/** Reads a value in each part that was seen well enough. */
export const overPlaces = (
  map: ConditionMap,
  places: readonly PlaceId[],
  read: { readonly mask: Uint8Array; readonly value: (texels: Int32Array, place: PlaceId) => number },
): PlaceValue[] =>
  places.flatMap((id) => {
    const texels = seenIn(map, id, read.mask);
    if (!texels) return [];
    const value = read.value(texels, id);
    return Number.isFinite(value) ? [{ id, value, texels }] : [];
  });

/** Mean over the parts by how many texels each has. */
export const areaMean = (parts: readonly PlaceValue[]): number => {
  const n = parts.reduce((s, p) => s + p.texels.length, 0);
  return n ? parts.reduce((s, p) => s + p.value * p.texels.length, 0) / n : Number.NaN;
};

type Plane = 'mel' | 'hb' | 'shade' | 'dark' | 'green' | 'gloss';

type Kept = Map<string, Float32Array>;
const softCache = new WeakMap<Float32Array, WeakMap<Uint8Array, Kept>>();

const keptFor = (values: Float32Array, mask: Uint8Array): Kept => {
  const masks = softCache.get(values) ?? new WeakMap<Uint8Array, Kept>();
  softCache.set(values, masks);
  const kept: Kept = masks.get(mask) ?? new Map();
  masks.set(mask, kept);
  return kept;
};

/** A plane of the map blurred by `mm` on the face through the texels of `mask`; kept, as measures share widths. */
export const soft = (
  map: ConditionMap,
  plane: Plane,
  mm: number,
  mask: Uint8Array = map.ok,
): Float32Array => {
  const kept = keptFor(map[plane], mask);
  const sigma = Math.max(0.5, mm * map.perMm);
  const key = sigma.toFixed(3);
  const made = kept.get(key) ?? broadBlur(map[plane], mask, { size: map.size, sigma });
  kept.set(key, made);
  return made;
};
