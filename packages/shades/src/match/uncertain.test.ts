import {
  deltaE2000,
  diagonalCov,
  type Lab,
  labToLinear,
  lchToLab,
  skinLocus,
  type Triple,
} from '@carmine/color';
import { CarmineError } from '@carmine/errors';
import { describe, expect, it } from 'vitest';
import { demoCatalogue } from '../demo/index.ts';
import { answerDepth, depthQuestion } from './depth-question.ts';
import { matchFoundation } from './foundation.ts';
import { jawWeighted, type SeenRegion } from './jaw.ts';

const line = demoCatalogue.filter((s) => s.line === 'Bare Silk Foundation');
const at = (L: number): Lab => lchToLab([L, skinLocus(L).chroma, skinLocus(L).hue]);
/** L* and b* go together, as a doubt about the light makes them. */
const DOUBT = [25, 4, 9, 4, 4, 2, 9, 2, 9];

describe('a reading too uncertain for one shade', () => {
  const reading = { lab: at(52), cov: DOUBT };

  it('is asked about: five swatches from light to deep along what it could be', () => {
    const { question, abstained, reason } = matchFoundation(reading, line);
    expect({ abstained, reason }).toMatchObject({ abstained: true, reason: 'reading-too-uncertain' });
    const depths = question!.map((q) => q.depth);
    expect([...depths].sort((a, b) => b - a)).toEqual(depths);
    expect(depths[0]! - depths[4]!).toBeGreaterThan(12);
    // The ends follow the covariance: lighter means yellower here.
    expect(question![0]!.lab[2]).toBeGreaterThan(question![4]!.lab[2] + 4);
  });

  it('is narrowed by the answer, toward it, and names shades of that depth', () => {
    const [light, , , , deep] = depthQuestion(reading);
    for (const pick of [light!, deep!]) {
      const answered = answerDepth(reading, pick.depth);
      expect(Math.sqrt(answered.cov[0]!)).toBeLessThan(2.5);
      expect(Math.abs(answered.lab[0] - pick.depth)).toBeLessThan(Math.abs(reading.lab[0] - pick.depth) / 3);
      const result = matchFoundation(reading, line, {
        depth: pick.depth,
        reading: { confidence: 'abstain' },
      });
      expect(result.reason).not.toBe('reading-too-uncertain');
      expect(result.question).toBeUndefined();
      expect(Math.abs(result.matches[0]!.worn.lab[0] - pick.depth)).toBeLessThan(5);
    }
  });

  it('refuses a depth that is none', () => {
    expect(() => answerDepth(reading, 140)).toThrow(CarmineError);
  });

  it('a reading of low confidence gets a range even where one shade leads', () => {
    const lab = line[20]!.color.lab;
    const sure = { lab, cov: diagonalCov([0.5, 0.3, 0.3]) };
    expect(matchFoundation(sure, line).abstained).toBe(false);
    const low = matchFoundation(sure, line, { reading: { confidence: 'low' } });
    expect(low).toMatchObject({ abstained: true, reason: 'low-confidence' });
    expect(low.range!.skus).toContain(low.matches[0]!.sku);
  });
});

describe('the jaw', () => {
  const skin = { lab: at(60), cov: diagonalCov([2, 1, 1]) };
  /** What a camera sees of a colour in some light. */
  const seen = (lab: Lab, light: Triple): SeenRegion => {
    const [r, g, b] = labToLinear(lab);
    return { rgb: [r * light[0], g * light[1], b * light[2]], pixels: 800 };
  };
  const LIGHTS: readonly Triple[] = [
    [0.8, 0.8, 0.8],
    [0.9, 0.7, 0.4],
    [0.5, 0.6, 0.75],
  ];
  const face = (jaw: Lab, light: Triple, shadow = 1): Record<string, SeenRegion> => {
    const below = light.map((v) => v * shadow) as unknown as Triple;
    return {
      ...Object.fromEntries(
        ['cheek-upper-left', 'cheek-upper-right', 'cheek-lower-left', 'cheek-lower-right'].map((id) => [
          id,
          seen(skin.lab, light),
        ]),
      ),
      ...Object.fromEntries(['jaw-left', 'jaw-right', 'chin'].map((id) => [id, seen(jaw, below)])),
    };
  };
  const yellower: Lab = [skin.lab[0], skin.lab[1] - 1.5, skin.lab[2] + 1.5];

  it.each(LIGHTS.map((l) => [l] as const))(
    'pulls the target toward its hue, whatever the light %j',
    (light) => {
      const { lab, jaw, cheek } = jawWeighted(skin, face(yellower, light));
      expect(jaw).toBeCloseTo(0.7, 6);
      expect(cheek).toEqual(skin.lab);
      expect(lab[1] - skin.lab[1]).toBeCloseTo(-1.05, 1);
      expect(lab[2] - skin.lab[2]).toBeCloseTo(1.05, 1);
    },
  );

  it('is not taken for deeper skin because it lies in shadow, but the doubt about depth grows', () => {
    const moved = jawWeighted(skin, face(skin.lab, [0.8, 0.8, 0.8], 0.75));
    expect(deltaE2000(moved.lab, skin.lab)).toBeLessThan(1.2);
    expect(moved.lab[0]).toBeLessThan(skin.lab[0]);
    expect(moved.cov[0]!).toBeGreaterThan(skin.cov[0]! + 0.2);
  });

  it.each([
    ['a beard', [40, 2, 0] as Lab, 1],
    ['deep shadow', at(60), 0.4],
    ['a scarf', [55, 40, 10] as Lab, 1],
  ])('is left out under %s', (_, colour, shadow) => {
    expect(jawWeighted(skin, face(colour, [0.8, 0.8, 0.8], shadow))).toMatchObject({ jaw: 0, lab: skin.lab });
  });

  it('without cheeks or pixels stays the reading', () => {
    expect(jawWeighted(skin, {}).lab).toEqual(skin.lab);
    const few = Object.fromEntries(
      Object.entries(face(yellower, [1, 1, 1])).map(([id, r]) => [id, { ...r, pixels: 5 }]),
    );
    expect(jawWeighted(skin, few).jaw).toBe(0);
  });
});
