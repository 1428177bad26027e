/** Three numbers; what they mean is told by the alias or the parameter's name. */
export type Triple = readonly [number, number, number];

/** CIELAB, white D65, CIE 1931 2 degree observer: L* 0..100, a* and b* about -128..127. */
export type Lab = Triple;

/** Linear-light RGB with sRGB primaries and D65 white, 0..1 inside the gamut. */
export type LinearRgb = Triple;

/** CIE XYZ, 2 degree observer, relative to Y = 1 for the diffuse white. */
export type Xyz = Triple;

/** 3 x 3 matrix, row-major. */
export type Matrix3 = readonly [number, number, number, number, number, number, number, number, number];
