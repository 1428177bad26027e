import { LIP_SAMPLES, SAMPLE_COLUMNS } from '../geometry/face-geometry.ts';
import {
  BISECTIONS,
  GLOSS_FLOOR,
  LIGHT_Y,
  LIGHT_Z,
  LIP_ANCHOR_MAX,
  LIP_ANCHOR_MIN,
  P_ANCHOR,
  P_DIFFUSE,
  P_LIT,
  P_TOP,
  R_MAX,
} from '../model/constants.ts';
import { LIP_AROUND, PEAK_MAX, SAMPLE_MM, SAMPLE_TAPS } from '../reference/stats.ts';
import { FIRST_SUM, statAt, statisticNode } from './stat-places.ts';
import {
  clipping,
  decode,
  type GlossNodes,
  glossLimit,
  loadClamped,
  logRatio,
  luminance,
  maxOf,
  minOf,
  split,
} from './surface-nodes.ts';
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
  sqrt,
  textureLoad,
  varying,
  vec2,
  vec3,
  vec4,
  When,
} from './tsl.ts';
import type { Uniforms } from './uniforms.ts';

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
    return vec4(sum.mul(u.scale).div(SAMPLE_TAPS * SAMPLE_TAPS), point.z);
  })();

/**
 * One statistic a texel (`statAt`): 0-3 skin anchor (diffuse), median, ratio, P98; 4-6 lip median, peak, ratio; 7 perioral, 8 lip mean by light (both
 * diffuse), 9 the lips' without veil; 10 lip mean colour; 11 the sums of the light's slope; 12 skin's mean colour; 13 its mean hue. Twin of `measure`; `fresh` mixes with the last frame's for video.
 */
export const statNode = (u: Uniforms, points: Node, samples: Node, last: Node, px: Node): Node =>
  Fn(() => {
    const index = statisticNode(px).toVar();
    const result = vec4(0).toVar();
    If(index.lessThan(int(FIRST_SUM)), () => {
      result.x.assign(percentileNode(u, samples, index));
    }).Else(() => {
      result.assign(sumsNode(u, points, samples, index));
    });
    const before = last;
    // What an unwritten target holds is no statistic.
    return mix(before, result, select(before.x.greaterThan(0), u.fresh, float(1)));
  })();

const is = (index: Node, ...of: number[]): Node =>
  of.map((k) => index.equal(int(k))).reduce((a, b) => a.or(b));

const rowOf = (index: Node): Node =>
  select(
    is(index, 0),
    int(3),
    select(is(index, 4, 5, 6, 8, 9), int(1), select(is(index, 7), int(2), int(0))),
  );

const percentileNode = (u: Uniforms, samples: Node, index: Node): Node => {
  const row = rowOf(index).toVar();
  const lips = is(index, 4, 5, 6, 8, 9);
  // The diffuse ratio first: the diffuse statistics need it.
  const ratio = ratioNode(samples, select(lips, int(1), int(0)).toVar());
  const diffuse = select(is(index, 0, 7, 8, 9), float(1), float(0)).toVar();
  const floor = select(is(index, 8), float(0), float(GLOSS_FLOOR)).toVar();
  const share = select(is(index, 3), float(P_TOP), select(is(index, 0), float(P_ANCHOR), float(0.5)));
  const top = max(u.scale.x, max(u.scale.y, u.scale.z));
  const light = (s: Node): Node => luminance(s.xyz);
  const median = bisect(samples, int(0), float(0.5), top, 's', light, ownWeight);
  const diffuseLight = (s: Node, usual = median): Node =>
    light(s).sub(glossOf(u, s, { ratio, usual, floor }).mul(diffuse));
  const level = bisect(samples, row, share, top, 'v', (s) => diffuseLight(s), ownWeight).toVar();
  If(is(index, 0), () => {
    const lit = bisect(samples, int(0), float(P_LIT), top, 'l', (s) => diffuseLight(s), ownWeight);
    level.assign(max(level, lit.div(u.litShading)));
  });
  // The bisection's answer is not needed there; a branch around it would cost more than it saves.
  const mean = meanByLight(samples, row, (s, column) => {
    const usual = median.toVar();
    When(is(index, 8, 9), () => {
      usual.assign(meanAround(samples, column));
    });
    return diffuseLight(s, usual);
  });
  When(is(index, 5), () => {
    const peak = (s: Node, column: Node): Node => light(s).div(meanAround(samples, column));
    level.assign(bisect(samples, int(1), float(P_TOP), float(PEAK_MAX), 'p', peak, ownWeight));
  });
  return select(is(index, 2, 6), ratio, select(is(index, 7, 8, 9), mean, level));
};

