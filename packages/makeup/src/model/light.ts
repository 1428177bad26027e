import type { LightHint } from '../types.ts';

/** Per-channel factor from linear picture light to albedo times shading: 1 / (exposure * illuminant). */
export const lightScale = (hint: LightHint | undefined): [number, number, number] => {
  const exposure = clamp(hint?.exposure ?? 1, 0.02, 50);
  const [r, g, b] = hint?.illuminant ?? [1, 1, 1];
  return [
    1 / (exposure * clamp(r, 0.05, 20)),
    1 / (exposure * clamp(g, 0.05, 20)),
    1 / (exposure * clamp(b, 0.05, 20)),
  ];
};

const clamp = (v: number, lo: number, hi: number): number =>
  Number.isFinite(v) ? Math.min(hi, Math.max(lo, v)) : 1;
