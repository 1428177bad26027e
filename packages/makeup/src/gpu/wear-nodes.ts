import {
  ALBEDO_MAX,
  ALBEDO_MIN,
  ALBEDO_SHARE,
  ALBEDO_STEP_LIP,
  ALBEDO_STEP_SKIN,
  GLOSS_FLOOR,
  METAL_BODY,
  MIN_AMOUNT,
  RELIEF_MAX,
  RELIEF_MIN,
  SHADE_DEEP,
  SHADE_FROM,
  SHADE_TINT,
  SHADE_WARM,
  SHEEN_FROM,
  SHEEN_MOST,
  SHEEN_POWER,
  SHEEN_SCALE,
  TINT_MIN,
} from '../model/constants.ts';
import { filmsNode } from './film-nodes.ts';
import { type FacingNodes, lobe, pictureHighlight } from './highlight-nodes.ts';
import { readBands } from './lowpass-nodes.ts';
import { surfaceNormal } from './normal-nodes.ts';
import { metalRoom } from './pearl-nodes.ts';
import {
  anyFilm,
  eachFilm,
  type PixelNodes,
  readCover,
  readPixel,
  strongest,
  type WearTextures,
} from './pixel-nodes.ts';
import type { StatNodes } from './stat-nodes.ts';
import { encode, luminance, split } from './surface-nodes.ts';
import {
  clamp,
  Discard,
  exp,
  Fn,
  float,
  log,
  max,
  min,
  mix,
  type Node,
  pow,
  select,
  smoothstep,
  tanh,
  vec2,
  vec3,
  vec4,
  When,
} from './tsl.ts';
import type { Uniforms } from './uniforms.ts';
import { ALL_PARTS, type WearParts } from './wear-parts.ts';

/** Shader twins of reference/wear.ts, and the masks of reference/index.ts. */

/** The amount of one product, for `readMask`. */
export const maskNode = (u: Uniforms, st: StatNodes, t: WearTextures, px: Node): Node =>
  Fn(() => {
    const cover = readCover(u, t, ALL_PARTS, px);
    const shown = float(0).toVar();
    const most = float(0).toVar();
    When(cover.mayWear, () => {
      eachFilm(u, readPixel(u, st, t, cover, px), ({ amount, row }) => {
        most.assign(max(most, amount));
        const own = row(7).w.equal(u.shownMask);
        shown.assign(max(shown, select(own, amount, float(0))));
      });
    });
    Discard(most.lessThan(MIN_AMOUNT));
    return vec4(vec3(shown), 1);
  })();

/** The made-up pixel, encoded. */
export const wearNode = (u: Uniforms, st: StatNodes, t: WearTextures, has: WearParts, px: Node): Node =>
  Fn(() => {
    const cover = readCover(u, t, has, px);
    const result = vec4(0).toVar();
    const most = float(0).toVar();
    When(cover.mayWear, () => {
      const p = readPixel(u, st, t, cover, px);
      When(anyFilm(p), () => {
        const bands = readBands(u, st, t, px, p);
        const made = worn(u, st, p, bands);
        most.assign(made.most.mul(select(bands.known, float(1), float(0))));
        result.assign(vec4(encode(made.light.div(u.scale)), p.source.w));
      });
    });
    Discard(most.lessThan(MIN_AMOUNT));
    return result;
  })();

