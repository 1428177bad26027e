import { EXPOSURES, LIGHT_KINDS } from './light-prior.ts';
import { SKIN_PRIOR, TONE_STEP, TONES } from './skin-prior.ts';

/** A colour that was seen, as natural logarithms. */
export interface Seen {
  /** ln luminance, ln(r/g), ln(b/g). */
  level: number;
  red: number;
  blue: number;
  /** Variances of what was seen, given the light. */
  levelVariance: number;
  colourVariance: number;
  /** 0: not seen. */
  weight: number;
}

/** What skin and whites say about the light together. */
export interface Belief {
  /** ln exposure and its variance. */
  exposure: number;
  exposureVariance: number;
  /** Illuminant as ln(r/g), ln(b/g), with variances, and the share of the belief that it is a lamp of colour. */
  red: number;
  blue: number;
  redVariance: number;
  blueVariance: number;
  coloured: number;
}

/** How often the white of the eye that was read is something else: lid, lash, glass. */
const WHITE_WRONG = 0.15;
/** What it then shows: darker, any colour. */
const WRONG_LEVEL = -0.8;
const WRONG_LEVEL_VARIANCE = 1;
const WRONG_COLOUR_VARIANCE = 0.6 ** 2;

const gauss = (d: number, variance: number): number =>
  Math.exp((-0.5 * d * d) / variance) / Math.sqrt(variance);

/**
 * Bayes over the skin's tone x the kind of light x whether the white was read rightly; inside each cell everything is Gaussian and closed.
 * The skin tells its colour times the light's, the white nearly the light itself, the camera's habit a likely exposure. All tones are
 * equally likely beforehand per ln luminance, so exposure is never pulled towards one.
 */
export const believe = (skin: Seen, white: Seen, out: Belief): void => {
  let [total, e1, e2, r1, b1, r2, b2, coloured] = [0, 0, 0, 0, 0, 0, 0, 0];
  const toneVariance = skin.levelVariance + TONE_STEP ** 2 / 12;
  for (let i = 0; i < TONES; i++) {
    const at = i * 5;
    const level = skin.level - SKIN_PRIOR[at]!;
    let habit = 0;
    for (const e of EXPOSURES) habit += e.weight * gauss(level - e.mean, e.variance + toneVariance);
    for (let wrong = 0; wrong < 2; wrong++) {
      if (white.weight <= 0 && wrong) continue;
      const seen = white.weight > 0;
      const levelVariance = wrong ? WRONG_LEVEL_VARIANCE : white.levelVariance;
      const colourVariance = wrong ? WRONG_COLOUR_VARIANCE : white.colourVariance;
      const off = white.level - level - (wrong ? WRONG_LEVEL : 0);
      const ofWhite = seen
        ? (wrong ? WHITE_WRONG : 1 - WHITE_WRONG) * gauss(off, levelVariance + toneVariance)
        : 1;
      // Exposure in this cell: the skin's own level, corrected by the white's within the tone's width.
      const gain = seen ? toneVariance / (toneVariance + levelVariance) : 0;
      const exposure = level + gain * off;
      const exposureVariance = toneVariance * (1 - gain);
      // Two independent readings of the light's colour, and their product.
      const [sr, sb] = [skin.red - SKIN_PRIOR[at + 1]!, skin.blue - SKIN_PRIOR[at + 2]!];
      const [vr, vb] = [SKIN_PRIOR[at + 3]! + skin.colourVariance, SKIN_PRIOR[at + 4]! + skin.colourVariance];
      const [gr, gb] = seen ? [vr / (vr + colourVariance), vb / (vb + colourVariance)] : [0, 0];
      const agree = seen
        ? gauss(white.red - sr, vr + colourVariance) * gauss(white.blue - sb, vb + colourVariance)
        : 1;
      const [dr, db] = [sr + gr * (white.red - sr), sb + gb * (white.blue - sb)];
      const [pr, pb] = [vr * (1 - gr), vb * (1 - gb)];
      const cell = habit * ofWhite * agree;
      for (const k of LIGHT_KINDS) {
        // Gaussian of the kind x Gaussian of the readings.
        const [a, b, c] = [k.rr + pr, k.rb, k.bb + pb];
        const det = a * c - b * b;
        const [ur, ub] = [dr - k.red, db - k.blue];
        const [wr, wb] = [(c * ur - b * ub) / det, (a * ub - b * ur) / det];
        const w = (cell * k.weight * Math.exp(-0.5 * (ur * wr + ub * wb))) / Math.sqrt(det);
        const [mr, mb] = [dr - pr * wr, db - pb * wb];
        total += w;
        e1 += w * exposure;
        e2 += w * (exposure * exposure + exposureVariance);
        r1 += w * mr;
        b1 += w * mb;
        r2 += w * (mr * mr + pr - (pr * pr * c) / det);
        b2 += w * (mb * mb + pb - (pb * pb * a) / det);
        if (k.coloured) coloured += w;
      }
    }
  }
  // Nothing fits at all: what cameras usually give.
  const n = total > 1e-300 ? total : 1;
  out.exposure = e1 / n;
  out.exposureVariance = total > 1e-300 ? Math.max(e2 / n - out.exposure ** 2, 1e-4) : 1;
  out.red = r1 / n;
  out.blue = b1 / n;
  out.redVariance = total > 1e-300 ? Math.max(r2 / n - out.red ** 2, 1e-5) : 1;
  out.blueVariance = total > 1e-300 ? Math.max(b2 / n - out.blue ** 2, 1e-5) : 1;
  out.coloured = coloured / n;
};
