import { filmChannel, hexToLinear, solveScattering } from '@carmine/color';
import { describe, expect, test } from 'vitest';
import type { Look } from '../types.ts';
import { bakeLook, createLayerTable, LAYER_ROWS } from './layer-table.ts';

const bake = (layers: Look['layers']) => bakeLook({ version: 1, layers }, createLayerTable());
const red = { product: 'lipstick', color: '#9b1c31', finish: 'satin' } as const;
const tan = { product: 'foundation', color: '#c68d60', finish: 'natural' } as const;

/** The film formula of the pixel loop, from a row of the table. */
const filmOf = (data: Float32Array, channel: number, amount = 1): { r0: number; t: number } => {
  const [a, b, q] = [data[channel]!, data[4 + channel]!, data[8 + channel]!];
  const once = Math.exp(-q * amount);
  const den = a * (1 - once * once) + b * (1 + once * once);
  return { r0: (1 - once * once) / den, t: (2 * b * once) / den };
};

describe('bakeLook', () => {
  test.each([
    ['#9b1c31', 0.3],
    ['#9b1c31', 0.95],
    ['#f1d3b8', 0.6],
    ['#000000', 0.9],
    ['#ffffff', 0.5],
  ])('%s at %f holds the films of rendering.md 1.3', (color, coverage) => {
    const { data } = bake([{ ...red, color, coverage }]);
    const masstone = hexToLinear(color);
    const x = solveScattering(masstone, coverage);
    for (let k = 0; k < 3; k++) {
      const expected = filmChannel(masstone[k]!, x);
      const film = filmOf(data, k);
      // float32 coefficients
      expect(film.r0).toBeCloseTo(expected.r0, 4);
      expect(film.t).toBeCloseTo(expected.t, 4);
    }
  });

  test('no amount is no film', () => {
    const { data } = bake([red]);
    for (let k = 0; k < 3; k++) expect(filmOf(data, k, 0)).toEqual({ r0: 0, t: expect.closeTo(1, 5) });
  });

  test('foundation lies under lipstick, whatever the order', () => {
    const table = bake([red, tan]);
    expect(table.count).toBe(2);
    expect(table.data[3]).toBe(0);
    expect(table.data[LAYER_ROWS * 4 + 3]).toBe(1);
    expect(table.has).toEqual({ lipstick: true, foundation: true });
  });

  test('intensity scales the film, zero leaves it out', () => {
    const [full, half] = [bake([red]).data[8]!, bake([{ ...red, intensity: 0.5 }]).data[8]!];
    expect(half).toBeCloseTo(full / 2, 5);
    expect(bake([{ ...red, intensity: 0 }]).count).toBe(0);
    expect(bake([{ ...red, coverage: 0 }]).count).toBe(0);
  });
});
