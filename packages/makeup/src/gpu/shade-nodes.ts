import {
  SHADE_DARKEST,
  SHADE_HUE_HI,
  SHADE_HUE_LO,
  SHADE_LOG_FLOOR,
  SHADE_RIM_HI,
  SHADE_RIM_LO,
  SHADE_ROUGH_HI,
  SHADE_ROUGH_LO,
  SHADE_TAPS,
  SKIN_DARK_HI,
} from '../model/constants.ts';
import { shadeIn } from './around-target.ts';
import { type BandTextures, sampleBandNode } from './band-nodes.ts';
import type { StatNodes } from './stat-nodes.ts';
import { decode, doubtOf, logRatio, luminance } from './surface-nodes.ts';
import {
  clamp,
  exp,
  Fn,
  float,
  If,
  int,
  ivec2,
  Loop,
  log,
  max,
  type Node,
  smoothstep,
  sqrt,
  textureLoad,
  vec2,
  vec4,
  When,
} from './tsl.ts';
import type { Uniforms } from './uniforms.ts';
import { lightAt } from './visibility-nodes.ts';

/** Shader twins of reference/shade.ts. */

/** A texel of the map before it is blurred: twin of `texel`. `px`: texel coordinates. */
export const shadeNode = (u: Uniforms, { source, mask, visibility }: BandTextures, px: Node): Node =>
  Fn(() => {
    // Log luminance, log(r/g), log luminance squared, weight.
    const sums = vec4(0).toVar();
    Loop({ start: int(0), end: int(SHADE_TAPS * SHADE_TAPS), name: 'tap' }, ({ tap }: Node) => {
      const offset = vec2(float(tap.mod(int(SHADE_TAPS))), float(tap.div(int(SHADE_TAPS)))).add(0.5);
      const at = u.shadeGrid.xy
        .add(px.floor().add(offset.div(SHADE_TAPS)).mul(u.shadeGrid.z))
        .floor()
        .toVar();
      const inside = at.x
        .greaterThanEqual(0)
        .and(at.y.greaterThanEqual(0))
        .and(at.x.lessThan(u.size.x))
        .and(at.y.lessThan(u.size.y));
      If(inside, () => {
        const m = textureLoad(mask, ivec2(at)).toVar();
        When(m.x.greaterThan(0), () => {
          const w = m.y.oneMinus().mul(m.w.oneMinus()).mul(doubtOf(m).oneMinus()).toVar();
          When(u.hasVisibility.greaterThan(0), () => {
            w.mulAssign(lightAt(u, visibility, at.add(0.5)));
          });
          const c = decode(textureLoad(source, ivec2(at)).xyz)
            .mul(u.scale)
            .toVar();
          const light = log(luminance(c).add(SHADE_LOG_FLOOR)).toVar();
          sums.addAssign(vec4(light, logRatio(c.x, c.y), light.mul(light), 1).mul(w));
        });
      });
    });
    const variance = max(sums.z.sub(sums.x.mul(sums.x).div(max(sums.w, 1e-5))), 0);
    return vec4(sums.xy, variance, sums.w).div(SHADE_TAPS * SHADE_TAPS);
  })();

/** Twin of `skinLevel` for a pixel of luminance `y`; `around`: see aroundTarget; `known`: whether the map is drawn, left out where it always is. */
export const skinLevel = (
  u: Uniforms,
  st: StatNodes,
  around: Node,
  { px, y, known }: { px: Node; y: Node; known?: Node },
): Node => {
  const level = st.skinMedian.toVar();
  const dark = y.lessThan(st.skinMedian.mul(SKIN_DARK_HI));
  When(known ? known.and(dark) : dark, () => {
    const here = sampleBandNode(shadeIn(around), u.shadeGrid, px);
    When(here.w.greaterThan(1e-3), () => {
      const rough = sqrt(max(here.z, 0));
      const smooth = smoothstep(float(SHADE_ROUGH_LO), float(SHADE_ROUGH_HI), rough).oneMinus();
      const red = smoothstep(float(SHADE_HUE_LO), float(SHADE_HUE_HI), here.y.sub(st.skinHue.x));
      const within = smoothstep(float(SHADE_RIM_LO), float(SHADE_RIM_HI), here.w);
      const below = log(st.skinMedian.add(SHADE_LOG_FLOOR)).sub(here.x);
      level.mulAssign(
        exp(
          smooth
            .mul(red)
            .mul(within)
            .mul(clamp(below, 0, SHADE_DARKEST))
            .negate(),
        ),
      );
    });
  });
  return level;
};
