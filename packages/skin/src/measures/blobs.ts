import { quantile } from '../pixels/statistics.ts';
import type { ConditionMap } from './condition.ts';
import { soft } from './places.ts';

/** One roundish patch that stands out of its surroundings. */
export interface Blob {
  readonly texels: readonly number[];
  readonly areaMm2: number;
  /** Texels of its box, the last ones in it. */
  readonly box: {
    readonly left: number;
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
  };
  /** Diameter of a disc of that area, mm. */
  readonly diameter: number;
  /** Mean and core (90th percentile) of the response. */
  readonly contrast: number;
  readonly core: number;
}

/** What to look for. Widths are Gaussian sigmas of the skin, mm. */
export interface BlobSearch {
  readonly plane: 'mel' | 'hb';
  readonly sigmas: readonly number[];
  /** Least response at the core; half of it at the rim. */
  readonly contrast: number;
  /** Robust SDs of the response, each width by itself, at the core and at the rim. */
  readonly high: number;
  readonly low: number;
  readonly areaMm2: { readonly min: number; readonly max: number };
}

/** Response of the width that stands out most: as it is, and in its own robust SDs. */
export interface Response {
  readonly value: Float32Array;
  readonly z: Float32Array;
}

/** Difference-of-Gaussian response over the widths (Lindeberg 1998, as DoG), each against its own calm side, so that noise of the
 *  finest does not hide what is broad. */
export const blobResponse = (
  map: ConditionMap,
  field: readonly Int32Array[],
  search: BlobSearch,
): Response => {
  const n = map.ok.length;
  const out = { value: new Float32Array(n), z: new Float32Array(n) };
  for (const mm of search.sigmas) {
    const [fine, around] = [soft(map, search.plane, mm * 0.6), soft(map, search.plane, mm * 2.2)];
    const { middle, sigma } = calmSide(field, (i) => fine[i]! - around[i]!);
    for (const list of field)
      for (const i of list) {
        const d = fine[i]! - around[i]! - middle;
        const z = d / sigma;
        if (z <= out.z[i]!) continue;
        out.z[i] = z;
        out.value[i] = d;
      }
  }
  return out;
};

/** Median and the distance from it to the 16th percentile: the calm side only, so that many blobs do not hide each other. */
const calmSide = (
  field: readonly Int32Array[],
  read: (texel: number) => number,
): { readonly middle: number; readonly sigma: number } => {
  const sample = new Float64Array(field.reduce((n, list) => n + Math.ceil(list.length / 5), 0));
  let n = 0;
  for (const list of field) for (let k = 0; k < list.length; k += 5) sample[n++] = read(list[k]!);
  const middle = quantile(sample, 0.5);
  return { middle, sigma: Math.max(1e-4, middle - quantile(sample, 0.16)) };
};

/** Blobs among the texels of `field`, by hysteresis. */
export const findBlobs = (map: ConditionMap, field: readonly Int32Array[], search: BlobSearch): Blob[] => {
  const { value, z } = blobResponse(map, field, search);
  const open = new Uint8Array(map.ok.length);
  for (const list of field)
    for (const i of list) if (z[i]! > search.low && value[i]! > 0.5 * search.contrast) open[i] = 1;
  const blobs: Blob[] = [];
  for (const list of field)
    for (const i of list)
      if (open[i] === 1 && z[i]! > search.high && value[i]! > search.contrast) {
        const blob = describe(map, flood(open, i, map.size), value, search);
        if (blob) blobs.push(blob);
      }
  return blobs;
};

/** Connected open texels from `start`, marked 2. */
const flood = (open: Uint8Array, start: number, size: number): number[] => {
  const found = [start];
  open[start] = 2;
  for (let k = 0; k < found.length; k++)
    for (const j of [found[k]! - 1, found[k]! + 1, found[k]! - size, found[k]! + size])
      if (open[j] === 1) {
        open[j] = 2;
        found.push(j);
      }
  return found;
};

/** A patch as a blob, or null when it is too small, too large, or long and thin (a hair, a line). */
const describe = (
  map: ConditionMap,
  texels: readonly number[],
  response: Float32Array,
  { areaMm2: limits }: BlobSearch,
): Blob | null => {
  const areaMm2 = texels.length / map.perMm ** 2;
  if (areaMm2 < limits.min || areaMm2 > limits.max) return null;
  let [left, right, top, bottom] = [map.size, 0, map.size, 0];
  let sum = 0;
  for (const i of texels) {
    const [x, y] = [i % map.size, Math.floor(i / map.size)];
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
    sum += response[i]!;
  }
  const long = Math.max(right - left, bottom - top) + 1;
  if (texels.length < 0.22 * long * long) return null;
  const core = quantile(
    texels.map((i) => response[i]!),
    0.9,
  );
  const diameter = 2 * Math.sqrt(areaMm2 / Math.PI);
  const box = { left, top, right, bottom };
  return { texels, areaMm2, box, diameter, contrast: sum / texels.length, core };
};

/** A mask of 1 on the texels of some blobs. */
export const coverOf = (map: ConditionMap, blobs: readonly Blob[]): Uint8Array => {
  const cover = new Uint8Array(map.ok.length);
  for (const blob of blobs) for (const i of blob.texels) cover[i] = 1;
  return cover;
};
