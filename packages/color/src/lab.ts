import {
  convertLab65ToXyz65,
  convertLrgbToRgb,
  convertRgbToLrgb,
  convertRgbToXyz65,
  convertXyz65ToLab65,
  convertXyz65ToRgb,
} from 'culori/fn';
import type { Lab, LinearRgb, Triple, Xyz } from './types.ts';

/**
 * White of every Lab and XYZ here: D65 from its chromaticity (.3127, .3290), as CSS Color 4 and culori have it, so that
 * equal linear RGB is exactly a* = b* = 0 (docs/decisions/0040). The 5-digit CIE white (.95047, 1, 1.08883) differs by < .03 dE00.
 */
export const D65_WHITE: Xyz = [0.3127 / 0.329, 1, (1 - 0.3127 - 0.329) / 0.329];

/** Linear sRGB to XYZ (D65, Y = 1 for white). */
export const linearToXyz = ([r, g, b]: LinearRgb): Xyz => {
  const { x, y, z } = convertRgbToXyz65(convertLrgbToRgb({ r, g, b }));
  return [x, y, z];
};

/** XYZ (D65) to linear sRGB; outside 0..1 when the colour is out of gamut. */
export const xyzToLinear = ([x, y, z]: Xyz): LinearRgb => {
  const { r, g, b } = convertRgbToLrgb(convertXyz65ToRgb({ x, y, z }));
  return [r, g, b];
};

/** XYZ (D65) to CIELAB (D65, 2 degree). */
export const xyzToLab = ([x, y, z]: Xyz): Lab => {
  const { l, a, b } = convertXyz65ToLab65({ x, y, z });
  return [l, a, b];
};

/** CIELAB (D65, 2 degree) to XYZ. */
export const labToXyz = ([l, a, b]: Lab): Xyz => {
  const { x, y, z } = convertLab65ToXyz65({ l, a, b });
  return [x, y, z];
};

/** Linear sRGB 0..1 to CIELAB D65. */
export const linearToLab = (rgb: LinearRgb): Lab => xyzToLab(linearToXyz(rgb));

/** CIELAB D65 to linear sRGB; outside 0..1 when out of gamut, never clamped. */
export const labToLinear = (lab: Lab): LinearRgb => xyzToLinear(labToXyz(lab));

const DEG = 180 / Math.PI;

/** CIELAB to [L*, C*ab, h_ab in degrees 0..360). Hue of a neutral is 0. */
export const labToLch = ([l, a, b]: Lab): Triple => {
  const h = Math.atan2(b, a) * DEG;
  return [l, Math.hypot(a, b), h < 0 ? h + 360 : h];
};

/** [L*, C*ab, h_ab in degrees] to CIELAB. */
export const lchToLab = ([l, c, h]: Triple): Lab => [l, c * Math.cos(h / DEG), c * Math.sin(h / DEG)];
