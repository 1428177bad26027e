import type { FaceFrame } from '@carmine/face';
import { expect, it } from 'vitest';
import { crowded } from './crowded.ts';

/** A still with faces of these widths, shares of the picture's. */
const still = (...widths: number[]) => ({
  frame: {
    faces: widths.map((width) => {
      const landmarks = new Float32Array(478 * 3);
      landmarks[454 * 3] = width;
      return { landmarks };
    }),
  } as unknown as FaceFrame,
});

it.each([
  ['one face', [still(0.4), still(0.4)], false],
  ['a passer-by', [still(0.4, 0.1), still(0.4, 0.1)], false],
  ['a friend beside her', [still(0.4, 0.3), still(0.4, 0.3), still(0.4)], true],
  ['one mistaken look', [still(0.4, 0.3), still(0.4), still(0.4)], false],
  ['nothing', [], false],
] as const)('%s', (_, stills, told) => expect(crowded(stills)).toBe(told));
