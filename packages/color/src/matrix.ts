import type { Matrix3, Triple } from './types.ts';

/** m (row-major) times v. */
export const mulVec = (m: Matrix3, [x, y, z]: Triple): Triple => [
  m[0] * x + m[1] * y + m[2] * z,
  m[3] * x + m[4] * y + m[5] * z,
  m[6] * x + m[7] * y + m[8] * z,
];

/** a times b, both row-major. */
export const mulMat = (a: Matrix3, b: Matrix3): Matrix3 => {
  const column = (j: 0 | 1 | 2): Triple => mulVec(a, [b[j] ?? 0, b[3 + j] ?? 0, b[6 + j] ?? 0]);
  const [p, q, r] = [column(0), column(1), column(2)];
  return [p[0], q[0], r[0], p[1], q[1], r[1], p[2], q[2], r[2]];
};

/** Inverse by cofactors. The matrix must not be singular. */
export const inverse = ([a, b, c, d, e, f, g, h, i]: Matrix3): Matrix3 => {
  const k = 1 / (a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g));
  return [
    (e * i - f * h) * k,
    (c * h - b * i) * k,
    (b * f - c * e) * k,
    (f * g - d * i) * k,
    (a * i - c * g) * k,
    (c * d - a * f) * k,
    (d * h - e * g) * k,
    (b * g - a * h) * k,
    (a * e - b * d) * k,
  ];
};
