export { adapt, bradfordMatrix } from './adaptation.ts';
export { type DifferenceParts, deltaE76, deltaE2000, differenceParts } from './difference.ts';
export { hexToLab, hexToLinear, hexToSrgb, labToHex, linearToHex, srgbToHex } from './hex.ts';
export { ITA_CLASSES, type ItaClass, ita, itaClass, itaSigma } from './ita.ts';
export {
  contrastRatio,
  type Film,
  film,
  filmChannel,
  filmOver,
  MASSTONE_MAX,
  MASSTONE_MIN,
  overChannel,
  productFilm,
  solveScattering,
} from './kubelka-munk.ts';
export {
  D65_WHITE,
  LINEAR_TO_XYZ,
  labToLch,
  labToLinear,
  labToXyz,
  lchToLab,
  linearToLab,
  linearToXyz,
  XYZ_TO_LINEAR,
  xyzToLab,
  xyzToLinear,
} from './lab.ts';
export { inverse, mulMat, mulVec } from './matrix.ts';
export { mixPigments, type Pigment } from './mixing.ts';
export { MONK_ITA_CUTS, MONK_SWATCHES, monkMean, monkProbabilities } from './monk.ts';
export { normalCdf, normalQuantile } from './normal.ts';
export { linearToOklab, oklabToLinear } from './oklab.ts';
export {
  type ColorPosterior,
  choleskyLower,
  diagonalCov,
  posteriorSamples,
  standardNormalPoints,
} from './posterior.ts';
export { faceLocus, type Locus, type SkinLocusPoint, skinLocus } from './skin-locus.ts';
export {
  decodeSrgb,
  encodeSrgb,
  linearToSrgb,
  linearToSrgb8,
  luminance,
  SRGB8_TO_LINEAR,
  srgbToLinear,
} from './srgb.ts';
export type { Lab, LinearRgb, Matrix3, Triple, Xyz } from './types.ts';
export {
  hueOffset,
  likelyUndertone,
  NEUTRAL_BAND,
  OLIVE_A_DROP,
  UNDERTONES,
  type Undertone,
  undertone,
  undertoneProbabilities,
} from './undertone.ts';
