import {
  HIGHLIGHT_GAIN,
  HIGHLIGHT_MIDDLE,
  HIGHLIGHT_MOST,
  HIGHLIGHT_SLOPE,
  PEAK_HI,
  PEAK_LO,
} from '../model/constants.ts';
import { glossNodes, type StatNodes } from './stat-nodes.ts';
import { clamp, exp, float, max, min, mix, type Node, smoothstep } from './tsl.ts';

/** Shader twins of reference/highlight.ts. */

/** `around`: of the lips; `y`, `yNow`: luminance of the picture and before. */
export const pictureHighlight = (
  st: StatNodes,
  { share, around, y, yNow }: { share: Node; around: Node; y: Node; yNow: Node },
): Node => {
  const { usual, top } = glossNodes(st, share, around);
  const span = max(top.sub(usual), usual.mul(0.35)).toVar();
  const t = y.sub(usual).div(span).toVar();
  const g = float(1).div(exp(float(HIGHLIGHT_MIDDLE).sub(t).mul(HIGHLIGHT_SLOPE)).add(1));
  const bright = usual.add(span.mul(HIGHLIGHT_GAIN).mul(clamp(t, 0, HIGHLIGHT_MOST)));
  return g.mul(max(bright.sub(yNow), 0));
};

/** Cosines of a surface in the light: see Facing. */
export interface FacingNodes {
  readonly nh: Node;
  readonly nl: Node;
}

export const ggx = ({ nh, nl }: FacingNodes, alpha: Node): Node => {
  const a2 = alpha.mul(alpha).toVar();
  const q = nh.mul(nh).mul(a2.sub(1)).add(1).toVar();
  return a2.div(q.mul(q).mul(4)).mul(nl);
};

export const lobe = (
  facing: FacingNodes,
  film: { readonly alpha: Node; readonly f0: Node },
  share: Node,
  st: StatNodes,
): Node => {
  const missing = smoothstep(float(PEAK_LO), float(PEAK_HI), st.lipPeak).oneMinus();
  const gain = mix(float(1), mix(float(0.25), float(1), missing), share);
  return gain.mul(min(film.f0.mul(ggx(facing, film.alpha)), 0.35));
};
