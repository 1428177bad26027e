import { CarmineError } from '@carmine/errors';
import { formatHex, parseHex } from 'culori/fn';
import { labToLinear, linearToLab } from './lab.ts';
import { decodeSrgb, encodeSrgb } from './srgb.ts';
import type { Lab, LinearRgb, Triple } from './types.ts';

/** "#rrggbb" or "#rgb" (any case) to encoded sRGB 0..1. Throws `invalid-argument` for anything else, alpha included. */
export const hexToSrgb = (hex: string): Triple => {
  const ok = typeof hex === 'string' && /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.test(hex);
  const rgb = ok ? parseHex(hex) : undefined;
  if (!rgb) {
    throw new CarmineError('invalid-argument', {
      message: `"${String(hex)}" is not a colour of the form #rrggbb.`,
      details: { value: String(hex) },
    });
  }
  return [rgb.r, rgb.g, rgb.b];
};

/** Encoded sRGB to "#rrggbb", each channel clamped to 0..1 and rounded. */
export const srgbToHex = ([r, g, b]: Triple): string => formatHex({ mode: 'rgb', r, g, b });

/** "#rrggbb" to linear RGB. Throws `invalid-argument`. */
export const hexToLinear = (hex: string): LinearRgb => decodeSrgb(hexToSrgb(hex));

/** Linear RGB to "#rrggbb", clamped. */
export const linearToHex = (rgb: LinearRgb): string => srgbToHex(encodeSrgb(rgb));

/** "#rrggbb" to CIELAB D65, 2 degree. Throws `invalid-argument`. */
export const hexToLab = (hex: string): Lab => linearToLab(hexToLinear(hex));

/** CIELAB D65 to "#rrggbb"; colours outside sRGB are clamped channel by channel. */
export const labToHex = (lab: Lab): string => linearToHex(labToLinear(lab));
