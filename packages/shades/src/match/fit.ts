import { inverse, type Lab, type Matrix3, mulMat, mulVec } from '@carmine/color';
import { CarmineError } from '@carmine/errors';
import type { FoundationShade, Shade } from '../catalogue/shade.ts';
import { wornMasstone, wornShade } from '../film.ts';
import type { SkinReading } from './types.ts';

/** How far skin lies from a full film that its wearer calls fitting, standard deviation in L*, a*, b*: a neighbour in a line of 40 is
 *  2.2 dE00 away, and who chose among those chose no better than that [D]. */
const FIT_SD: Lab = [2, 1, 1.4];
/** A sheer film hides its own colour: below this opacity it tells nothing more of the skin. */
const SHEEREST = 0.2;
/** Shade and reading farther apart than this (Mahalanobis^2, 3 degrees of freedom: one honest pair in a thousand) contradict. */
const CONTRADICTION = 16.27;

/** A shade as what it says of the skin it fits: `SkinReference.shade` of @carmine/skin. */
export interface ShadeThatFits {
  /** Diffuse CIELAB, D65, 2 degree: the settled masstone. */
  readonly lab: Lab;
  /** Standard deviation of L*, a*, b*: how well the record knows its colour, and how well a shade that fits tells the skin. */
  readonly sigma: Lab;
}

/** What a foundation or concealer that fits (worn at the jaw, no visible edge) says of the skin; a sheer one says less. */
export const shadeThatFits = (shade: FoundationShade): ShadeThatFits => {
  const opacity = Math.max(SHEEREST, wornShade(shade).opacity);
  const own = shade.color.sigma;
  const sigma = FIT_SD.map((sd, k) => Math.hypot(sd / opacity, own[k as 0 | 1 | 2]));
  return { lab: wornMasstone(shade), sigma: sigma as unknown as Lab };
};

/** A reading together with a shade that fits; `used` false: the two contradict, and the picture is kept. */
export const withFit = (
  skin: SkinReading,
  shade: FoundationShade,
): { readonly skin: SkinReading; readonly used: boolean } => {
  const { lab, sigma } = shadeThatFits(shade);
  const off = lab.map((v, k) => v - skin.lab[k as 0 | 1 | 2]) as unknown as Lab;
  const cov = skin.cov as unknown as Matrix3;
  const sum = cov.map((v, i) => v + (i % 4 === 0 ? sigma[(i / 4) as 0 | 1 | 2] ** 2 : 0));
  const weight = inverse(sum as unknown as Matrix3);
  const distance = mulVec(weight, off).reduce((s, v, k) => s + v * off[k as 0 | 1 | 2], 0);
  if (distance > CONTRADICTION) return { skin, used: false };
  const gain = mulMat(cov, weight);
  const step = mulVec(gain, off);
  const less = mulMat(gain, cov);
  return {
    skin: {
      lab: skin.lab.map((v, k) => v + step[k as 0 | 1 | 2]) as unknown as Lab,
      cov: cov.map((v, i) => v - less[i]!),
    },
    used: true,
  };
};

/** The foundation or concealer of a catalogue that is called fitting. Throws `invalid-argument` when there is none of that sku. */
export const fittingShade = (shades: readonly Shade[], sku: string): FoundationShade => {
  const found = shades.find((s): s is FoundationShade => s.sku === sku && isFoundation(s));
  if (!found)
    throw new CarmineError('invalid-argument', {
      message: `fits must be the sku of a foundation or concealer of the catalogue; got ${sku}.`,
      details: { field: 'fits' },
    });
  return found;
};

const isFoundation = ({ type }: Shade): boolean => type === 'foundation' || type === 'concealer';
