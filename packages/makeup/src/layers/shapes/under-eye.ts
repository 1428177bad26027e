import type { FacePoint, FaceShape } from '../face-shape.ts';
import { createEyePlace, placeByEye } from './eye-chart.ts';
import { ramp } from './ramp.ts';
import { softPath } from './soft-path.ts';

/** Distance from the lower lash line that stays bare and where product is full, cm: concealer on the lashes cakes. */
const LASH_GAP = [0.12, 0.36] as const;

/** The tear trough: from the inner corner along the orbit's rim, where the shadow under an eye lies; lifted at the outer corner. */
const TROUGH = softPath([
  { x: 1.75, y: 2.0, radius: 0.75, amount: 0.85 },
  { x: 2.35, y: 1.45, radius: 0.95, amount: 1 },
  { x: 3.3, y: 1.2, radius: 1.05, amount: 0.95 },
  { x: 4.3, y: 1.5, radius: 0.95, amount: 0.6 },
  { x: 5.2, y: 2.3, radius: 0.6, amount: 0.3 },
]);
/** The triangle's point on the cheek, into which it is blended. */
const POINT = softPath([
  { x: 3.0, y: 1.1, radius: 1.2, amount: 0.8 },
  { x: 3.3, y: -0.1, radius: 0.9, amount: 0.25 },
]);

/** The triangle under each eye, following the tear trough and never touching the lash line. */
export const UNDER_EYE: FaceShape = (() => {
  const place = createEyePlace();
  return {
    key: 'concealer under-eye',
    amount: (p: FacePoint) => Math.max(TROUGH(p), POINT(p)) * ramp(...LASH_GAP, placeByEye(p, place).below),
  };
})();
