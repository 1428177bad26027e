import {
  BULGE_ACROSS,
  BULGE_CORNER,
  BULGE_LOWER,
  BULGE_OUTLINE,
  CORNER_FROM,
  CORNER_TO,
} from '../model/constants.ts';
import type { LipPointNodes } from './lip-nodes.ts';
import { clamp, float, max, mix, type Node, select, smoothstep, sqrt, vec3 } from './tsl.ts';
import type { Uniforms } from './uniforms.ts';

/** Shader twins of reference/normal.ts. */

export const lipBulge = (p: LipPointNodes): Node => {
  const tilt = clamp(p.across, 0, 1).mul(BULGE_ACROSS).add(BULGE_OUTLINE);
  const own = select(p.side.lessThan(0), tilt.mul(-BULGE_LOWER), tilt);
  return mix(
    own,
    float(BULGE_CORNER),
    smoothstep(float(CORNER_FROM), float(CORNER_TO), p.along.mul(2).sub(1).abs()),
  );
};

/** `skin`: vec2. */
export const surfaceNormal = (u: Uniforms, lip: LipPointNodes, lipShare: Node, skin: Node): Node => {
  const bulge = select(lipShare.greaterThan(0), lipBulge(lip), float(0)).toVar();
  const x = mix(skin.x, u.axes.x.add(u.axes.z.mul(bulge)), lipShare).toVar();
  const y = mix(skin.y, u.axes.y.sub(u.axes.w.mul(bulge)), lipShare).toVar();
  const z = sqrt(max(x.mul(x).add(y.mul(y)).oneMinus(), 0.04));
  return vec3(x, y, z).normalize();
};
