import { convertLrgbToOklab, convertOklabToLrgb } from 'culori/fn';
import type { LinearRgb, Triple } from './types.ts';

/** Linear sRGB to OKLab (Ottosson 2020; culori): L 0..1, a and b about -.4..+.4. For masks and UI ramps, never for matching. */
export const linearToOklab = ([r, g, b]: LinearRgb): Triple => {
  const o = convertLrgbToOklab({ r, g, b });
  return [o.l, o.a, o.b];
};

/** OKLab to linear sRGB; not clamped. */
export const oklabToLinear = ([l, a, b]: Triple): LinearRgb => {
  const o = convertOklabToLrgb({ l, a, b });
  return [o.r, o.g, o.b];
};
