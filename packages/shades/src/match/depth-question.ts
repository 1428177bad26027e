import { type Lab, labToHex, normalQuantile } from '@carmine/color';
import { CarmineError } from '@carmine/errors';
import type { SkinReading } from './types.ts';

/** Places of the posterior that the swatches of the question show. */
const QUANTILES = [0.06, 0.25, 0.5, 0.75, 0.94] as const;
/** How well a swatch on a screen can be held against a jaw, standard deviation in L* [D]. */
const PICK_SD = 2.5;

/** One swatch of the question "which is nearest to your jaw?". */
export interface DepthSwatch {
  /** L*, what `answerDepth` takes. */
  readonly depth: number;
  readonly lab: Lab;
  readonly hex: string;
}

/** Slope of a* and b* over L* in the posterior. */
const slopes = ({ cov }: SkinReading): readonly [number, number] => {
  const v = cov[0] ?? 0;
  return v > 0 ? [(cov[3] ?? 0) / v, (cov[6] ?? 0) / v] : [0, 0];
};

/** Five skins the reading could mean, lightest first: what is asked when one shade cannot be named. Each is the likeliest at its lightness. */
export const depthQuestion = (skin: SkinReading): DepthSwatch[] => {
  const sd = Math.sqrt(Math.max(0, skin.cov[0] ?? 0));
  const [ka, kb] = slopes(skin);
  return [...QUANTILES].reverse().map((p): DepthSwatch => {
    const d = sd * normalQuantile(p);
    const lab: Lab = [skin.lab[0] + d, skin.lab[1] + ka * d, skin.lab[2] + kb * d];
    return { depth: lab[0], lab, hex: labToHex(lab) };
  });
};

/** The reading after the customer has picked a swatch: conditioned on its lightness, known to about 2.5 L* (Kalman's update of one axis).
 *  Throws `invalid-argument` for a depth outside 0..100. */
export const answerDepth = (skin: SkinReading, depth: number): SkinReading => {
  if (!(depth >= 0 && depth <= 100))
    throw new CarmineError('invalid-argument', {
      message: `depth must be the L* of a swatch, 0..100; got ${depth}.`,
      details: { field: 'depth' },
    });
  const variance = skin.cov[0] ?? 0;
  const column = [variance, skin.cov[3] ?? 0, skin.cov[6] ?? 0];
  const gain = column.map((v) => v / (variance + PICK_SD ** 2));
  const off = depth - skin.lab[0];
  const cov = skin.cov.map((v, i) => v - gain[Math.floor(i / 3)]! * column[i % 3]!);
  return {
    lab: [skin.lab[0] + gain[0]! * off, skin.lab[1] + gain[1]! * off, skin.lab[2] + gain[2]! * off],
    cov,
  };
};