/** Light of a worn pixel, still free of the scene's, and the largest amount of a film: twin of `wear`, a formula in the reference's order. */
const worn = (
  u: Uniforms,
  st: StatNodes,
  p: PixelNodes,
  { fine, coarse, s, around }: { fine: Node; coarse: Node; s: Node; around: Node },
): { readonly light: Node; readonly most: Node } => {
  const { c, lipShare: share } = p;
  const yFine = max(luminance(fine), 1e-4).toVar();
  const yCoarse = max(luminance(coarse), 1e-4).toVar();
  const anchor = mix(st.skinAnchor, st.lipAnchor, share).toVar();
  const stepSize = mix(float(ALBEDO_STEP_SKIN), float(ALBEDO_STEP_LIP), share);
  const delta = log(yFine.div(yCoarse)).toVar();
  const level = stepSize
    .mul(tanh(delta.div(stepSize)))
    .mul(ALBEDO_SHARE)
    .toVar();
  const shading = yCoarse
    .mul(exp(delta.sub(level)))
    .div(anchor)
    .toVar();
  const own = c.sub(s).toVar();
  const yDiffuse = luminance(own).toVar();
  const tint = shadeTint(st, coarse, shading, share).toVar();
  const relief = clamp(yDiffuse.div(yFine), RELIEF_MIN, RELIEF_MAX).toVar();

  const albedo = clamp(fine.div(shading.mul(tint)), ALBEDO_MIN, ALBEDO_MAX).toVar();
  const under = albedo.toVar();
  const lifted = float(1).toVar();
  const smoothing = strongest(u, p);
  if (smoothing) {
    const { x: e, y: lift } = smoothing;
    When(e.greaterThan(0), () => {
      const low = coarse.mul(anchor).div(tint.mul(yCoarse));
      const hue = max(fine, 1e-4).div(max(coarse, 1e-4)).div(yFine.div(yCoarse));
      const even = low.mul(exp(level.mul(e.mul(0.6).oneMinus()))).mul(pow(hue, vec3(e.oneMinus())));
      under.assign(clamp(even, ALBEDO_MIN, ALBEDO_MAX));
    });
    When(lift.greaterThan(0), () => {
      lifted.assign(pow(min(shading, 1), lift.negate()));
    });
  }
  const surface = surfaceIn(u, st, p);
  const f = filmsNode(u, st, p, { worn: under, ...surface, shading });

  const opacity = luminance(f.through).oneMinus().toVar();
  const filmLight = shading.mul(lifted).mul(pow(relief, f.relief)).toVar();
  if (p.has.lips)
    filmLight.mulAssign(mix(float(1), bodyUnderVeil(st, fine, yFine), f.keep.oneMinus().mul(share)));
  const rebuilt = tint.mul(filmLight);
  const body = mix(bodyShare(shading), float(1), share).toVar();
  const dark = f.metal.mul(METAL_BODY).oneMinus();
  const deep = under.toVar();
  When(f.wet.notEqual(1), () => {
    deep.assign(pow(under, vec3(f.wet)));
  });
  const bare = own.mul(lifted).toVar();
  const film = mix(bare.mul(deep).div(albedo), deep.mul(rebuilt), opacity);
  const out = mix(mix(bare, vec3(yDiffuse.mul(lifted)), opacity).mul(f.keep), film, body)
    .mul(dark)
    .toVar();
  const lit = min(shading, 1.5).mul(relief).mul(relief).toVar();
  const gloss = s.mul(f.keep).toVar();
  When(f.boost.greaterThan(0), () => {
    const light = { share, around, y: luminance(c), yNow: luminance(out).add(s) };
    gloss.addAssign(f.boost.mul(pictureHighlight(st, light)));
  });
  When(f.lobe.greaterThan(0), () => {
    gloss.addAssign(f.lobe.mul(lobe(surface.facing, f, share, st)).mul(lit));
  });
  if (p.has.glint)
    When(f.metal.greaterThan(0), () => {
      gloss.addAssign(metalRoom(f.metal, surface.normal).mul(lit));
    });
  const velvet = float(0).toVar();
  When(f.sheen.greaterThan(0), () => {
    const grazing = pow(max(surface.normal.z.oneMinus(), 0), float(SHEEN_POWER));
    velvet.assign(grazing.mul(f.sheen.mul(SHEEN_SCALE)).mul(min(shading, 1.5)));
  });
  return { light: out.add(f.mirror.mul(gloss)).add(f.pearl.mul(lit)).add(velvet), most: f.most };
};

/** The surface in the light, where films shine: its normal and the cosines. */
const surfaceIn = (u: Uniforms, st: StatNodes, p: PixelNodes): { normal: Node; facing: FacingNodes } => {
  const normal = vec3(0, 0, 1).toVar();
  const cosines = vec2(1).toVar();
  When(p.shines, () => {
    normal.assign(surfaceNormal(u, p.lip, p.lipShare, p.normal));
    const half = st.light.add(vec3(0, 0, 1)).normalize();
    cosines.assign(clamp(vec2(normal.dot(half), normal.dot(st.light)), 0, 1));
  });
  return { normal, facing: { nh: cosines.x, nl: cosines.y } };
};

const shadeTint = (st: StatNodes, coarse: Node, shading: Node, share: Node): Node => {
  const own = coarse.div(max(st.skinColor, 1e-4)).toVar();
  const warm = clamp(own.x.div(max(own.y, 1e-4)).sub(1).mul(SHADE_WARM), 0, 1);
  const shade = smoothstep(float(SHADE_DEEP), float(SHADE_FROM), shading).oneMinus();
  const weight = warm.mul(SHADE_TINT).mul(shade).mul(share.oneMinus());
  const level = luminance(coarse).div(luminance(st.skinColor));
  return mix(vec3(1), clamp(own.div(level), TINT_MIN, 1 / TINT_MIN), weight);
};

const bodyUnderVeil = (st: StatNodes, fine: Node, yFine: Node): Node =>
  min(split(fine, st.lipRatio), GLOSS_FLOOR).div(yFine).oneMinus().div(st.lipBody);

const bodyShare = (shading: Node): Node => {
  const room = SHEEN_MOST - SHEEN_FROM;
  const over = max(shading.sub(SHEEN_FROM), 0);
  return min(shading, SHEEN_FROM)
    .add(exp(over.div(-room)).oneMinus().mul(room))
    .div(shading);
};
