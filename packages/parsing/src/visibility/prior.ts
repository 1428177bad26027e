import { BROWS, EYE_RINGS, FACE_OVAL, LIP_RINGS, SIDES, VISIBILITY_SIZE } from '@carmine/face';
import { type CropPlan, pictureToCrop } from '../crop.ts';
import type { ParsedFace } from '../types.ts';
import type { PictureSize } from './visibility-crop.ts';

/** Side of the prior, px. */
export const PRIOR_SIZE = VISIBILITY_SIZE / 2;
/** Oval, lips, eyes, brows. */
export const PRIOR_CHANNELS = 4;

/** Rings filled into each channel. */
const CHANNEL_RINGS: readonly (readonly (readonly number[])[])[] = [
  [FACE_OVAL],
  [LIP_RINGS.outer],
  SIDES.map((side) => EYE_RINGS[side]),
  SIDES.map((side) => [...BROWS[side].upper, ...[...BROWS[side].lower].reverse()]),
];

/** Adds a polygon (x, y pairs, px) to one channel: even-odd at pixel centres. */
const fill = (polygon: Float64Array, channel: number, out: Uint8Array): void => {
  const count = polygon.length / 2;
  const crossings: number[] = [];
  for (let row = 0; row < PRIOR_SIZE; row++) {
    const y = row + 0.5;
    crossings.length = 0;
    for (let i = 0; i < count; i++) {
      const j = (i + 1) % count;
      const [ay, by] = [polygon[i * 2 + 1]!, polygon[j * 2 + 1]!];
      if (ay <= y === by <= y) continue;
      const [ax, bx] = [polygon[i * 2]!, polygon[j * 2]!];
      crossings.push(ax + ((y - ay) * (bx - ax)) / (by - ay));
    }
    crossings.sort((a, b) => a - b);
    for (let k = 0; k + 1 < crossings.length; k += 2) {
      const from = Math.max(0, Math.ceil(crossings[k]! - 0.5));
      const to = Math.min(PRIOR_SIZE, Math.ceil(crossings[k + 1]! - 0.5));
      for (let x = from; x < to; x++) out[(row * PRIOR_SIZE + x) * PRIOR_CHANNELS + channel] = 1;
    }
  }
};

/** What should be where: PRIOR_SIZE x PRIOR_SIZE x PRIOR_CHANNELS of 0 and 1, in the cut-out of `plan`. Writes `out`. */
export const drawPrior = (
  face: ParsedFace,
  { width, height }: PictureSize,
  plan: CropPlan,
  out: Uint8Array,
): Uint8Array => {
  const [a, b, c, d, e, f] = pictureToCrop(plan);
  const scale = PRIOR_SIZE / plan.width;
  out.fill(0);
  for (const [channel, rings] of CHANNEL_RINGS.entries())
    for (const ring of rings) {
      const polygon = new Float64Array(ring.length * 2);
      for (const [i, index] of ring.entries()) {
        const [x, y] = [face.landmarks[index * 3]! * width, face.landmarks[index * 3 + 1]! * height];
        polygon[i * 2] = (a * x + b * y + c) * scale;
        polygon[i * 2 + 1] = (d * x + e * y + f) * scale;
      }
      fill(polygon, channel, out);
    }
  return out;
};
