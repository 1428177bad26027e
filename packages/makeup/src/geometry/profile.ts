const smooth = (from: number, to: number, v: number): number => {
  const t = Math.min(1, Math.max(0, (v - from) / (to - from)));
  return t * t * (3 - 2 * t);
};

/** Turn (sine) from which the far half of the face is given up, and where nothing is left of it: 41 and 50 degrees as the tracker tells
 *  them; it tells some 53 for a full profile. */
const TURN = [0.66, 0.77] as const;
/** Canonical cm from the face's middle, towards the far side, over which the giving up sets in: it takes the outline with it. */
const ACROSS = [-2.5, 0] as const;

/**
 * Share of the product, 0..1, on a point of a turned face. Past about 45 degrees of yaw the tracker's far contour lies beside the face
 * (rendering.md 2.2): product there would land on the wall behind. `x`: canonical cm, picture's right positive; `turn`: sine of the yaw,
 * positive to the picture's right.
 */
export const profileShare = (x: number, turn: number): number =>
  1 - smooth(TURN[0], TURN[1], Math.abs(turn)) * smooth(ACROSS[0], ACROSS[1], turn < 0 ? -x : x);

/** Turn from which the nose may stand out over the far cheek, and where it does: 30 and 40 degrees. */
const STANDS_OUT = [0.5, 0.64] as const;
/** Canonical cm from the face's middle up to which there is face on either side, and where that ends. */
const WITHIN = [2, 3.5] as const;

/**
 * Share, 0..1, to which a place lies within the face however it turns away: beyond the far side of the nose comes the cheek. Were product thinned there, a streak of bare
 * skin would run beside the nose. Arguments as above.
 */
export const withinShare = (x: number, turn: number): number =>
  (1 - smooth(WITHIN[0], WITHIN[1], Math.abs(x))) *
  (1 - smooth(STANDS_OUT[0], STANDS_OUT[1], Math.abs(turn)));

/** Canonical cm past the face's middle over which the far side begins. */
const LIP_FAR = [0, 1] as const;
/** Turn (sine) from which lips are cut off on the far side, and at which a full profile is told: 39 and 53 degrees. */
const LIP_TURN = [0.63, 0.8] as const;
/** How far past the mouth's middle lips are seen at these turns, canonical mm: lips bulge, so a little more than half of them. */
const LIP_SEEN = [28, 6] as const;

/**
 * How far lips reach past the mouth's middle towards the far side, canonical mm. A mouth is an arc: the further a head turns, the more of it lies behind its own
 * bulge, while the tracker leaves the far corner beside the face. `turn`: sine of the yaw.
 */
export const lipReach = (turn: number): number => {
  const share = Math.max(0, (Math.abs(turn) - LIP_TURN[0]) / (LIP_TURN[1] - LIP_TURN[0]));
  return Math.max(LIP_SEEN[1], LIP_SEEN[0] + (LIP_SEEN[1] - LIP_SEEN[0]) * share);
};

/**
 * How far the doubt of the skin around counts on lips, 0..1: on the far side of a turned head alone, where they may lie on the wall behind. Elsewhere the lips' own strip tells what
 * may be the mouth's inside; the mesh folds at the corners of a smile, and a doubt there would leave them bare. Arguments as above.
 */
export const lipDoubt = (x: number, turn: number): number =>
  smooth(STANDS_OUT[0], STANDS_OUT[1], Math.abs(turn)) * smooth(LIP_FAR[0], LIP_FAR[1], turn < 0 ? -x : x);
