import type { FaceFrame } from '@carmine/face';
import { describe, expect, test, vi } from 'vitest';
import { type AnalysisWork, checkAnalyzeOptions, runAnalysis } from './analysis.ts';
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

describe('a guided burst that shows a second face', () => {
  const still = (faces: number) => {
    const landmarks = new Float32Array(478 * 3);
    landmarks[454 * 3] = 0.4;
    const frame = { faces: Array.from({ length: faces }, () => ({ landmarks })) } as unknown as FaceFrame;
    return { image: { close: vi.fn() }, frame };
  };
  /** Plays one scan; each burst shows so many faces. */
  const scan = async (bursts: readonly number[], pressed = false) => {
    const stills = bursts.map((faces) => [still(faces), still(faces)]);
    const capture = {
      shot: Promise.resolve(),
      pressed,
      askForOneFace: vi.fn(async () => {}),
      taken: vi.fn(),
      end: vi.fn(),
    };
    const analyze = vi.fn(async () => ({ skin: null, gates: [], measures: [], region: {}, timings: {} }));
    const left = [...stills];
    const { signal } = new AbortController();
    await runAnalysis({
      core: {
        parts: { leaseSkinAnalyzer: () => ({ analyzer: Promise.resolve({ analyze }), end: () => {} }) },
        set: () => {},
      },
      show: { kind: 'camera', ended: signal, stills: async () => left.shift() },
      desk: { begin: () => capture },
      run: { signal },
      options: { guided: true },
    } as unknown as AnalysisWork);
    expect(stills.flat().filter(({ image }) => image.close.mock.calls.length !== 1)).toHaveLength(
      2 * left.length,
    );
    return { asked: capture.askForOneFace.mock.calls.length, read: analyze.mock.calls.length, left };
  };

  test('is not read: she is asked to be alone, and the next burst is', async () =>
    expect(await scan([2, 1])).toMatchObject({ asked: 1, read: 2, left: [] }));
  test('one face is read at once', async () => expect(await scan([1])).toMatchObject({ asked: 0, read: 2 }));
  test('whoever stays is read in the end, and the report tells', async () =>
    expect(await scan([2, 2, 2])).toMatchObject({ asked: 2, read: 2, left: [] }));
  test('the shutter decides', async () =>
    expect(await scan([2, 1], true)).toMatchObject({ asked: 0, read: 2 }));
});
