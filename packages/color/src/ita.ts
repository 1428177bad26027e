import type { Lab } from './types.ts';

/** Individual typology angle, atan2(L* - 50, b*), degrees -180..180 (Chardon 1991). Skin has b* > 0, so -90..90. */
export const ita = (lab: Lab): number => (Math.atan2(lab[0] - 50, lab[2]) * 180) / Math.PI;

/** The six classes from light to deep. Names describe a colour angle, nothing about a person. */
export const ITA_CLASSES = ['very-light', 'light', 'intermediate', 'tan', 'brown', 'dark'] as const;
export type ItaClass = (typeof ITA_CLASSES)[number];

/** Lower bounds in degrees of the first five classes (Chardon 1991, Del Bino 2013; skin.md 2). */
const LOWER = [55, 41, 28, 10, -30] as const;

/** Class of an ITA in degrees: very light > 55 >= light > 41 >= intermediate > 28 >= tan > 10 >= brown > -30 >= dark. */
export const itaClass = (degrees: number): ItaClass => {
  const i = LOWER.findIndex((bound) => degrees > bound);
  return ITA_CLASSES[i < 0 ? 5 : i] ?? 'dark';
};

/** Standard error of an ITA in degrees by first-order propagation of the 3 x 3 Lab covariance (row-major, 9 numbers). */
export const itaSigma = (lab: Lab, cov: readonly number[]): number => {
  const [u, v] = [lab[0] - 50, lab[2]];
  const r2 = Math.max(u * u + v * v, 1e-6);
  const [gL, gb] = [v / r2, -u / r2];
  const variance = gL * gL * (cov[0] ?? 0) + 2 * gL * gb * (cov[2] ?? 0) + gb * gb * (cov[8] ?? 0);
  return (Math.sqrt(Math.max(0, variance)) * 180) / Math.PI;
};
