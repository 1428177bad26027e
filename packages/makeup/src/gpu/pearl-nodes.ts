import {
  GLINT_MOST,
  LIP_ALONG_MM,
  METAL_GROUND,
  METAL_HORIZON,
  METAL_ROOM,
  METAL_TOP,
  PEARL_MOST,
  PEARL_SHADE_HI,
  PEARL_SHADE_LO,
  UV_MM,
} from '../model/constants.ts';
import { glints } from './glint-nodes.ts';
import { type FacingNodes, ggx } from './highlight-nodes.ts';
import type { PixelNodes } from './pixel-nodes.ts';
import { maxOf } from './surface-nodes.ts';
import { clamp, float, max, min, mix, type Node, select, smoothstep, vec2, vec3, When } from './tsl.ts';
import type { Uniforms } from './uniforms.ts';

/** Shader twins of reference/pearl.ts. */

export interface PearlInput {
  /** rgb, and the roughness. */
  readonly colour: Node;
  readonly glints: Node;
  readonly share: Node;
  readonly facing: FacingNodes;
  readonly normal: Node;
  /** Unit vector to the dominant light. */
  readonly light: Node;
  readonly pixel: PixelNodes;
  readonly shading: Node;
}

export const addPearl = (u: Uniforms, input: PearlInput, out: Node): void => {
  const { glints: single, share, facing, shading } = input;
  const lit = share.mul(smoothstep(float(PEARL_SHADE_LO), float(PEARL_SHADE_HI), shading)).toVar();
  const colour = input.colour.xyz;
  When(colour.dot(vec3(1)).greaterThan(0).and(lit.greaterThan(0)), () => {
    const even = single.oneMinus().mul(ggx(facing, input.colour.w));
    const light = min(colour.mul(even), PEARL_MOST).toVar();
    When(single.greaterThan(0), () => {
      const flash = single.mul(flakes(u, input)).mul(facing.nl);
      light.addAssign(min(colour.mul(flash), GLINT_MOST));
    });
    out.addAssign(light.mul(lit));
  });
};

const flakes = (u: Uniforms, { colour, normal, light, pixel: p }: PearlInput): Node => {
  const at = select(
    p.lipShare.greaterThan(0.5),
    vec2(p.lip.along.mul(LIP_ALONG_MM), p.lip.side),
    p.uv.mul(UV_MM),
  ).toVar();
  const slope = light.xy
    .div(light.z.add(1))
    .sub(normal.xy.div(max(normal.z, 0.2)))
    .toVar();
  return glints(at, u.glintLevel, slope, colour.w);
};

export const metalRoom = (metal: Node, normal: Node): Node => {
  const up = smoothstep(float(-METAL_HORIZON), float(METAL_HORIZON), normal.z.mul(normal.y).mul(2));
  return metal.mul(METAL_ROOM).mul(mix(float(METAL_GROUND), float(1), up));
};

export const metalTint = (a: Node, b: Node, metal: Node, presence: Node, mirror: Node): void => {
  const r = clamp(a.sub(b), 0, 1).toVar();
  const top = max(maxOf(r), 1e-3);
  const own = mix(vec3(1), r.mul(METAL_TOP).div(top), metal);
  mirror.assign(mix(mirror, own, presence));
};
