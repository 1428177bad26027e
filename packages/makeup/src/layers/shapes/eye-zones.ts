import type { EyeshadowZoneName } from '../../types.ts';
import type { FacePoint, FaceShape } from '../face-shape.ts';
import { createEyePlace, type EyePlace, placeByEye } from './eye-chart.ts';
import { ramp } from './ramp.ts';
import { anyOf, softPath } from './soft-path.ts';

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

/** The outer V: dark at the corner, smoked out along the lower lid's line and back into the fold. Between the two legs it is filled: a notch there made a fin of it. */
const CORNER = anyOf(
  softPath([
    { x: 5.25, y: 3.06, radius: 0.5, amount: 0.05 },
    { x: 4.9, y: 2.95, radius: 0.6, amount: 0.5 },
    { x: 4.52, y: 2.88, radius: 0.66, amount: 1 },
    { x: 4.1, y: 3.05, radius: 0.58, amount: 0.85 },
    { x: 3.45, y: 3.28, radius: 0.45, amount: 0.2 },
  ]),
  softPath([{ x: 4.42, y: 3.14, radius: 0.82, amount: 0.75 }]),
);
/** cm over which its lower edge is blended at the lash line, and how much softer that is past the corner, where no lashes hold it. */
const HELD = 0.2;
const LOOSE = 0.55;
const outer = (e: EyePlace, p: FacePoint): number => {
  const loose = LOOSE * ramp(0.95, 1.25, e.along);
  return Math.min(1, 1.1 * CORNER(p)) * ramp(-0.02 - HELD - loose, -0.02 + 0.4 * loose, e.above);
};

/** Along the lower lashes, fading to the nose. */
const lower = (e: EyePlace): number => {
  // Past the corner there is no eye to go on into: there it ends under the line on which the lower lid runs on.
  const eye = ramp(1.06, 0.94, e.along);
  return (
    ramp(-INTO_EYE[1] * eye - 0.04, -INTO_EYE[0] * eye + 0.04, e.below) *
    ramp(0.34, 0.06, e.below) *
    (0.25 + 0.75 * ramp(0.25, 0.75, e.along)) *
    ramp(0.02, 0.25, e.along) *
    ramp(1.16, 1, e.along)
  );
};

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
