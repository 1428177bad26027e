import { ramp } from '../shapes/ramp.ts';

/**
 * Where the hair of a brow lies between (and past) the two rows of landmarks, by photographs of twelve people: the rows sit high, hair runs from .3
 * to 1.15 at the front and the arch, and gathers to the tail's point. `t` 0 front, 1 tail.
 */
export const browMiddle = (t: number): number => 0.68 + 0.05 * ramp(0, 0.4, t) - 0.18 * ramp(0.65, 1, t);
export const browHalf = (t: number): number => 0.34 + 0.06 * ramp(0, 0.3, t) - 0.22 * ramp(0.6, 1, t);
