import { describe, expect, it } from 'vitest';
import { type GatePresetName, liveCrop, liveGates, liveSize } from './live.ts';
import { type PaintedFace, paintFace } from './testing/paint-face.ts';
import type { GateResult } from './types.ts';

/** The gates of a painted face, read whole. */
const judge = (face: Partial<PaintedFace> = {}, preset?: GatePresetName): Map<string, GateResult> => {
  const { image, frame } = paintFace({ size: 480, skin: [60, 12, 17], ...face });
  const crop = { x: 0, y: 0, width: image.width, height: image.height, scale: 1 };
  const gates = liveGates({ image, crop, width: image.width, height: image.height }, frame, preset);
  return new Map(gates.map((g) => [g.id, g]));
};

describe('liveGates', () => {
  it('a good face bars nothing', () => {
    const bars = [...judge().values()].filter((g) => g.level === 'block');
    expect(bars).toEqual([]);
  });

  it('tells a face that is too small, too bright, grey or lit from the side', () => {
    expect(judge({ size: 150 }).get('size')!.level).toBe('block');
    expect(judge({ exposure: 3 }).get('clipping')!.level).toBe('block');
    expect(judge({ grey: true }).get('colour')!.level).toBe('block');
    expect(judge({ sideLight: 1.8, exposure: 0.5 }).get('hard-light')!.level).not.toBe('pass');
  });

  it('asks more the stricter it is, of the same picture', () => {
    const level = (preset: GatePresetName) => judge({ size: 330 }, preset).get('size')!.level;
    expect(['lenient', 'standard', 'strict'].map((p) => level(p as GatePresetName))).toEqual([
      'pass',
      'pass',
      'warn',
    ]);
  });

  it('tells the size in px of the whole picture, however small it is read', () => {
    const { image, frame } = paintFace({ size: 480, skin: [60, 12, 17] });
    const whole = judge().get('size')!.value;
    const crop = { x: 0, y: 0, width: 960, height: 960, scale: 0.5 };
    const read = liveGates({ image, crop, width: 960, height: 960 }, { ...frame, width: 960, height: 960 });
    expect(read.find((g) => g.id === 'size')!.value / whole).toBeCloseTo(2, 2);
  });

  it('reads at most 640 px of a picture, and nothing without a face', () => {
    const { frame } = paintFace({ size: 64, skin: [60, 12, 17] });
    const crop = liveCrop(frame, { width: 4000, height: 4000 })!;
    const { width, height } = liveSize(crop);
    expect(Math.max(width, height)).toBe(640);
    expect(liveCrop({ ...frame, faces: [] }, { width: 4000, height: 4000 })).toBeNull();
  });
});
