export const clamp = (v: number, lo: number, hi: number): number => Math.min(hi, Math.max(lo, v));

export const mix = (a: number, b: number, t: number): number => a + (b - a) * t;

export const smoothstep = (lo: number, hi: number, v: number): number => {
  const t = Math.min(1, Math.max(0, (v - lo) / (hi - lo)));
  return t * t * (3 - 2 * t);
};

/** Coverage at a signed distance from an edge, `half` its half width; same unit. */
export const edge = (distance: number, half: number): number => smoothstep(-half, half, distance);
