import { describe, expect, test } from 'vitest';
import { SHADE_TEXELS } from '../model/constants.ts';
import { type Shade, skinLevel } from './shade.ts';
import type { Stats } from './stats.ts';
import { hairGate } from './surface.ts';

const STATS = { skinMedian: 0.4, skinHue: [0.7, 0.3, 0.5, 0.1] } as unknown as Stats;
const AT = { x: 100, y: 100, light: 0.06 };

/** A map that is the same all over. `inner`: share of inner face. `light` luminance, `hue` log(r/g) over the skin's, `rough` standard deviation of log luminance. */
const evenly = (light: number, hue: number, rough: number, inner = 1): Shade => {
  const data = new Float32Array(SHADE_TEXELS * SHADE_TEXELS * 4);
  for (let at = 0; at < data.length; at += 4)
    data.set(
      [Math.log(light + 0.003), STATS.skinHue[0] + hue, rough * rough, 1].map((v) => v * inner),
      at,
    );
  return { grid: { x: 0, y: 0, step: 4 }, size: SHADE_TEXELS, data };
};

describe('the light that skin lies in', () => {
  test('a lit place is measured against the face', () => {
    expect(skinLevel(evenly(0.4, 0, 0.05), STATS, AT)).toBeCloseTo(0.4, 3);
  });
  test('a smooth cheek in deep shade wears product, a hair on it does not', () => {
    const level = skinLevel(evenly(0.06, 0.1, 0.08), STATS, AT);
    expect(hairGate(0.06, level)).toBe(1);
    expect(hairGate(0.005, level)).toBe(0);
  });
  test.each([
    ['a beard, rough', 0.1, 0.5],
    ['black hair, more neutral than the skin', -0.8, 0.05],
  ])('%s, stays bare', (_, hue, rough) => {
    const level = skinLevel(evenly(0.06, hue, rough), STATS, AT);
    expect(level).toBeCloseTo(0.4, 3);
    expect(hairGate(0.06, level)).toBeLessThan(0.1);
  });
  test('towards the rim of the face a film on shade ends', () => {
    const gates = [0.6, 0.4, 0.2, 0.1].map((inner) =>
      hairGate(0.06, skinLevel(evenly(0.06, 0.1, 0.08, inner), STATS, AT)),
    );
    expect(gates[0]).toBe(1);
    expect(gates[3]).toBeLessThan(0.1);
    expect([...gates].sort((a, b) => b - a)).toEqual(gates);
  });
  test('without a map, or outside it: against the face', () => {
    expect(skinLevel(null, STATS, AT)).toBe(0.4);
    expect(
      skinLevel({ ...evenly(0.06, 0, 0), data: new Float32Array(SHADE_TEXELS ** 2 * 4) }, STATS, AT),
    ).toBe(0.4);
  });
});
