import type { StatNodes } from './stat-nodes.ts';
import { exp, float, max, min, mix, type Node, smoothstep } from './tsl.ts';

/** Shader twins of reference/highlight.ts. */

export const pictureHighlight = (st: StatNodes, share: Node, y: Node, yNow: Node): Node => {
  const median = mix(st.skinMedian, st.lipMedian, share).toVar();
  const top = mix(st.skinP98, st.lipP98, share);
  const span = max(top.sub(median), median.mul(0.35)).toVar();
  const t = y.sub(median).div(span);
  const g = float(1).div(exp(t.sub(0.85).mul(-7)).add(1));
  return g.mul(max(median.add(span.mul(1.3)).sub(yNow), 0));
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
  const missing = smoothstep(float(1.4), float(2.4), st.lipP98.div(st.lipMedian)).oneMinus();
  const gain = mix(float(1), mix(float(0.25), float(1), missing), share);
  return gain.mul(min(film.f0.mul(ggx(facing, film.alpha)), 0.35));
};
