import { convertLab65ToXyz65, convertXyz65ToLab65 } from 'culori/fn';
import { mulVec } from './matrix.ts';
import type { Lab, LinearRgb, Matrix3, Triple, Xyz } from './types.ts';

/**
 * White of every Lab and XYZ here: D65 from its chromaticity (.3127, .3290), as CSS Color 4 and culori have it, so that
 * equal linear RGB is exactly a* = b* = 0 (docs/decisions/0040). The 5-digit CIE white (.95047, 1, 1.08883) differs by < .03 dE00.
 */
export const D65_WHITE: Xyz = [0.3127 / 0.329, 1, (1 - 0.3127 - 0.329) / 0.329];

/** Linear sRGB to XYZ, CSS Color 4 section 10; culori holds the same numbers but only behind the transfer function (the test compares). */
export const LINEAR_TO_XYZ: Matrix3 = [
  0.4123907992659593, 0.357584339383878, 0.1804807884018343, 0.2126390058715102, 0.715168678767756,
  0.0721923153607337, 0.0193308187155918, 0.119194779794626, 0.9505321522496607,
];

/** XYZ to linear sRGB, CSS Color 4 section 10. */
export const XYZ_TO_LINEAR: Matrix3 = [
  3.2409699419045226, -1.5373831775700939, -0.4986107602930034, -0.9692436362808796, 1.8759675015077204,
  0.0415550574071756, 0.0556300796969936, -0.2039769588889765, 1.0569715142428784,
];

/** Linear sRGB to XYZ (D65, Y = 1 for white). */
export const linearToXyz = (rgb: LinearRgb): Xyz => mulVec(LINEAR_TO_XYZ, rgb);

/** XYZ (D65) to linear sRGB; outside 0..1 when the colour is out of gamut. */
export const xyzToLinear = (xyz: Xyz): LinearRgb => mulVec(XYZ_TO_LINEAR, xyz);

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
