import { CarmineError } from '@carmine/errors';
import { normalQuantile } from './normal.ts';
import type { Lab, Triple } from './types.ts';

/** What is known of a colour: mean Lab and its 3 x 3 covariance, row-major, 9 numbers. */
export interface ColorPosterior {
  readonly lab: Lab;
  readonly cov: readonly number[];
}

/** Lower-triangular Cholesky factor [l11, l21, l22, l31, l32, l33] of a covariance; zero or slightly negative pivots become 0. */
export const choleskyLower = (cov: readonly number[]): readonly number[] => {
  if (cov.length !== 9 || cov.some((v) => !Number.isFinite(v))) {
    throw new CarmineError('invalid-argument', {
      message: 'A colour covariance must be 9 finite numbers, row-major.',
      details: { length: cov.length },
    });
  }
  const [c11, , , c21, c22, , c31, c32, c33] = cov as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const l11 = Math.sqrt(Math.max(0, c11));
  const l21 = l11 > 0 ? c21 / l11 : 0;
  const l31 = l11 > 0 ? c31 / l11 : 0;
  const l22 = Math.sqrt(Math.max(0, c22 - l21 * l21));
  const l32 = l22 > 0 ? (c32 - l31 * l21) / l22 : 0;
  return [l11, l21, l22, l31, l32, Math.sqrt(Math.max(0, c33 - l31 * l31 - l32 * l32))];
};

/** Kronecker sequence of the plastic-like constant for 3 dimensions (Roberts 2018, "R3"): x^4 = x + 1. */
const PHI3 = 1.2207440846057596;
const STEP: Triple = [1 / PHI3, 1 / PHI3 ** 2, 1 / PHI3 ** 3];

/** Second moments of points with mean 0, as 9 numbers row-major. */
const moments = (points: readonly Triple[]): number[] =>
  Array.from({ length: 9 }, (_, k) => {
    const [i, j] = [Math.floor(k / 3), k % 3] as [0 | 1 | 2, 0 | 1 | 2];
    return points.reduce((s, p) => s + p[i] * p[j], 0) / points.length;
  });

const pointsCache = new Map<number, readonly Triple[]>();

/**
 * Fixed standard-normal points in 3-D, `count` (rounded up to even, at least 8): low-discrepancy, mirrored and whitened, so that
 * their mean is exactly 0 and their covariance exactly 1. The same points on every call: results are deterministic.
 */
export const standardNormalPoints = (count: number): readonly Triple[] => {
  const half = Math.max(4, Math.ceil(count / 2));
  const known = pointsCache.get(half);
  if (known) return known;
  const raw = Array.from({ length: half }, (_, i): Triple => {
    const z = (s: number): number => normalQuantile((0.5 + (i + 1) * s) % 1);
    return [z(STEP[0]), z(STEP[1]), z(STEP[2])];
  });
  const [l11 = 1, l21 = 0, l22 = 1, l31 = 0, l32 = 0, l33 = 1] = choleskyLower(moments(raw));
  const white = raw.map(([x, y, z]): Triple => {
    const u = x / l11;
    const v = (y - l21 * u) / l22;
    return [u, v, (z - l31 * u - l32 * v) / l33];
  });
  const points = [...white, ...white.map(([x, y, z]): Triple => [-x, -y, -z])];
  pointsCache.set(half, points);
  return points;
};

/** Deterministic samples of N(lab, cov), `count` of them (even, at least 8; 128 by default). Throws `invalid-argument` for a bad covariance. */
export const posteriorSamples = ({ lab, cov }: ColorPosterior, count = 128): readonly Lab[] => {
  const [l11 = 0, l21 = 0, l22 = 0, l31 = 0, l32 = 0, l33 = 0] = choleskyLower(cov);
  return standardNormalPoints(count).map(
    ([x, y, z]): Lab => [lab[0] + l11 * x, lab[1] + l21 * x + l22 * y, lab[2] + l31 * x + l32 * y + l33 * z],
  );
};

/** Covariance with independent axes: standard deviations of L*, a*, b* to 9 numbers, row-major. */
export const diagonalCov = ([l, a, b]: Triple): readonly number[] => [l * l, 0, 0, 0, a * a, 0, 0, 0, b * b];
