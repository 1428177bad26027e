import { describe, expect, test } from 'vitest';
import { hexToLinear, linearToHex } from './hex.ts';
import { mixPigments } from './mixing.ts';

const mix = (...parts: [string, number][]) =>
  linearToHex(mixPigments(parts.map(([hex, n]) => ({ masstone: hexToLinear(hex), parts: n }))));

describe('mixPigments', () => {
  test('a pigment alone, or with itself, stays what it is', () => {
    for (const hex of ['#9b1c31', '#f1d3b8', '#44291d']) {
      expect(mix([hex, 3])).toBe(hex);
      expect(mix([hex, 1], [hex, 7])).toBe(hex);
    }
  });

  test('parts are relative', () => {
    expect(mix(['#9b1c31', 1], ['#d4a190', 3])).toBe(mix(['#9b1c31', 20], ['#d4a190', 60]));
  });

  test('a dark pigment colours more than light mixing would: K/S is absorption', () => {
    const [mixed, red, white] = ['', '#9b1c31', '#ffffff'].map((hex) =>
      hexToLinear(hex || mix(['#9b1c31', 1], ['#ffffff', 1])),
    );
    for (const k of [0, 1, 2] as const) {
      expect(mixed![k]).toBeLessThan((red![k] + white![k]) / 2 + 1e-6);
      expect(mixed![k]).toBeGreaterThanOrEqual(red![k] - 1e-3);
    }
  });
});
