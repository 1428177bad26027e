import type { Lab } from '@carmine/color';

const DEG = Math.PI / 180;
/** 90th percentile of a standard normal. */
const Z90 = 1.2816;

/** J, row-major, with |J d|: CIEDE2000 of a small step d of Lab (Sharma, Wu, Dalal 2005, without its rotation term, which only
 *  blues feel, and with G held). models/skin model.py `metric`. */
const metricAt = ([l, a, b]: Lab): number[] => {
  const c7 = Math.hypot(a, b) ** 7;
  const stretch = 1.5 - 0.5 * Math.sqrt(c7 / (c7 + 25 ** 7));
  const ap = a * stretch;
  const c = Math.max(Math.hypot(ap, b), 1e-3);
  const h = Math.atan2(b, ap);
  const t =
    1 -
    0.17 * Math.cos(h - 30 * DEG) +
    0.24 * Math.cos(2 * h) +
    0.32 * Math.cos(3 * h + 6 * DEG) -
    0.2 * Math.cos(4 * h - 63 * DEG);
  const sl = 1 + (0.015 * (l - 50) ** 2) / Math.sqrt(20 + (l - 50) ** 2);
  const [sc, sh] = [1 + 0.045 * c, 1 + 0.015 * c * t];
  return [1 / sl, 0, 0, 0, (stretch * ap) / c / sc, b / c / sc, 0, (-stretch * b) / c / sh, ap / c / sh];
};

/** dE00 that nine tenths of a normal posterior lie within: its spread in the metric at its middle; the 90th percentile of a sum of
 *  squares whose shares differ, as a chi-square of as many degrees as they are worth (Satterthwaite 1946; Wilson, Hilferty 1931).
 *  `cov` 3 x 3, row-major. */
export const radiusOf = (lab: Lab, cov: readonly number[]): number => {
  const j = metricAt(lab);
  const times = (x: readonly number[], y: (r: number, c: number) => number): number[] =>
    Array.from({ length: 9 }, (_, i) => {
      const [r, c] = [Math.floor(i / 3), i % 3];
      return [0, 1, 2].reduce((s, k) => s + x[r * 3 + k]! * y(k, c), 0);
    });
  const half = times(j, (k, c) => cov[k * 3 + c]!);
  const m = times(half, (k, c) => j[c * 3 + k]!);
  const first = m[0]! + m[4]! + m[8]!;
  const second = m.reduce((s, v) => s + v * v, 0);
  const k = (2 * second) / (9 * first * first);
  return Math.sqrt(first * (1 - k + Z90 * Math.sqrt(k)) ** 3);
};