/** Twin of `meanAround`; `column`: of the lips' sample. */
const meanAround = (samples: Node, column: Node): Node => {
  const first = select(column.lessThan(int(LIP_SAMPLES)), int(0), int(LIP_SAMPLES)).toVar();
  const from = max(first, column.sub(int(LIP_AROUND))).toVar();
  const to = min(first.add(int(LIP_SAMPLES - 1)), column.add(int(LIP_AROUND))).toVar();
  const sum = float(0).toVar();
  const total = float(1e-6).toVar();
  Loop({ start: from, end: to, condition: '<=', name: 'near' }, ({ near }: Node) => {
    const s = textureLoad(samples, ivec2(near, int(1))).toVar();
    sum.addAssign(s.w.mul(luminance(s.xyz)));
    total.addAssign(s.w);
  });
  return sum.div(total).toVar();
};

/** Mean of a row's `value`, by light: a moustache among the samples counts little. */
const meanByLight = (samples: Node, row: Node, value: (sample: Node, column: Node) => Node): Node => {
  const sum = float(0).toVar();
  const total = float(1e-6).toVar();
  Loop({ start: int(0), end: int(SAMPLE_COLUMNS), name: 'h' }, ({ h }: Node) => {
    const s = textureLoad(samples, ivec2(h, row)).toVar();
    const w = s.w.mul(luminance(s.xyz)).toVar();
    sum.addAssign(w.mul(value(s, h)));
    total.addAssign(w);
  });
  return sum.div(total).toVar();
};

/** Specular part of a sample. */
const glossOf = (u: Uniforms, s: Node, gloss: Omit<GlossNodes, 'top'>): Node =>
  min(split(s.xyz, gloss.ratio), glossLimit(luminance(s.xyz), gloss)).mul(
    clipping(s.xyz, u.scale).oneMinus(),
  );
const ownWeight = (s: Node): Node => s.w;

/** Diffuse max/(max - min) of a row. */
const ratioNode = (samples: Node, row: Node): Node =>
  bisect(
    samples,
    row,
    float(P_DIFFUSE),
    float(R_MAX),
    'r',
    (s) => {
      const bright = maxOf(s.xyz).toVar();
      return min(bright.div(max(bright.sub(minOf(s.xyz)), 1e-4)), R_MAX);
    },
    (s) => s.w.mul(luminance(s.xyz)),
  );

/** Twin of `percentile`; `name` keeps the loops' variables apart. */
const bisect = (
  samples: Node,
  row: Node,
  share: Node,
  top: Node,
  name: string,
  value: (sample: Node, column: Node) => Node,
  weight: (sample: Node) => Node,
): Node => {
  const lo = float(0).toVar();
  const up = float(top).toVar();
  const total = float(0).toVar();
  const loop = (end: number, kind: string, body: (i: Node) => void) =>
    Loop({ start: int(0), end: int(end), name: kind + name }, (v: Node) => body(v[kind + name]));
  loop(SAMPLE_COLUMNS, 'n', (i) => total.addAssign(weight(textureLoad(samples, ivec2(i, row)))));
  loop(BISECTIONS, 'b', () => {
    const mid = lo.add(up).mul(0.5).toVar();
    const below = float(0).toVar();
    loop(SAMPLE_COLUMNS, 'm', (i) => {
      const s = textureLoad(samples, ivec2(i, row)).toVar();
      below.addAssign(select(value(s, i).lessThan(mid), weight(s), float(0)));
    });
    const under = below.lessThan(total.mul(share)).toVar();
    lo.assign(select(under, mid, lo));
    up.assign(select(under, up, mid));
  });
  return lo.add(up).mul(0.5).toVar();
};

