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
import { clamp, float, max, min, mix, type Node, select, smoothstep, vec2, vec3 } from './tsl.ts';
import type { Uniforms } from './uniforms.ts';

/** Shader twins of reference/pearl.ts. */

/** A film's pearl at a pixel: what shines as one, in the light. `colour`: rgb, and the roughness; `even`: see FilmRow. */
export const evenPearl = (colour: Node, even: Node, facing: FacingNodes): Node =>
  min(colour.xyz.mul(even.mul(ggx(facing, colour.w))), PEARL_MOST);

/** In shadow platelets go out. */
export const pearlLit = (shading: Node): Node =>
  smoothstep(float(PEARL_SHADE_LO), float(PEARL_SHADE_HI), shading);

export interface FlakesInput {
  /** rgb, and the roughness. */
  readonly colour: Node;
  /** Share of the pearl that glints flake by flake. */
  readonly single: Node;
  readonly facing: FacingNodes;
  readonly normal: Node;
  /** Unit vector to the dominant light. */
  readonly light: Node;
  readonly pixel: PixelNodes;
}

/** ... and what glints flake by flake. */
export const flakesLight = (u: Uniforms, input: FlakesInput): Node => {
  const flash = input.single.mul(flakes(u, input)).mul(input.facing.nl);
  return min(input.colour.xyz.mul(flash), GLINT_MOST);
};

const flakes = (u: Uniforms, { colour, normal, light, pixel: p }: FlakesInput): Node => {
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
