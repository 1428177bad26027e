import { SAMPLE_COLUMNS } from '../geometry/face-geometry.ts';
import { BISECTIONS, P_ANCHOR, P_DIFFUSE, R_MAX } from '../model/constants.ts';
import { SAMPLE_MM, SAMPLE_TAPS } from '../reference/stats.ts';
import { decode, loadClamped, luminance, maxOf, minOf } from './surface-nodes.ts';
import {
  clamp,
  Fn,
  float,
  If,
  int,
  ivec2,
  Loop,
  max,
  min,
  mix,
  type Node,
  select,
  textureLoad,
  varying,
  vec2,
  vec3,
  vec4,
} from './tsl.ts';
import type { Uniforms } from './uniforms.ts';

/** Texels of the statistics target. */
export const STAT_TEXELS = 10;

/** Mean colour round one sample point, and its weight: twin of `gather`. `px`: texel coordinates of the sample target. */
export const sampleNode = (u: Uniforms, points: Node, source: Node, px: Node): Node =>
  Fn(() => {
    const point = textureLoad(points, ivec2(px.floor())).toVar();
    const sum = vec3(0).toVar();
    const spread = u.pixelsPerMm.mul(SAMPLE_MM / SAMPLE_TAPS);
    Loop(SAMPLE_TAPS * SAMPLE_TAPS, ({ i }: Node) => {
      const tap = vec2(float(i.mod(int(SAMPLE_TAPS))), float(i.div(int(SAMPLE_TAPS)))).sub(
        (SAMPLE_TAPS - 1) / 2,
      );
      sum.addAssign(decode(loadClamped(source, point.xy.add(tap.mul(spread)), u.size).xyz));
    });
    return vec4(
      sum
        .mul(u.scale)
        .div(SAMPLE_TAPS * SAMPLE_TAPS)
        .mul(point.z),
      point.z,
    );
  })();

/**
 * One statistic a texel: 0-3 skin anchor, median, ratio, P98; 4-7 lip median, P98, ratio, perioral median; 8 lip mean colour;
 * 9 the sums of the light's slope. Twin of `measure`; `fresh` mixes with the last frame's for video.
 */
export const statNode = (u: Uniforms, points: Node, samples: Node, last: Node, px: Node): Node =>
  Fn(() => {
    const index = int(px.x.floor()).toVar();
    const result = vec4(0).toVar();
    If(index.lessThan(int(8)), () => {
      result.x.assign(percentileNode(u, samples, index));
    }).Else(() => {
      result.assign(sumsNode(points, samples, index));
    });
    const before = last;
    // What an unwritten target holds is no statistic.
    return mix(before, result, select(before.x.greaterThan(0), u.fresh, float(1)));
  })();

const rowOf = (index: Node): Node =>
  select(index.lessThan(int(4)), int(0), select(index.lessThan(int(7)), int(1), int(2)));
const shareOf = (index: Node): Node => {
  const is = (k: number) => index.equal(int(k));
  return select(
    is(0),
    float(P_ANCHOR),
    select(is(2).or(is(6)), float(P_DIFFUSE), select(is(3).or(is(5)), float(0.98), float(0.5))),
  );
};

const percentileNode = (u: Uniforms, samples: Node, index: Node): Node => {
  const row = rowOf(index).toVar();
  const ratio = index
    .equal(int(2))
    .or(index.equal(int(6)))
    .toVar();
  const top = select(ratio, float(R_MAX), max(u.scale.x, max(u.scale.y, u.scale.z)));
  const lo = float(0).toVar();
  const up = top.toVar();
  const total = float(0).toVar();
  Loop({ start: int(0), end: int(SAMPLE_COLUMNS), name: 'n' }, ({ n }: Node) => {
    total.addAssign(textureLoad(samples, ivec2(n, row)).w);
  });
  Loop({ start: int(0), end: int(BISECTIONS), name: 'b' }, () => {
    const mid = lo.add(up).mul(0.5).toVar();
    const below = float(0).toVar();
    Loop({ start: int(0), end: int(SAMPLE_COLUMNS), name: 'm' }, ({ m }: Node) => {
      const s = textureLoad(samples, ivec2(m, row)).toVar();
      const bright = maxOf(s.xyz).toVar();
      const grey = min(bright.div(max(bright.sub(minOf(s.xyz)), 1e-4)), R_MAX);
      const value = select(ratio, grey, luminance(s.xyz));
      below.addAssign(select(value.lessThan(mid), s.w, float(0)));
    });
    const under = below.lessThan(total.mul(shareOf(index)));
    lo.assign(select(under, mid, lo));
    up.assign(select(under, up, mid));
  });
  return lo.add(up).mul(0.5);
};

const sumsNode = (points: Node, samples: Node, index: Node): Node => {
  const lip = index.equal(int(8)).toVar();
  const row = select(lip, int(1), int(0)).toVar();
  const sum = vec4(0).toVar();
  Loop({ start: int(0), end: int(SAMPLE_COLUMNS), name: 'k' }, ({ k }: Node) => {
    const s = textureLoad(samples, ivec2(k, row)).toVar();
    const nx = textureLoad(points, ivec2(k, row)).w;
    const slope = vec4(nx.mul(luminance(s.xyz)), nx, nx.mul(nx), float(1)).mul(s.w);
    sum.addAssign(select(lip, vec4(s.xyz.mul(s.w), s.w), slope));
  });
  // Kept positive in x so that an unwritten target can be told: the slope's first sum may be of either sign.
  return select(lip, vec4(sum.xyz.div(sum.w.add(1e-6)), 1), vec4(float(1), sum.x, sum.y, sum.z));
};

/** The statistics as the per-pixel passes use them, read once a vertex. */
export interface StatNodes {
  readonly skinAnchor: Node;
  readonly skinMedian: Node;
  readonly skinRatio: Node;
  readonly skinP98: Node;
  readonly lipMedian: Node;
  readonly lipP98: Node;
  readonly lipRatio: Node;
  readonly perioralMedian: Node;
  readonly lipSaturation: Node;
  readonly lightX: Node;
}

export const statNodes = (stats: Node): StatNodes => {
  const at = (i: number) => textureLoad(stats, ivec2(i, 0));
  const lip = at(8).xyz;
  const slope = at(9);
  const median = max(at(1).x, 1e-3);
  const lightX = clamp(slope.y.div(median).sub(slope.z).div(slope.w.add(1e-3)), -0.7, 0.7);
  return {
    skinAnchor: varying(max(at(0).x, 1e-3)),
    skinMedian: varying(median),
    skinRatio: varying(at(2).x),
    skinP98: varying(at(3).x),
    lipMedian: varying(max(at(4).x, 1e-3)),
    lipP98: varying(at(5).x),
    lipRatio: varying(at(6).x),
    perioralMedian: varying(max(at(7).x, 1e-3)),
    lipSaturation: varying(
      maxOf(lip)
        .sub(minOf(lip))
        .div(max(maxOf(lip), 1e-4)),
    ),
    lightX: varying(lightX),
  };
};
