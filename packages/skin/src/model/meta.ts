import { CarmineError } from '@carmine/errors';
import { TOKEN_REGIONS } from '../token-regions.ts';

/** How far a posterior may be believed (models/skin evaluate.py `sureness`), at the calibration's nodes. */
export interface Sureness {
  /** Covariance factor. */
  readonly temperature: readonly number[];
  /** r90 = 6 factor (radius / 6)^power, radius that of the calibrated covariance (radius.ts). */
  readonly r90: readonly number[];
  readonly power: number;
}

/** What stood beside the face: nothing, a grey card, a card of colours. */
export const SURENESS = ['none', 'grey', 'chart'] as const;

/** colournet.json, written by models/skin beside the weights. */
export interface ColourNetMeta {
  readonly id: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly members: number;
  readonly regions: readonly string[];
  /** 124 means and standard deviations of the input: 14 x 8 tokens, 12 of the whole face. */
  readonly mean: readonly number[];
  readonly sd: readonly number[];
  /** Clip of the z-scores by token channel, 8. */
  readonly clip: readonly number[];
  /** Lab = output x scale + center. */
  readonly center: readonly number[];
  readonly scale: readonly number[];
  readonly calibration: {
    /** Six predicted ITA, degrees, rising, at which the factors below stand; linear between, held outside. */
    readonly ita: readonly number[];
    /** Group-conditional conformal on held-out synthesis, by what stood beside the face. */
    readonly none: Sureness;
    readonly grey: Sureness;
    readonly chart: Sureness;
    /** a, b of sigma(EV)^2 = a^2 + (b sigma(log2 Y))^2 of the exposure. */
    readonly exposure: readonly [number, number];
    /** Mean squared normalised token above which a photograph is unlike the synthesis of that tone; three times that is far. */
    readonly unusual: readonly number[];
    /** 12 x 12 covariance of the face's normalised numbers over the calibration set, row-major. */
    readonly face: readonly number[];
  };
  /** Mean and spread of the median skin against the white of a card (ln G, ln R/G, ln B/G), and of ln its grey's reflectance. */
  readonly card: { readonly mean: readonly number[]; readonly sd: readonly number[] };
}

/** Numbers about the face as a whole. */
export const FACE_NUMBERS = 12;
/** Means and deviations in the file: 14 regions x 8 numbers, and those of the face. */
const STATISTICS = 14 * 8 + FACE_NUMBERS;
/** And six of a card in the picture. */
export const NET_INPUTS = STATISTICS + 6;
/** Numbers one member of the ensemble gives (models/skin/carmine_skin/net.py). */
export const MEMBER_OUTPUTS = 21;

const isSureness = (s: Sureness | undefined): boolean =>
  s?.temperature?.length === 6 && s.r90?.length === 6 && Number.isFinite(s.power);

/** Parses and checks colournet.json. Throws `asset-corrupt` when it is not this net's (or is a page of HTML). */
export const parseMeta = (text: string, name = 'models/colournet.json'): ColourNetMeta => {
  let meta: ColourNetMeta;
  try {
    meta = JSON.parse(text) as ColourNetMeta;
  } catch (cause) {
    throw new CarmineError('asset-corrupt', {
      message: `${name} is not JSON.`,
      cause,
      details: { file: name },
    });
  }
  const n = STATISTICS;
  const ok =
    meta?.mean?.length === n &&
    meta.sd?.length === n &&
    meta.clip?.length === 8 &&
    meta.calibration?.unusual?.length === 6 &&
    meta.calibration.face?.length === FACE_NUMBERS ** 2 &&
    meta.card?.mean?.length === 4 &&
    meta.card.sd?.length === 4 &&
    meta.calibration.exposure?.length === 2 &&
    meta.calibration.ita?.length === 6 &&
    SURENESS.every((mode) => isSureness(meta.calibration[mode])) &&
    TOKEN_REGIONS.every((id, i) => meta.regions[i] === id);
  if (!ok)
    throw new CarmineError('asset-corrupt', {
      message: `${name} does not describe a ColourNet of this version.`,
      details: { file: name },
    });
  return meta;
};
