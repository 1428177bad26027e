import { describe, expect, it } from 'vitest';
import { checkSplit, pictureSplit } from './compare.ts';

describe('pictureSplit', () => {
  it.each([
    ['no split', null, false, null],
    ['as stored', 0.25, false, { at: 0.25, bare: 'left' }],
    ['in a mirror the sides turn', 0.25, true, { at: 0.75, bare: 'right' }],
    ['all made up', 0, true, { at: 1, bare: 'right' }],
  ] as const)('%s', (_, split, mirrored, want) => {
    expect(pictureSplit(split, mirrored)).toEqual(want);
  });
});

describe('checkSplit', () => {
  it.each([null, 0, 0.5, 1])('takes %s', (split) => {
    expect(() => checkSplit(split)).not.toThrow();
  });
  it.each([-0.01, 1.01, Number.NaN, '0.5', undefined])('refuses %s', (split) => {
    expect(() => checkSplit(split)).toThrow(
      expect.objectContaining({ code: 'invalid-argument', details: { field: 'split', value: split } }),
    );
  });
});
