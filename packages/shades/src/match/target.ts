import { type Lab, labToLch, lchToLab } from '@carmine/color';
import { inDepth, inWarmth, type Wish } from './steps.ts';
import type { MatchTarget } from './types.ts';

/** One wished-for shade: about 2 dE00, one neighbour in a 40-shade line. */
const STEP_L = 2.3;
const STEP_HUE = 6;
/** The middle of half to one shade. */
const BRIGHTEN_L = 0.75 * STEP_L;

const named = (lab: Lab, target: MatchTarget): Lab => {
  if (target === 'match') return lab;
  if (target === 'lighter') return [lab[0] + STEP_L, lab[1], lab[2]];
  if (target === 'brighten') return [lab[0] + BRIGHTEN_L, lab[1], lab[2]];
  if (target === 'deeper') return [lab[0] - STEP_L, lab[1], lab[2]];
  const [l, c, h] = labToLch(lab);
  return lchToLab([l, c, h + (target === 'warmer' ? STEP_HUE : -STEP_HUE)]);
};

/** The colour to reach from skin `lab`: itself or one shade lighter, deeper (L*), warmer or cooler (hue, degrees, same L* and C*) or brightened;
 *  then as many noticeable steps further as wished. */
export const targetOf = (lab: Lab, target: MatchTarget, { depth = 0, warmth = 0 }: Wish = {}): Lab =>
  inWarmth(inDepth(named(lab, target), depth), warmth);
