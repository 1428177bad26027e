import {
  BULGE_ACROSS,
  BULGE_CORNER,
  BULGE_LOWER,
  BULGE_OUTLINE,
  CORNER_FROM,
  CORNER_TO,
} from '../model/constants.ts';
import type { LipPoint } from '../model/lip-amount.ts';
import { clamp, mix, smoothstep } from '../model/smooth.ts';

/** Axes the surface model needs of a face: see FaceGeometry. */
export interface FaceAxes {
  readonly up: readonly [number, number];
  readonly forward: readonly [number, number];
}

/** Tilt of the lip's surface towards the mouth's up, sine. */
export const lipBulge = ({ side, across, along }: LipPoint): number => {
  const tilt = BULGE_OUTLINE + BULGE_ACROSS * clamp(across, 0, 1);
  const own = side < 0 ? -tilt * BULGE_LOWER : tilt;
  return mix(own, BULGE_CORNER, smoothstep(CORNER_FROM, CORNER_TO, Math.abs(2 * along - 1)));
};

/**
 * Unit normal of the surface into `out`, x to the picture's right, y up, z to the viewer: the lips' from the pose and their bulge (the tracker's
 * depth is not refined there, rendering.md 1.5), the skin's (`skinX`, `skinY`) from the mesh; `lipShare` between them.
 */
export const surfaceNormal = (
  axes: FaceAxes,
  lip: LipPoint,
  lipShare: number,
  skin: readonly [number, number],
  out: Float64Array,
): void => {
  const bulge = lipShare > 0 ? lipBulge(lip) : 0;
  const x = mix(skin[0], axes.forward[0] + axes.up[0] * bulge, lipShare);
  const y = mix(skin[1], axes.forward[1] - axes.up[1] * bulge, lipShare);
  const z = Math.sqrt(Math.max(1 - x * x - y * y, 0.04));
  const length = Math.hypot(x, y, z);
  out[0] = x / length;
  out[1] = y / length;
  out[2] = z / length;
};
