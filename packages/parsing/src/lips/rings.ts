import { LIP_RINGS } from '@carmine/face';
import { type CropPlan, cropToPicture } from '../crop.ts';
import type { RingPath } from './ring-path.ts';
import { CORNERS, SPOKES, type Spokes } from './spokes.ts';

/** Outer and inner ring, SPOKES x (x, y), px of the cut-out. */
export type RingPoints = readonly [Float32Array, Float32Array];

const LIP = SPOKES / 2;
/** A lip keeps at least this much between its edges, and a corner between its own, mm: less and the renderer's soft edges meet. */
const THINNEST_MM = 0.8;
const THINNEST_CORNER_MM = 1.2;
/** Two edges of one line between closed lips differ by noise: mean opening, mm, below which a mouth is closed and above which it is as it was read. */
const SHUT_MM = [0.13, 0.2] as const;
/** The inner edge of an open mouth is drawn this far into the lip, mm: a stained tooth is seen, a narrower lip is not. */
const TEETH_MARGIN_MM = 0.22;
/** How much further than the landmarks' own opening lips may part, mm: so little where the landmarks' widest opening is at most the first of TOLD_MM, as much as is read from the
 *  second on. A shaded upper lip looks like the dark of a mouth, but no landmarks call a mouth shut that gapes (decision 0420). */
const AJAR_MM = 0.25;
const FREE_MM = 4;
const TOLD_MM = [0.7, 1.4] as const;
const RINGS = [LIP_RINGS.outer, LIP_RINGS.semiOuter, LIP_RINGS.semiInner, LIP_RINGS.inner];

/**
 * Moves the spokes' origins by the paths' offsets (mm) and writes both rings to `out`; lips neither cross nor vanish, and hardly part where the origins, the landmarks' curves, are shut.
 * Widest opening, mm.
 */
export const placeRings = (
  { origins, directions }: Pick<Spokes, 'origins' | 'directions'>,
  paths: readonly RingPath[],
  pxPerMm: number,
  out: RingPoints,
): number => {
  for (let ring = 0; ring < 2; ring++)
    for (let k = 0; k < SPOKES; k++)
      for (let axis = 0; axis < 2; axis++)
        out[ring]![k * 2 + axis] =
          origins[ring]![k * 2 + axis]! +
          directions[ring]![k * 2 + axis]! * paths[ring]!.offsets[k]! * pxPerMm;
  shut(origins[1], pxPerMm, out[1]);
  const apart = smoothstep(SHUT_MM, openingOf(out) / pxPerMm);
  let widest = 0;
  for (let k = 1; k < LIP; k++) widest = Math.max(widest, part(out, k, pxPerMm, apart));
  for (const k of CORNERS) tuck(out, k, THINNEST_CORNER_MM * pxPerMm);
  return widest / pxPerMm;
};

/** Opening at an upper spoke of an inner ring, px of the cut-out. */
const openingAt = (inner: Float32Array, upper: number): number =>
  Math.max(0, inner[(SPOKES - upper) * 2 + 1]! - inner[upper * 2 + 1]!);

/** Brings the upper edge of an opening down where the landmarks' curve (`told`) is all but shut: light falls from above, so it is the upper lip that is taken for the gap. */
const shut = (told: Float32Array, pxPerMm: number, inner: Float32Array): void => {
  let widest = 0;
  for (let k = 1; k < LIP; k++) widest = Math.max(widest, openingAt(told, k) / pxPerMm);
  const [lo, hi] = TOLD_MM;
  if (widest >= hi) return;
  const more = AJAR_MM + (FREE_MM - AJAR_MM) * Math.max(0, (widest - lo) / (hi - lo));
  for (let k = 1; k < LIP; k++) {
    const most = openingAt(told, k) + more * pxPerMm;
    inner[k * 2 + 1] = Math.max(inner[k * 2 + 1]!, inner[(SPOKES - k) * 2 + 1]! - most);
  }
};

/** Mean opening of the lips, px of the cut-out. */
const openingOf = ([, inner]: RingPoints): number => {
  let sum = 0;
  for (let k = 1; k < LIP; k++) sum += openingAt(inner, k);
  return sum / (LIP - 1);
};

const smoothstep = ([lo, hi]: readonly [number, number], v: number): number => {
  const t = Math.min(1, Math.max(0, (v - lo) / (hi - lo)));
  return t * t * (3 - 2 * t);
};

/** Keeps a spoke's four edges in order from the top and the opening clear; the opening, px. The cut-out is upright. */
const part = ([outer, inner]: RingPoints, upper: number, pxPerMm: number, apart: number): number => {
  const lower = SPOKES - upper;
  const [a, b] = [upper * 2 + 1, lower * 2 + 1];
  const opening = Math.max(0, inner[b]! - inner[a]!) * apart;
  const middle = (inner[a]! + inner[b]!) / 2;
  if (opening === 0) {
    inner[a] = middle;
    inner[b] = middle;
  } else {
    inner[a] = middle - opening / 2;
    inner[b] = middle + opening / 2;
    const margin = Math.min(TEETH_MARGIN_MM * pxPerMm, opening / 8);
    inner[a]! -= margin;
    inner[b]! += margin;
  }
  const thinnest = THINNEST_MM * pxPerMm;
  const above = Math.max(0, thinnest - (inner[a]! - outer[a]!)) / 2;
  const below = Math.max(0, thinnest - (outer[b]! - inner[b]!)) / 2;
  const room = Math.max(0, inner[b]! - inner[a]!) / 2;
  inner[a]! += Math.min(above, room);
  inner[b]! -= Math.min(below, room);
  outer[a] = Math.min(outer[a]!, inner[a]! - thinnest);
  outer[b] = Math.max(outer[b]!, inner[b]! + thinnest);
  return opening;
};

/** Keeps a corner of the opening inside the corner of the lips. */
const tuck = ([outer, inner]: RingPoints, k: number, thinnest: number): void => {
  const x = outer[k * 2]!;
  inner[k * 2] = k === 0 ? Math.max(inner[k * 2]!, x + thinnest) : Math.min(inner[k * 2]!, x - thinnest);
};

/** Writes the rings to the landmarks (478 x 3, 0..1 of `width` x `height`); the two rings between are spaced evenly. Heights (z) stay. */
export const writeRings = (
  landmarks: Float32Array | number[],
  [outer, inner]: RingPoints,
  plan: CropPlan,
  size: { readonly width: number; readonly height: number },
): void => {
  const [a, b, c, d, e, f] = cropToPicture(plan);
  for (let ring = 0; ring < 4; ring++)
    for (let i = 0; i < LIP; i++) {
      const share = ring / 3;
      const x = outer[i * 4]! + (inner[i * 4]! - outer[i * 4]!) * share;
      const y = outer[i * 4 + 1]! + (inner[i * 4 + 1]! - outer[i * 4 + 1]!) * share;
      const at = RINGS[ring]![i]! * 3;
      landmarks[at] = (a * x + b * y + c) / size.width;
      landmarks[at + 1] = (d * x + e * y + f) / size.height;
    }
};
