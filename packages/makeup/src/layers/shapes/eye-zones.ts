import type { EyeshadowZoneName } from '../../types.ts';
import type { FacePoint, FaceShape } from '../face-shape.ts';
import { createEyePlace, type EyePlace, placeByEye } from './eye-chart.ts';
import { ramp } from './ramp.ts';
import { softPath } from './soft-path.ts';

/** cm past the lash lines, into the eye, over which a zone goes on so that no bare rim is left, and where it has ended. */
const INTO_EYE = [0.08, 0.22] as const;

/** From the lash line to the crease, thinning at both ends where the other zones take over. */
const lid = (e: EyePlace): number =>
  ramp(-INTO_EYE[1], -INTO_EYE[0], e.above) *
  ramp(1.25, 0.55, e.lids) *
  ramp(-0.08, 0.14, e.along) *
  ramp(1.12, 0.82, e.along);

/** In the fold and over it, as a brush swings in it: fuller outwards, gone before the brow. */
const crease = (e: EyePlace): number =>
  ramp(0.3, 0.95, e.lids) *
  ramp(2.5, 1.0, e.lids) *
  (0.35 + 0.65 * ramp(0.15, 0.7, e.along)) *
  ramp(-0.02, 0.3, e.along) *
  ramp(1.28, 0.85, e.along);

/** The outer V: dark at the corner, out along the lower lid's line, and back into the fold. */
const CORNER = softPath([
  { x: 5.35, y: 3.3, radius: 0.36, amount: 0.08 },
  { x: 4.85, y: 3.0, radius: 0.52, amount: 0.65 },
  { x: 4.45, y: 2.86, radius: 0.62, amount: 1 },
  { x: 4.1, y: 3.05, radius: 0.55, amount: 0.85 },
  { x: 3.5, y: 3.28, radius: 0.4, amount: 0.2 },
]);
const outer = (e: EyePlace, p: FacePoint): number =>
  Math.min(1, 1.15 * CORNER(p)) * ramp(-INTO_EYE[1], -0.02, e.above);

/** Along the lower lashes, fading to the nose. */
const lower = (e: EyePlace): number =>
  ramp(-INTO_EYE[1], -INTO_EYE[0], e.below) *
  ramp(0.34, 0.06, e.below) *
  (0.25 + 0.75 * ramp(0.25, 0.75, e.along)) *
  ramp(0.02, 0.25, e.along) *
  ramp(1.16, 1, e.along);

const ZONES: Readonly<Record<EyeshadowZoneName, (e: EyePlace, p: FacePoint) => number>> = {
  lid,
  crease,
  outer,
  lower,
};

/** Where a zone of eyeshadow lies. Widths: a shadow brush is 8 to 12 mm, its edges are blended over 2 to 5 mm. */
export const eyeZone = (name: EyeshadowZoneName): FaceShape => {
  const place = createEyePlace();
  return {
    key: `eyeshadow ${name}`,
    onLids: true,
    amount: (p: FacePoint) => ZONES[name](placeByEye(p, place), p),
  };
};
