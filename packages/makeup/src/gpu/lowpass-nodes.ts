import { LIP_GRID, SKIN_GRID } from '../geometry/face-geometry.ts';
import { lipsIn } from './around-target.ts';
import { sampleBandNode } from './band-nodes.ts';
import type { PixelNodes, WearTextures } from './pixel-nodes.ts';
import { glossNodes, type StatNodes } from './stat-nodes.ts';
import { clipping, luminance, specular } from './surface-nodes.ts';
import { float, max, mix, type Node, vec4, When } from './tsl.ts';
import type { Uniforms } from './uniforms.ts';

/** Shader twins of `readBands` in reference/pixel.ts. */

/** The two lowpasses of the diffuse light at a point and the specular part, mixed between the regions at the lip's edge, and the luminance of the lips around. */
export const readBands = (u: Uniforms, st: StatNodes, t: WearTextures, px: Node, p: PixelNodes) => {
  const share = p.lipShare;
  const skinFine = vec4(0).toVar();
  const skinCoarse = vec4(0).toVar();
  const lipFine = vec4(0).toVar();
  const lipCoarse = vec4(0).toVar();
  const s = float(0).toVar();
  const around = st.lipMedian.toVar();
  const glossIn = (c: Node, of: Node): Node => specular(c, clipping(c, u.scale), glossNodes(st, of, around));
  When(u.hasSkin.greaterThan(0.5).and(share.lessThan(1)), () => {
    skinFine.assign(sampleBandNode({ band: t.skinFine, size: SKIN_GRID }, u.skinGrid, px));
    skinCoarse.assign(sampleBandNode({ band: t.skinCoarse, size: SKIN_GRID }, u.skinGrid, px));
    const all = max(luminance(skinFine.xyz), 1e-4).toVar();
    const gloss = glossIn(skinFine.xyz, float(0)).toVar();
    skinFine.subAssign(vec4(gloss, gloss, gloss, 0));
    const low = glossIn(skinCoarse.xyz, float(0)).toVar();
    skinCoarse.subAssign(vec4(low, low, low, 0));
    s.assign(gloss.mul(luminance(p.c)).div(all));
  });
  When(u.hasLip.greaterThan(0.5).and(share.greaterThan(0)), () => {
    lipFine.assign(sampleBandNode({ band: t.lipFine, size: LIP_GRID }, u.lipGrid, px));
    lipCoarse.assign(sampleBandNode({ band: t.lipCoarse, size: LIP_GRID }, u.lipGrid, px));
    const lips = sampleBandNode(lipsIn(t.around), u.lipGrid, px);
    around.assign(max(luminance(lips.xyz), 1e-3));
  });
  const isSkin = skinFine.w.greaterThan(1e-3).and(skinCoarse.w.greaterThan(1e-3)).toVar();
  const isLip = lipFine.w.greaterThan(1e-3).and(lipCoarse.w.greaterThan(1e-3)).toVar();
  // Lips only: all theirs. Skin only: the mask's share stays, the colours are the skin's.
  const weight = isLip.select(isSkin.select(share, float(1)), float(0)).toVar();
  When(isLip.or(isSkin.not()), () => {
    const own = glossIn(p.c, share);
    s.assign(isSkin.select(mix(s, own, weight), own));
  });
  share.assign(isLip.select(weight, share));
  const fine = mix(skinFine.xyz, lipFine.xyz, weight).toVar();
  const coarse = mix(skinCoarse.xyz, lipCoarse.xyz, weight).toVar();
  const known = isSkin.or(isLip).toVar();
  // Far from any skin (lashes over the eye) a stroke takes the pixel's own light for its surroundings'.
  When(known.not(), () => {
    fine.assign(max(p.c.sub(s), 1e-4));
    coarse.assign(fine);
  });
  return { fine, coarse, s, around, known: known.or(u.hasStrokes.greaterThan(0)) };
};
