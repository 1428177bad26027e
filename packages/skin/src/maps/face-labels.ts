import { BROWS, CANONICAL_UV, EYE_RINGS, FACE_OVAL, LIP_RINGS, type Side } from '@carmine/face';
import { labelOf } from '../measures/condition.ts';
import { fillRings, shrinkRing } from '../pixels/polygon.ts';
import { labelsFor } from '../reading.ts';

const SIDES: readonly Side[] = ['left', 'right'];
/** Rings grow by these factors about their middle: lashes and stray hairs of the brow, the soft edge of the lips. */
const LASHES = 1.3;
const BROW_HAIRS = 1.2;
const LIP_EDGE = 1.12;

const cache = new Map<number, Uint8Array>();

/** Region labels that leave no bare skin out: as `labelsFor`, and everything else inside the oval but eyes, brows and lips
 *  as forehead. The measures read calm regions only; a map of the face shows all of it. */
export const faceLabels = (size: number): Uint8Array => {
  const known = cache.get(size);
  if (known) return known;
  const labels = labelsFor(size).slice();
  const fill = (ring: readonly number[], grow: number, visit: (i: number) => void): void => {
    const points = ring.flatMap((v) => [CANONICAL_UV[v * 2]! * size, CANONICAL_UV[v * 2 + 1]! * size]);
    const outline = shrinkRing(Float32Array.from(points), grow);
    fillRings([outline], { width: size, height: size }, (x, y) => visit(y * size + x));
  };
  const skin = labelOf('forehead');
  fill(FACE_OVAL, 1, (i) => {
    labels[i] ||= skin;
  });
  const clear = (i: number): void => {
    labels[i] = 0;
  };
  for (const side of SIDES) {
    fill(EYE_RINGS[side], LASHES, clear);
    fill([...BROWS[side].upper, ...BROWS[side].lower.toReversed()], BROW_HAIRS, clear);
  }
  fill(LIP_RINGS.outer, LIP_EDGE, clear);
  cache.set(size, labels);
  return labels;
};
