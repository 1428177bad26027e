import { CLEAR_HI, CLEAR_LO, CLEAR_REST, FOREHEAD_FROM, FOREHEAD_TO } from '../model/constants.ts';
import { smoothstep } from '../model/smooth.ts';
import type { Roi } from './face-geometry.ts';
import { SAMPLE_COLUMNS } from './face-samples.ts';
import type { SkinMesh } from './skin-mesh.ts';
import { FOREHEAD_SAMPLES } from './skin-weights.ts';

/** Floats of a row, and where the cheeks' begins. */
const ROW = SAMPLE_COLUMNS * 4;
const CHEEKS = 3 * ROW;

/** Weight of light that is read where `seen` (0..1) of the face is. */
const clearOf = (seen: number): number => Math.max(smoothstep(CLEAR_LO, CLEAR_HI, seen), CLEAR_REST * seen);

/**
 * Takes what is hidden out of a face's samples (see FaceGeometry.samples): a mask tells nothing of the skin. Where little of the skin is left the forehead
 * stands in; gives how far it does, 0..1. `px`: landmarks; `seen`: how much of a point is the face's own, 0..1.
 */
export const clearSamples = (
  { samples, skin, roi }: { readonly samples: Float32Array; readonly skin: SkinMesh; readonly roi: Roi },
  px: Float32Array,
  seen: (x: number, y: number) => number,
): number => {
  let [placed, left] = [0, 0];
  for (let at = 0; at < samples.length; at += 4) {
    const weight = samples[at + 2]!;
    if (weight === 0) continue;
    const share = seen(samples[at]!, samples[at + 1]!);
    // Cheeks that are not plainly seen say nothing: then the anchor is the lit skin's.
    const clear = at < CHEEKS ? clearOf(share) : smoothstep(CLEAR_LO, CLEAR_HI, share);
    samples[at + 2] = weight * clear;
    if (at >= ROW) continue;
    placed += weight;
    left += weight * clear;
  }
  const missing = smoothstep(FOREHEAD_FROM, FOREHEAD_TO, 1 - left / Math.max(placed, 1));
  const pictured = (x: number, y: number) => x >= roi.x0 && y >= roi.y0 && x < roi.x1 && y < roi.y1;
  if (missing > 0)
    addForehead(samples, skin, px, (x, y) => (pictured(x, y) ? missing * clearOf(seen(x, y)) : 0));
  return missing;
};

/** Puts the forehead in the skin's columns that count least. */
const addForehead = (
  samples: Float32Array,
  { facing, normals }: SkinMesh,
  px: Float32Array,
  weight: (x: number, y: number) => number,
): void => {
  let at = 0;
  for (const [brow, above, share] of FOREHEAD_SAMPLES) {
    while (at < ROW && samples[at + 2]! > CLEAR_REST) at += 4;
    if (at >= ROW) return;
    const between = (k: number) => px[brow * 2 + k]! + (px[above * 2 + k]! - px[brow * 2 + k]!) * share;
    const [x, y] = [between(0), between(1)];
    samples[at] = x;
    samples[at + 1] = y;
    samples[at + 2] = facing[above]! > 0.5 ? weight(x, y) : 0;
    samples[at + 3] = normals[above * 3]!;
    at += 4;
  }
};
