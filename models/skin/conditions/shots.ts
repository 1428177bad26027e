import { ambientOf, type HeadLight } from '@carmine/head';
import type { Shot } from './rendered-skin.ts';

/** A soft window high on one side, in a bright room. */
const window = (x: number): HeadLight => ({
  ambient: ambientOf(0.5, 0.12, 0.14, 0.12 * Math.sign(x)),
  key: { direction: [x, 0.5, 0.85], color: [1, 1, 1], intensity: 0.5, size: 0.9 },
  rim: null,
  illuminant: [1, 1, 1],
});

/** Lights that pass the gates: what a report may be compared under. All make the scale; the first, third and fifth the repeats. */
export const GOOD_LIGHTS: readonly Shot['light'][] = [
  'studio',
  'daylight',
  window(0.4),
  'flat',
  window(-0.5),
  'cool',
];

/** px per mm of half of the photographs at hand (2.6 is their median), for everything that is not about resolution. */
export const USUAL_PX = 2.6;
