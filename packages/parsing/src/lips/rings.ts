import { LIP_RINGS } from '@carmine/face';
import { type CropPlan, cropToPicture } from '../crop.ts';
import type { RingPath } from './ring-path.ts';
import { SPOKES, type Spokes } from './spokes.ts';

/** Outer and inner ring, SPOKES x (x, y), px of the cut-out. */
export type RingPoints = readonly [Float32Array, Float32Array];

const LIP = SPOKES / 2;
/** A lip keeps at least this much between its edges, mm. */
const THINNEST_MM = 0.4;
const RINGS = [LIP_RINGS.outer, LIP_RINGS.semiOuter, LIP_RINGS.semiInner, LIP_RINGS.inner];

/** Moves the spokes' origins by the paths' offsets (mm) and writes both rings to `out`; lips neither cross nor vanish. Widest opening, mm. */
export const placeRings = (
  { origins, directions }: Spokes,
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
  let widest = 0;
  for (let k = 1; k < LIP; k++) widest = Math.max(widest, part(out, k, THINNEST_MM * pxPerMm));
  return widest / pxPerMm;
};

/** Keeps a spoke's four edges in order from the top; their opening, px. The cut-out is upright. */
const part = ([outer, inner]: RingPoints, upper: number, thinnest: number): number => {
  const lower = SPOKES - upper;
  const [a, b] = [upper * 2 + 1, lower * 2 + 1];
  if (inner[a]! > inner[b]!) {
    const middle = (inner[a]! + inner[b]!) / 2;
    inner[a] = middle;
    inner[b] = middle;
  }
  outer[a] = Math.min(outer[a]!, inner[a]! - thinnest);
  outer[b] = Math.max(outer[b]!, inner[b]! + thinnest);
  return inner[b]! - inner[a]!;
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
