import { ita, type Lab, type Triple } from '@carmine/color';
import { CarmineError } from '@carmine/errors';
import type { KnownWhite } from '../reference/correct-tokens.ts';
import { type ColourNetMeta, MEMBER_OUTPUTS } from './meta.ts';
import { radiusOf } from './radius.ts';

/** What ColourNet says, calibrated. */
export interface SkinPosterior {
  /** Diffuse CIELAB, D65, 2 degree. */
  readonly lab: Lab;
  /** 3 x 3 covariance, row-major. */
  readonly cov: readonly number[];
  /** dE00 radius holding the truth in 90 % of simulated cases. */
  readonly r90: number;
  /** Limit of `unusualness` at this tone: one capture of the synthesis in a hundred lies above it. */
  readonly unusual: number;
  /** ln luminance of a frontal diffuse white in the picture; ln R/G and ln B/G of the light in the picture. */
  readonly light: Triple;
  /** Monk probabilities of the net's ordinal head, MST 1..10. */
  readonly mst: readonly number[];
}

/** Radius, dE00, whose power is 1 (models/skin evaluate.py). */
const PIVOT = 6;

/** Outputs [answers x 21], of every member on the face and on its mirror image -> calibrated posterior: mean of means, mean of
 *  covariances plus spread of means, times the temperature at the predicted ITA. `known`: the card the net was told of. Throws `internal` when an output is not a
 *  number. */
export const decodeOutputs = (
  output: Float32Array,
  meta: ColourNetMeta,
  known: KnownWhite | null = null,
): SkinPosterior => {
  if (output.some((v) => !Number.isFinite(v)))
    throw new CarmineError('internal', { message: 'ColourNet gave a value that is not a number.' });
  const members = Array.from({ length: output.length / MEMBER_OUTPUTS }, (_, m) => memberOf(output, m, meta));
  const average = (pick: (m: Member) => readonly number[]): number[] =>
    pick(members[0]!).map((_, i) => members.reduce((s, m) => s + pick(m)[i]!, 0) / members.length);
  const lab = average((m) => m.lab) as unknown as Lab;
  const cov = average((m) =>
    m.cov.map((v, i) => {
      const [r, c] = [Math.floor(i / 3), i % 3];
      return v + (m.lab[r]! - lab[r]!) * (m.lab[c]! - lab[c]!);
    }),
  );
  const sure = meta.calibration[known ? (known.corrected ? 'chart' : 'grey') : 'none'];
  const at = nodesAt(ita(lab), meta);
  const scaled = cov.map((v) => v * at(sure.temperature));
  return {
    lab,
    cov: scaled,
    r90: PIVOT * at(sure.r90) * (radiusOf(lab, scaled) / PIVOT) ** sure.power,
    unusual: at(meta.calibration.unusual),
    light: average((m) => m.light) as unknown as Triple,
    mst: ordinal(average((m) => m.mst)),
  };
};

/** Reads the calibration at one ITA: linear between the nodes, held outside them. */
const nodesAt = (deg: number, { calibration }: ColourNetMeta): ((at: readonly number[]) => number) => {
  const nodes = calibration.ita;
  const i = Math.min(nodes.length - 2, Math.max(0, nodes.filter((v) => v <= deg).length - 1));
  const t = Math.min(1, Math.max(0, (deg - nodes[i]!) / (nodes[i + 1]! - nodes[i]!)));
  return (values) => values[i]! * (1 - t) + values[i + 1]! * t;
};

/** Standard deviation of the light's exposure in EV: how much light there is and how much of it the skin returns are one
 *  unknown, so the doubt about L* is doubt about the exposure. `cov` after calibration and the gates' doubt. */
export const exposureSigma = (lab: Lab, cov: readonly number[], { calibration }: ColourNetMeta): number => {
  const [a, b] = calibration.exposure;
  return Math.hypot(a, (b * 3 * Math.sqrt(cov[0]!)) / (Math.max(lab[0], 8) + 16) / Math.LN2);
};

interface Member {
  readonly lab: readonly number[];
  readonly cov: readonly number[];
  readonly light: readonly number[];
  readonly mst: readonly number[];
}

const memberOf = (output: Float32Array, index: number, meta: ColourNetMeta): Member => {
  const o = output.subarray(index * MEMBER_OUTPUTS, (index + 1) * MEMBER_OUTPUTS);
  return {
    lab: [0, 1, 2].map((k) => o[k]! * meta.scale[k]! + meta.center[k]!),
    cov: covarianceOf(o, meta.scale),
    light: [...o.subarray(9, 12)],
    mst: [...o.subarray(12, 21)],
  };
};

/** Inverse of the precision L L^T whose factor the net gives (log diagonal, then 21, 31, 32), in Lab units. */
const covarianceOf = (o: Float32Array, scale: readonly number[]): number[] => {
  const [d1, d2, d3] = [3, 4, 5].map((k) => Math.exp(Math.min(5, Math.max(-3, o[k]!)))) as [
    number,
    number,
    number,
  ];
  const [l21, l31, l32] = [o[6]!, o[7]!, o[8]!];
  // M = L^-1, lower triangular; covariance = M^T M.
  const m11 = 1 / d1;
  const m22 = 1 / d2;
  const m33 = 1 / d3;
  const m21 = -l21 * m11 * m22;
  const m32 = -l32 * m22 * m33;
  const m31 = (l21 * l32 * m22 - l31) * m11 * m33;
  const rows = [
    [m11, 0, 0],
    [m21, m22, 0],
    [m31, m32, m33],
  ];
  return Array.from({ length: 9 }, (_, i) => {
    const [r, c] = [Math.floor(i / 3), i % 3];
    return rows.reduce((s, row) => s + row[r]! * row[c]!, 0) * scale[r]! * scale[c]!;
  });
};

/** Logits of MST > 1 .. > 9 -> ten probabilities, sum 1. */
const ordinal = (logits: readonly number[]): number[] => {
  const above = [1, ...logits.map((x) => 1 / (1 + Math.exp(-x))), 0];
  for (let i = 1; i < above.length; i++) above[i] = Math.min(above[i]!, above[i - 1]!);
  return above.slice(1).map((v, i) => above[i]! - v);
};
