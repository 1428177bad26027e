/** 0 up to `from`, 1 from `to` on, a cubic between; `from` > `to` runs the other way. */
export const ramp = (from: number, to: number, v: number): number => {
  const t = Math.min(1, Math.max(0, (v - from) / (to - from)));
  return t * t * (3 - 2 * t);
};
