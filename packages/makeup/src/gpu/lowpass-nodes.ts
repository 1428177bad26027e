import { LIP_GRID, SKIN_GRID } from '../geometry/face-geometry.ts';
import { lipsIn } from './around-target.ts';
import { sampleBandNode } from './band-nodes.ts';
import type { PixelNodes, WearTextures } from './pixel-nodes.ts';
import { glossNodes, type StatNodes } from './stat-nodes.ts';
import { clipping, luminance, specular } from './surface-nodes.ts';
import { float, max, mix, type Node, vec4, When } from './tsl.ts';
import type { Uniforms } from './uniforms.ts';

/** Shader twins of `readBands` in reference/pixel.ts. */

/** What the skin's lowpasses, or the lips', say at a point: xyz the light, w how much of the region lies there. */
interface Lowpasses {
  readonly fine: Node;
  readonly coarse: Node;
}

const isThere = ({ fine, coarse }: Lowpasses): Node =>
  fine.w.greaterThan(1e-3).and(coarse.w.greaterThan(1e-3)).toVar();

/** The two lowpasses of the diffuse light at a point and the specular part, mixed between the regions at the lip's edge, and the luminance of the lips around. */
export const readBands = (u: Uniforms, st: StatNodes, t: WearTextures, px: Node, p: PixelNodes) => {
  const { has, lipShare: share } = p;
  const s = float(0).toVar();
  const around = st.lipMedian.toVar();
  const glossIn = (c: Node, of: Node): Node => specular(c, clipping(c, u.scale), glossNodes(st, of, around));
  const skin = has.skin ? skinBands(u, t, px, p, glossIn, s) : null;
  const lips = has.lips ? lipBands(u, t, px, share, around) : null;
  const { fine, coarse, known } = mixBands(skin, lips, { p, glossIn, s });
  if (!has.strokes) return { fine, coarse, s, around, known };
  // Far from any skin (lashes over the eye) a stroke takes the pixel's own light for its surroundings'.
  When(known.not(), () => {
    fine.assign(max(p.c.sub(s), 1e-4));
    coarse.assign(fine);
  });
  return { fine, coarse, s, around, known: known.or(u.hasStrokes.greaterThan(0)) };
};

/** Specular part of light, of the lips' by a share. */
type Gloss = (c: Node, lipShare: Node) => Node;

const skinBands = (
  u: Uniforms,
  t: WearTextures,
  px: Node,
  p: PixelNodes,
  glossIn: Gloss,
  s: Node,
): Lowpasses => {
  const fine = vec4(0).toVar();
  const coarse = vec4(0).toVar();
  When(u.hasSkin.greaterThan(0.5).and(p.lipShare.lessThan(1)), () => {
    fine.assign(sampleBandNode({ band: t.skinFine, size: SKIN_GRID }, u.skinGrid, px));
    coarse.assign(sampleBandNode({ band: t.skinCoarse, size: SKIN_GRID }, u.skinGrid, px));
    const all = max(luminance(fine.xyz), 1e-4).toVar();
    const gloss = glossIn(fine.xyz, float(0)).toVar();
    fine.subAssign(vec4(gloss, gloss, gloss, 0));
    const low = glossIn(coarse.xyz, float(0)).toVar();
    coarse.subAssign(vec4(low, low, low, 0));
    s.assign(gloss.mul(luminance(p.c)).div(all));
  });
  return { fine, coarse };
};

const lipBands = (u: Uniforms, t: WearTextures, px: Node, share: Node, around: Node): Lowpasses => {
  const fine = vec4(0).toVar();
  const coarse = vec4(0).toVar();
  When(u.hasLip.greaterThan(0.5).and(share.greaterThan(0)), () => {
    fine.assign(sampleBandNode({ band: t.lipFine, size: LIP_GRID }, u.lipGrid, px));
    coarse.assign(sampleBandNode({ band: t.lipCoarse, size: LIP_GRID }, u.lipGrid, px));
    const lips = sampleBandNode(lipsIn(t.around), u.lipGrid, px);
    around.assign(max(luminance(lips.xyz), 1e-3));
  });
  return { fine, coarse };
};

/** Both regions as one; sets the pixel's share of the lips and, but where skin alone tells it, the specular part. `known`: any of them is there. */
const mixBands = (
  skin: Lowpasses | null,
  lips: Lowpasses | null,
  { p, glossIn, s }: { readonly p: PixelNodes; readonly glossIn: Gloss; readonly s: Node },
): Lowpasses & { readonly known: Node } => {
  const { c, lipShare: share } = p;
  if (skin && lips) {
    const [isSkin, isLip] = [isThere(skin), isThere(lips)];
    // Lips only: all theirs. Skin only: the mask's share stays, the colours are the skin's.
    const weight = isLip.select(isSkin.select(share, float(1)), float(0)).toVar();
    When(isLip.or(isSkin.not()), () => {
      const own = glossIn(c, share);
      s.assign(isSkin.select(mix(s, own, weight), own));
    });
    share.assign(isLip.select(weight, share));
    const fine = mix(skin.fine.xyz, lips.fine.xyz, weight).toVar();
    const coarse = mix(skin.coarse.xyz, lips.coarse.xyz, weight).toVar();
    return { fine, coarse, known: isSkin.or(isLip).toVar() };
  }
  const only = (skin ?? lips)!;
  const known = isThere(only);
  if (lips) {
    s.assign(glossIn(c, share));
    share.assign(known.select(float(1), share));
  }
  return { fine: only.fine.xyz.toVar(), coarse: only.coarse.xyz.toVar(), known };
};
