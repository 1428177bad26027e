import { CarmineError } from '@carmine/errors';
import { describe, expect, test } from 'vitest';
import { coverageOf } from './film-table.ts';
import { EMPTY_LOOK, parseLook, serializeLook } from './look.ts';

const lipstick = { product: 'lipstick', color: '#9b1c31', finish: 'satin', coverage: 0.75 };
const foundation = { product: 'foundation', color: '#C68D60', finish: 'natural', intensity: 0.5 };
const look = (...layers: unknown[]) => ({ version: 1, layers });

const failure = (input: unknown): CarmineError => {
  try {
    parseLook(input);
  } catch (error) {
    expect(error).toBeInstanceOf(CarmineError);
    return error as CarmineError;
  }
  throw new Error('parseLook did not refuse it');
};

describe('parseLook', () => {
  test.each([
    ['unknown product', look(lipstick, { ...lipstick, product: 'glitter' }), 1, 'product'],
    ['no product', look({ color: '#ffffff', finish: 'matte' }), 0, 'product'],
    ['unknown field', look({ ...lipstick, shine: 1 }), 0, 'shine'],
    ['finish of the other product', look({ ...lipstick, finish: 'dewy' }), 0, 'finish'],
    ['inherited name as finish', look({ ...lipstick, finish: 'constructor' }), 0, 'finish'],
    ['no finish', look({ product: 'lipstick', color: '#9b1c31' }), 0, 'finish'],
    ['colour name', look({ ...lipstick, color: 'red' }), 0, 'color'],
    ['colour with alpha', look({ ...lipstick, color: '#9b1c31ff' }), 0, 'color'],
    ['NaN', look({ ...lipstick, coverage: Number.NaN }), 0, 'coverage'],
    ['number as text', look({ ...lipstick, coverage: '0.5' }), 0, 'coverage'],
    ['above one', look({ ...lipstick, intensity: 1.01 }), 0, 'intensity'],
    ['below zero', look({ ...lipstick, intensity: -0.1 }), 0, 'intensity'],
    ['null', look({ ...lipstick, coverage: null }), 0, 'coverage'],
    ['layer is no object', look('lipstick'), 0, 'layers'],
    ['thirteen layers', look(...Array(13).fill(lipstick)), null, 'layers'],
    ['layers missing', { version: 1 }, null, 'layers'],
    ['other version', { version: 2, layers: [] }, null, 'version'],
    ['unknown field of the look', { version: 1, layers: [], name: 'x' }, null, 'name'],
    ['a list', [], null, 'layers'],
  ])('refuses %s', (_, input, layer, field) => {
    const error = failure(input);
    expect(error.code).toBe('look-invalid');
    expect(error.details).toEqual({ layer, field });
    expect(error.message).toContain(`"${field}"`);
    if (layer !== null) expect(error.message).toContain(`layer ${layer}`);
  });

  test('refuses text that is not JSON', () => {
    expect(failure('{').code).toBe('look-invalid');
  });

  test('gives back what serializeLook wrote', () => {
    const parsed = parseLook(look(lipstick, foundation));
    expect(parseLook(serializeLook(parsed))).toEqual(parsed);
    expect(parsed.layers[1]).toMatchObject({ color: '#c68d60' });
    expect(parseLook(serializeLook(EMPTY_LOOK))).toEqual(EMPTY_LOOK);
  });

  test('coverage defaults to the finish', () => {
    const { layers } = parseLook(look({ product: 'lipstick', color: '#9b1c31', finish: 'matte' }, lipstick));
    expect(layers.map(coverageOf)).toEqual([0.95, 0.75]);
  });
});
