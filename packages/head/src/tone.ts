import { hexToLinear, type LinearRgb, labToLinear, MONK_SWATCHES } from '@carmine/color';
import { CarmineError } from '@carmine/errors';
import type { ColorInput } from './params.ts';

/** Optical density vectors of melanin and blood in linear sRGB after the surface term is removed, light to tan skin
 *  (design paper skin.md 6, derived there from the Jacques skin model). */
export const MELANIN: LinearRgb = [0.29, 0.48, 0.83];
export const BLOOD: LinearRgb = [0.325, 0.72, 0.61];

/** A caller's colour as linear sRGB. `name` is used in the error. */
export const colorOf = (input: ColorInput, name: string): LinearRgb => {
  const rgb =
    typeof input === 'string' ? hexToLinear(input) : 'lab' in input ? labToLinear(input.lab) : input.linear;
  if (rgb?.length !== 3 || !rgb.every((v) => Number.isFinite(v) && v >= -1e-3 && v <= 1.001))
    throw new CarmineError('invalid-argument', {
      message: `head: ${name} is not a colour between black and white`,
      details: { field: name },
    });
  return [clamp(rgb[0]), clamp(rgb[1]), clamp(rgb[2])];
};

const clamp = (v: number): number => Math.min(1, Math.max(0, v));

/** Skin albedo of a Monk tone (1..10, the official swatch) or of an explicit colour. Linear sRGB. */
export const skinAlbedo = (tone: number | ColorInput): LinearRgb => {
  if (typeof tone !== 'number') return colorOf(tone, 'tone');
  const hex = Number.isInteger(tone) ? MONK_SWATCHES[tone - 1] : undefined;
  if (!hex)
    throw new CarmineError('invalid-argument', {
      message: `head: tone must be a Monk tone 1..10 or a colour, not ${tone}`,
      details: { field: 'tone' },
    });
  return hexToLinear(hex);
};

/** Adds optical density along the melanin and blood vectors. */
export const withDensity = (albedo: LinearRgb, melanin: number, blood: number): LinearRgb => [
  albedo[0] * Math.exp(-melanin * MELANIN[0] - blood * BLOOD[0]),
  albedo[1] * Math.exp(-melanin * MELANIN[1] - blood * BLOOD[1]),
  albedo[2] * Math.exp(-melanin * MELANIN[2] - blood * BLOOD[2]),
];

/** Bare lips for a skin: more blood, a little more pigment, and a pink that still shows on the deepest skin. [D] */
export const lipAlbedo = (skin: LinearRgb): LinearRgb => {
  const y = 0.2126 * skin[0] + 0.7152 * skin[1] + 0.0722 * skin[2];
  const light = Math.sqrt(y);
  const [r, g, b] = withDensity(skin, 0.12 * light, 0.62 + 0.72 * light);
  const lift = 0.04 * (1 - light);
  return [r * 1.06 + lift * 1.6, g + lift * 0.4, b + lift * 0.45];
};

/** Hair and brows: near black on deep skin, dark brown otherwise. [D] */
export const hairAlbedo = (skin: LinearRgb): LinearRgb => {
  const k = Math.min(1, skin[1] * 1.6);
  return [0.012 + 0.03 * k, 0.009 + 0.014 * k, 0.008 + 0.006 * k];
};
