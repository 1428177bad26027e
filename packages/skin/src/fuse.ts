import {
  inverse,
  ita as itaOf,
  type Lab,
  likelyUndertone,
  type Matrix3,
  monkProbabilities,
  mulVec,
  type Triple,
  undertoneProbabilities,
} from '@carmine/color';
import { fuseMeasure } from './fuse-measure.ts';
import type { SkinColor, SkinReport } from './types.ts';

/** Share of a frame's covariance that may be taken for noise at most. The rest is the systematic part: the frames share camera, light and
 *  face, and it stays whole however many are read, so that 70 % of a frame's covariance is the floor (skin.md 5.1). */
const RANDOM_MOST = 0.3;
/** dE00 radii of the confidences (skin.md 5.4). */
const RADII = { high: 3.5, medium: 5.5, low: 8 } as const;

/**
 * One report of several frames of the same face in the same light, the best frame first. The colour is the mean weighted by inverse
 * covariance; of its covariance the noise, as scattered between the frames, falls with their number, the rest stays. A measure is the
 * mean of the frames that could tell it, when at least half could. Gates, regions and light are those of the best frame that was read.
 */
export const fuseReports = (reports: readonly SkinReport[]): SkinReport => {
  const read = reports.filter((r) => r.skin !== null);
  const best = read[0] ?? reports[0];
  if (!best) throw new RangeError('fuseReports: no report');
  if (read.length < 2) return { ...best, frames: 1 };
  return {
    ...best,
    skin: fuseColours(read.map((r) => r.skin!)),
    measures: best.measures.map((m) => fuseMeasure(m, read)),
    timings: sumTimings(reports),
    frames: read.length,
  };
};

const fuseColours = (frames: readonly SkinColor[]): SkinColor => {
  const n = frames.length;
  const inverses = frames.map((f) => inverse(f.cov as unknown as Matrix3));
  const total = inverses.reduce((sum, m) => plus(sum, m), ZERO);
  const weighted = frames.reduce<Triple>(
    (sum, f, i) => {
      const part = mulVec(inverses[i]!, f.lab);
      return [sum[0] + part[0], sum[1] + part[1], sum[2] + part[2]];
    },
    [0, 0, 0],
  );
  const fused = inverse(total);
  const lab = mulVec(fused, weighted) as Lab;
  // Of one frame, as the burst saw them: the harmonic mean.
  const single = scaled(fused, n);
  const random = noiseOf(frames, single);
  const cov = plus(single, scaled(random, 1 / n - 1));
  const shrink = Math.sqrt(trace(cov) / trace(single));
  const r90 = shrink * (frames.reduce((sum, f) => sum + f.r90, 0) / n);
  return colourOf(lab, cov, r90);
};

/** Everything that a report says of a colour. */
const colourOf = (lab: Lab, cov: Matrix3, r90: number): SkinColor => {
  const undertones = undertoneProbabilities(lab, cov);
  return {
    lab,
    sigma: [0, 4, 8].map((i) => Math.sqrt(cov[i]!)) as unknown as Triple,
    cov,
    r90,
    ita: itaOf(lab),
    mst: { p: monkProbabilities(lab, cov) },
    undertone: { p: undertones, label: likelyUndertone(undertones) },
    confidence:
      r90 <= RADII.high ? 'high' : r90 <= RADII.medium ? 'medium' : r90 <= RADII.low ? 'low' : 'abstain',
  };
};

const ZERO: Matrix3 = [0, 0, 0, 0, 0, 0, 0, 0, 0];
const plus = (a: Matrix3, b: Matrix3): Matrix3 => a.map((v, i) => v + b[i]!) as unknown as Matrix3;
const scaled = (m: Matrix3, factor: number): Matrix3 => m.map((v) => v * factor) as unknown as Matrix3;
const trace = (m: Matrix3): number => m[0]! + m[4]! + m[8]!;

/** Covariance of the frames about their mean, no larger than a share of one frame's own. */
const noiseOf = (frames: readonly SkinColor[], single: Matrix3): Matrix3 => {
  const n = frames.length;
  const mean = [0, 1, 2].map((k) => frames.reduce((sum, f) => sum + f.lab[k]!, 0) / n);
  const scatter = ZERO.map((_, at): number => {
    const [i, j] = [Math.floor(at / 3), at % 3];
    return frames.reduce((sum, f) => sum + (f.lab[i]! - mean[i]!) * (f.lab[j]! - mean[j]!), 0) / (n - 1);
  }) as unknown as Matrix3;
  const share = trace(scatter) / trace(single);
  return scaled(scatter, share > RANDOM_MOST ? RANDOM_MOST / share : 1);
};

const sumTimings = (reports: readonly SkinReport[]): SkinReport['timings'] => {
  const sum: Record<string, number> = {};
  for (const { timings } of reports)
    for (const [name, ms] of Object.entries(timings))
      sum[name] = Math.round(((sum[name] ?? 0) + ms) * 10) / 10;
  return sum;
};
