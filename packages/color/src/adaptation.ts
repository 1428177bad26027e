import { inverse, mulMat, mulVec } from './matrix.ts';
import type { Matrix3, Triple, Xyz } from './types.ts';

/** Bradford cone response matrix (Lam 1985; as in ICC.1:2022 Annex E). */
const BRADFORD: Matrix3 = [0.8951, 0.2664, -0.1614, -0.7502, 1.7135, 0.0367, 0.0389, -0.0685, 1.0296];
const BRADFORD_INVERSE = inverse(BRADFORD);

/** Linear Bradford adaptation: the matrix that takes XYZ seen under `from` to XYZ under `to` (whites with Y = 1). */
export const bradfordMatrix = (from: Xyz, to: Xyz): Matrix3 => {
  const [a, b]: [Triple, Triple] = [mulVec(BRADFORD, from), mulVec(BRADFORD, to)];
  const gains: Matrix3 = [b[0] / a[0], 0, 0, 0, b[1] / a[1], 0, 0, 0, b[2] / a[2]];
  return mulMat(BRADFORD_INVERSE, mulMat(gains, BRADFORD));
};

/** XYZ under white `from` to XYZ under white `to`, by {@link bradfordMatrix}. */
export const adapt = (xyz: Xyz, from: Xyz, to: Xyz): Xyz => mulVec(bradfordMatrix(from, to), xyz);
