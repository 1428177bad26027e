import { expect, test } from 'vitest';
import { checkAnalyzeOptions } from './analysis.ts';
import type { AnalyzeOptions } from './capture/options.ts';

const card = {
  corners: [
    [0, 0],
    [9, 0],
    [9, 9],
    [0, 9],
  ],
  patches: [0.18],
};

const check =
  (options: object, kind: 'camera' | 'photo' = 'camera') =>
  () =>
    checkAnalyzeOptions(options as AnalyzeOptions, kind);

test.each([{}, { burst: 1 }, { burst: 5, preset: 'strict', guided: true }, { reference: {} }])(
  '%o is taken',
  (options) => expect(check(options)).not.toThrow(),
);

test.each([
  [{ burst: 0 }, 'burst'],
  [{ burst: 6 }, 'burst'],
  [{ burst: 2.5 }, 'burst'],
  [{ preset: 'kind' }, 'preset'],
  [{ reference: { card } }, 'reference.card'],
] as const)('%o is refused, naming the option', (options, field) => {
  expect(check(options)).toThrow(
    expect.objectContaining({ code: 'invalid-argument', details: expect.objectContaining({ field }) }),
  );
});

test('a card lies in a photograph', () => {
  expect(check({ reference: { card } }, 'photo')).not.toThrow();
});
