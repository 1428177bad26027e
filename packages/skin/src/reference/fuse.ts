import { inverse, type Matrix3, mulVec } from '@carmine/color';
import type { Triple } from '../types.ts';

/** A normal belief about the skin's Lab. `cov` 3 x 3, row-major. */
export interface Belief {
  readonly lab: Triple;
  readonly cov: readonly number[];
}

/** Two beliefs farther apart than this (Mahalanobis^2, 3 degrees of freedom: one honest pair in a thousand) contradict. */
export const CONTRADICTION = 16.27;

/** Squared distance of two beliefs in standard deviations of their difference. */
export const disagreement = (a: Belief, b: Belief): number => {
  const sum = a.cov.map((v, i) => v + b.cov[i]!) as unknown as Matrix3;
  const d = a.lab.map((v, i) => v - b.lab[i]!) as unknown as Triple;
  return mulVec(inverse(sum), d).reduce((s, v, i) => s + v * d[i]!, 0);
};

/** Product of two normals: precisions add, means weigh by precision. */
export const fuse = (a: Belief, b: Belief): Belief => {
  const [pa, pb] = [inverse(a.cov as unknown as Matrix3), inverse(b.cov as unknown as Matrix3)];
  const cov = inverse(pa.map((v, i) => v + pb[i]!) as unknown as Matrix3);
  const [ma, mb] = [mulVec(pa, a.lab), mulVec(pb, b.lab)];
  return { lab: mulVec(cov, ma.map((v, i) => v + mb[i]!) as unknown as Triple), cov };
};
