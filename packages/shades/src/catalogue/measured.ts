import { D65_WHITE, type Lab, labToXyz, mulVec, type Triple, type Xyz, xyzToLab } from '@carmine/color';
import type { ColorFields } from './fields.ts';
import { CONDITIONS, D65_WEIGHTS } from './observers.ts';

/** Surface term of a sphere reading with specular included, share of the white: Fresnel at n 1.5 (skin.md 0.5: .04 to .05). */
const SURFACE = 0.04;
/** How much that differs from surface to surface, standard deviation. */
const SURFACE_SD = 0.006;
/** Y that is left at least: a black with gloss must not turn negative. */
const DARKEST = 5e-4;

/** Spectrum to XYZ, D65 2 degree. `spectrum`: 31 reflectances, 400 to 700 nm. */
export const spectrumToXyz = (spectrum: readonly number[]): Xyz => {
  const axis = (k: 0 | 1 | 2): number => D65_WEIGHTS.reduce((s, w, i) => s + w[k] * (spectrum[i] ?? 0), 0);
  return [axis(0), axis(1), axis(2)];
};

/** Lab against its own white to XYZ (white Y = 1). */
const labToXyzOf = (lab: Lab, white: Xyz): Xyz => {
  const [x, y, z] = labToXyz(lab);
  return [(x / D65_WHITE[0]) * white[0], (y / D65_WHITE[1]) * white[1], (z / D65_WHITE[2]) * white[2]];
};

const diffuse = (xyz: Xyz): Xyz => {
  const least = (k: 0 | 1 | 2): number => DARKEST * D65_WHITE[k];
  const axis = (k: 0 | 1 | 2): number => Math.max(least(k), xyz[k] - SURFACE * D65_WHITE[k]);
  return [axis(0), axis(1), axis(2)];
};

/** A measured colour brought to CIELAB D65, 2 degree, diffuse only. */
export interface StandardColor {
  readonly lab: Lab;
  /** What the conversion adds to the standard deviations of L*, a*, b*; 0 when there was nothing to convert. */
  readonly sigma: Triple;
  readonly converted: boolean;
}

const NOTHING: Triple = [0, 0, 0];

/** dE00 left by a change of observer as a standard deviation of each axis: the mean distance of a 3-D normal is 1.6 of them. */
const perAxis = (error: number): number => error / 1.6;

/**
 * The colour a record states as instrument data: its Lab, or its spectrum where it has no Lab; undefined when it has neither.
 * Other lights and observers go through fitted matrices (docs/decisions/0180); specular included loses the surface term, which takes about
 * 4 L* at L* 60 and 10 at L* 35 (skin.md 0.5). 45/0 and SCE leave the mirror part out already; a picture is not converted.
 */
export const standardColor = (color: ColorFields): StandardColor | undefined => {
  const { lab, spectrum, illuminant, observer, geometry } = color;
  if (!lab && !spectrum) return undefined;
  const key = `${illuminant}/${observer}`;
  const other = lab && key !== 'D65/2' ? CONDITIONS[key as keyof typeof CONDITIONS] : undefined;
  const included = geometry === 'd8-SCI';
  if (lab && !other && !included) return { lab, sigma: NOTHING, converted: false };

  const read = lab
    ? other
      ? mulVec(other.toStandard, labToXyzOf(lab, other.white))
      : labToXyz(lab)
    : spectrumToXyz(spectrum ?? []);
  const seen = included ? diffuse(read) : read;
  const result = xyzToLab(seen);
  // dL*/dY = 116/3 Y^(-2/3): the same doubt about the surface weighs more on deep shades.
  const surface = included ? SURFACE_SD * (116 / 3) * seen[1] ** (-2 / 3) : 0;
  const axis = perAxis(other?.error ?? 0);
  return { lab: result, sigma: [Math.hypot(axis, surface), axis, axis], converted: true };
};
