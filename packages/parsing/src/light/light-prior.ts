import { planckian } from './locus.ts';

/** Lights as cameras show them after their white balance: a mixture of Gaussians in (ln(r/g), ln(b/g)). */
export interface LightKind {
  readonly weight: number;
  readonly red: number;
  readonly blue: number;
  /** Covariance. */
  readonly rr: number;
  readonly rb: number;
  readonly bb: number;
  /** A lamp of colour, off the locus of daylight and lamps. */
  readonly coloured: boolean;
}

/** Mired of sRGB's white. */
const WHITE_MIRED = 1e6 / 6504;
/** Most pictures are balanced to within this. */
const NEUTRAL = { weight: 0.55, sd: 0.06 };
/** Lamps and shade, as mired between each other, their weights falling with the distance from white. */
const STEP = 25;
const FIRST = 55;
const LAST = 405;
const LOCUS_WEIGHT = 0.43;
const LOCUS_FALL = 110;
/** Standard deviation across the locus, in both ratios: about .008 Duv. */
const ACROSS = 0.045;
/** Lamps of colour. */
const COLOURED = { weight: 0.02, sd: 0.5 };

export const LIGHT_KINDS: readonly LightKind[] = (() => {
  const round = (weight: number, red: number, blue: number, sd: number, coloured: boolean): LightKind => ({
    weight,
    red,
    blue,
    rr: sd * sd,
    rb: 0,
    bb: sd * sd,
    coloured,
  });
  // Daylight runs a little beside the Planckian locus: white itself is moved onto it.
  const white = planckian(WHITE_MIRED);
  const lamps: LightKind[] = [];
  for (let m = FIRST; m <= LAST; m += STEP) {
    const [red, blue] = planckian(m);
    const [r0, b0] = planckian(m - STEP / 2);
    const [r1, b1] = planckian(m + STEP / 2);
    const [dr, db] = [(r1 - r0) / 2, (b1 - b0) / 2];
    lamps.push({
      weight: Math.exp(-Math.abs(m - WHITE_MIRED) / LOCUS_FALL),
      red: red - white[0],
      blue: blue - white[1],
      rr: dr * dr + ACROSS ** 2,
      rb: dr * db,
      bb: db * db + ACROSS ** 2,
      coloured: false,
    });
  }
  const total = lamps.reduce((sum, l) => sum + l.weight, 0);
  return [
    round(NEUTRAL.weight, 0, 0, NEUTRAL.sd, false),
    ...lamps.map((l) => ({ ...l, weight: (LOCUS_WEIGHT * l.weight) / total })),
    round(COLOURED.weight, 0, 0, COLOURED.sd, true),
  ];
})();

/** ln exposure as cameras choose it: near 1, or anywhere. */
export const EXPOSURES: readonly {
  readonly weight: number;
  readonly mean: number;
  readonly variance: number;
}[] = [
  { weight: 0.55, mean: -0.1, variance: 0.4 ** 2 },
  { weight: 0.45, mean: -0.3, variance: 0.8 ** 2 },
];