const sumsNode = (u: Uniforms, points: Node, samples: Node, index: Node): Node => {
  const row = select(is(index, 10), int(1), int(0)).toVar();
  const ratio = ratioNode(samples, int(0)).toVar();
  const top = max(u.scale.x, max(u.scale.y, u.scale.z));
  const light = (s: Node): Node => luminance(s.xyz);
  const median = bisect(samples, int(0), float(0.5), top, 's', light, ownWeight);
  const gloss = { ratio, usual: median, floor: float(GLOSS_FLOOR) };
  const sum = vec4(0).toVar();
  const total = float(1e-6).toVar();
  Loop({ start: int(0), end: int(SAMPLE_COLUMNS), name: 'k' }, ({ k }: Node) => {
    const s = textureLoad(samples, ivec2(k, row)).toVar();
    const y = luminance(s.xyz).toVar();
    const nx = textureLoad(points, ivec2(k, row)).w;
    const slope = vec4(nx.mul(y), nx, nx.mul(nx), float(0));
    const hue = vec2(logRatio(s.x, s.y), logRatio(s.y, s.z)).toVar();
    const hues = vec4(hue, hue.mul(hue));
    const diffuse = vec4(s.xyz.sub(glossOf(u, s, gloss)), 0);
    const of = (lip: Node, light: Node, colour: Node, tone: Node): Node =>
      select(is(index, 10), lip, select(is(index, 11), light, select(is(index, 12), colour, tone)));
    const w = of(s.w, s.w, s.w.mul(y), s.w.mul(sqrt(max(y, 0)))).toVar();
    total.addAssign(w);
    sum.addAssign(of(vec4(s.xyz, 0), slope, diffuse, hues).mul(w));
  });
  const mean = sum.div(total);
  // Kept positive in x so that an unwritten target can be told; the slope's and the hue's first may be of either sign.
  return select(
    is(index, 11),
    vec4(float(1), sum.xyz),
    select(is(index, 13), mean.add(vec4(HUE_SHIFT, 0, 0, 0)), vec4(mean.xyz.add(1e-5), 1)),
  );
};
/** Makes a mean of log(r/g) positive; those of samples lie within +-6. */
const HUE_SHIFT = 16;

/** The statistics as the per-pixel passes use them, read once a vertex. */
export interface StatNodes {
  readonly skinAnchor: Node;
  readonly skinMedian: Node;
  readonly skinRatio: Node;
  readonly skinP98: Node;
  readonly lipMedian: Node;
  readonly lipPeak: Node;
  readonly lipRatio: Node;
  /** Luminance of lips under full light. */
  readonly lipAnchor: Node;
  readonly lipBody: Node;
  readonly lipSaturation: Node;
  /** Unit vector to the dominant light: see `lightDirection`. */
  readonly light: Node;
  readonly skinColor: Node;
  readonly skinHue: Node;
}

/** Twin of `glossOf`. */
export const glossNodes = (s: StatNodes, lipShare: Node, around: Node): GlossNodes => ({
  ratio: mix(s.skinRatio, s.lipRatio, lipShare),
  usual: mix(s.skinMedian, around, lipShare),
  top: mix(s.skinP98, around.mul(s.lipPeak), lipShare),
  floor: lipShare.oneMinus().mul(GLOSS_FLOOR),
});

export const statNodes = (u: Uniforms, stats: Node): StatNodes => {
  const at = (i: number) => textureLoad(stats, ivec2(...statAt(i)));
  const lip = at(10).xyz;
  const slope = at(11);
  const anchor = max(at(0).x, 1e-3);
  const lipDiffuse = max(at(8).x, 1e-3);
  const lipShade = lipDiffuse.div(max(at(7).x, 1e-3));
  const median = max(at(1).x, 1e-3);
  const lightX = clamp(slope.y.div(median).sub(slope.z).div(slope.w.add(1e-3)), -0.7, 0.7);
  return {
    skinAnchor: varying(anchor),
    skinMedian: varying(median),
    skinRatio: varying(at(2).x),
    skinP98: varying(at(3).x),
    lipMedian: varying(max(at(4).x, 1e-3)),
    lipPeak: varying(at(5).x),
    lipRatio: varying(at(6).x),
    lipAnchor: varying(anchor.mul(clamp(lipShade, LIP_ANCHOR_MIN, LIP_ANCHOR_MAX))),
    lipBody: varying(max(at(9).x, 1e-3).div(lipDiffuse)),
    lipSaturation: varying(
      maxOf(lip)
        .sub(minOf(lip))
        .div(max(maxOf(lip), 1e-4)),
    ),
    light: varying(
      mix(vec3(lightX, LIGHT_Y, LIGHT_Z).normalize(), u.toldLight.xyz, u.toldLight.w).normalize(),
    ),
    skinColor: varying(at(12).xyz),
    skinHue: varying(at(13).sub(vec4(HUE_SHIFT, 0, 0, 0))),
  };
};
