import { luminance } from '@carmine/color';
import { describe, expect, test } from 'vitest';
import { GLOSS_FLOOR } from '../model/constants.ts';
import { type Gloss, specular } from './surface.ts';

/** Fair skin with some blush: max/(max - min) 4, median luminance .6. */
const FAIR: Gloss = { ratio: 4, usual: 0.6, top: 0.8, floor: GLOSS_FLOOR };

describe('specular of skin', () => {
  test('paleness is no shine: fair skin less red than the rest gives no more than a surface mirrors', () => {
    const pale = [0.66, 0.6, 0.58] as const;
    expect(luminance(...pale)).toBeLessThan(1.15 * FAIR.usual);
    expect(specular(...pale, 0, FAIR)).toBeGreaterThan(0);
    expect(specular(...pale, 0, FAIR)).toBeLessThanOrEqual(GLOSS_FLOOR);
  });
  test('what stands out of the skin is shine', () => {
    expect(specular(0.96, 0.93, 0.92, 0, FAIR)).toBeGreaterThan(0.2);
  });
  test('the same colour on deep skin keeps its sheen', () => {
    const deep: Gloss = { ...FAIR, ratio: 1.4, usual: 0.08, top: 0.25 };
    expect(specular(0.28, 0.23, 0.21, 0, deep)).toBeGreaterThan(0.1);
  });
});

describe('specular of lips', () => {
  /** A lower lip paler than the upper, whose colour the split's ratio is told from (photograph 077). */
  const pale = [0.643, 0.38, 0.384] as const;
  const lip = (usual: number): Gloss => ({ ratio: 1.3, usual, top: 1.3 * usual, floor: 0 });
  test('a lip that is pale and bright as a whole has no veil', () => {
    expect(specular(...pale, 0, lip(luminance(...pale)))).toBe(0);
  });
  test('mottling of a deep lip is no shine, however grey (photograph 071)', () => {
    for (const grey of [0, 0.2, 0.5, 1]) {
      const y = 0.05;
      const colour = [y + 0.03 * (1 - grey), y - 0.006 * (1 - grey), y - 0.012 * (1 - grey)] as const;
      expect(specular(...colour, 0, { ...lip(y), ratio: 1.6 })).toBe(0);
    }
  });
  test('the same colour on a darker lip is a highlight', () => {
    expect(specular(...pale, 0, lip(0.15))).toBeGreaterThan(0.2);
  });
});
