/** What the mirror gives up, one thing a step, in the order of sacrifice (rendering.md 7); a step keeps what the steps before it gave up.
 *  full: nothing. visibility: what lies in front of a face is looked for 4 times a second. light: so is the light. 540p, 360p: drawn with that
 *  many lines. 15fps: at most so many pictures a second. Never given up: landmarks of the frame that is shown, pigment, lip edges. */
export const QUALITY_STEPS = ['full', 'visibility', 'light', '540p', '360p', '15fps'] as const;
export type QualityStep = (typeof QUALITY_STEPS)[number];

/** The work of one step. */
export interface Effort {
  /** ms of the source's clock from one look for what lies in front of a face to the next, at least; 0: as often as it is worth. */
  readonly visibilityEvery: number;
  /** ... and from one reading of its light to the next. */
  readonly lightEvery: number;
  /** px, long side of the live picture that is drawn; null: the source's own. */
  readonly longSide: number | null;
  /** Pictures a second at most; null: as many as the source gives. */
  readonly fps: number | null;
}

/** ms between two looks that follow slowly: rendering.md 7, T2, 4 Hz. */
const SLOW = 250;
/** px: 540 and 360 lines of 16:9, rendering.md 7. */
const [MIDDLE, SMALL] = [960, 640];

const FULL: Effort = { visibilityEvery: 0, lightEvery: 0, longSide: null, fps: null };
const VISIBILITY: Effort = { ...FULL, visibilityEvery: SLOW };
const LIGHT: Effort = { ...VISIBILITY, lightEvery: SLOW };
const MIDDLE_SIZE: Effort = { ...LIGHT, longSide: MIDDLE };
const SMALL_SIZE: Effort = { ...MIDDLE_SIZE, longSide: SMALL };
const HALF_RATE: Effort = { ...SMALL_SIZE, fps: 15 };

/** By index of QUALITY_STEPS. */
export const EFFORTS: readonly Effort[] = [FULL, VISIBILITY, LIGHT, MIDDLE_SIZE, SMALL_SIZE, HALF_RATE];
