import type { FaceLight } from '@carmine/face';
import { describe, expect, test } from 'vitest';
import { lightScale } from './light.ts';

const told = (more: Partial<FaceLight>): FaceLight =>
  ({
    illuminant: [1, 1, 1],
    illuminantConfidence: 1,
    exposure: 1,
    exposureConfidence: 1,
    direction: [0, 0, 1],
    directionConfidence: 0,
    ...more,
  }) as FaceLight;

describe('lightScale', () => {
  test.each([
    ['a good exposure', { exposure: 0.88 }, [1, 1, 1]],
    ['white light, read a little green', { illuminant: [0.987, 1.005, 0.99] }, [1, 1, 1]],
    ['a dark picture, as told', { exposure: 0.5 }, [2, 2, 2]],
    ['a warm lamp, as told', { illuminant: [1.25, 1, 0.8] }, [0.8, 1, 1.25]],
    ['a guess counts for nothing', { exposure: 0.5, exposureConfidence: 0 }, [1, 1, 1]],
  ] as [string, Partial<FaceLight>, number[]][])('%s', (_, light, scale) => {
    lightScale(undefined, told(light)).forEach((v, k) => {
      expect(v).toBeCloseTo(scale[k]!, 6);
    });
  });

  test('a brighter reading never gives a darker light', () => {
    let last = 0;
    for (let stops = -2; stops <= 2; stops += 0.01) {
      const exposure = 1 / lightScale(undefined, told({ exposure: 2 ** stops }))[1];
      expect(exposure).toBeGreaterThanOrEqual(last);
      last = exposure;
    }
  });

  test('a hint stands as it is', () => {
    const hint = { exposure: 1.05, illuminant: [1.01, 1, 0.99] } as const;
    expect(lightScale(hint, told({ exposure: 0.3 }))[0]).toBeCloseTo(1 / (1.05 * 1.01), 6);
  });
});
