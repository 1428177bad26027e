/** 97.5 % points of Student's t by degrees of freedom, 1 first (any table); beyond 30 the normal's. */
const T = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131,
  2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
];
const NORMAL = 1.96;

/** Fractions of a degree are rounded down: the interval is never too narrow. */
export const tAt = (freedom: number): number =>
  freedom < 1 ? T[0]! : (T[Math.floor(freedom) - 1] ?? NORMAL);
