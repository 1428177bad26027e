import { FACE_LIGHT_FLOATS, type FaceFrame, type FaceLight, packFaceLight } from '@carmine/face';
import { describe, expect, it } from 'vitest';
import { LightWatch, lightReport } from './light-report.ts';

/** A face whose box has `side` of the picture. */
const face = (light: Partial<FaceLight>, side = 0.4) => {
  const landmarks = new Float32Array(478 * 3);
  landmarks[454 * 3] = side;
  landmarks[152 * 3 + 1] = side;
  const packed = new Float32Array(FACE_LIGHT_FLOATS);
  packFaceLight(
    {
      illuminant: [1, 1, 1],
      illuminantConfidence: 0,
      exposure: 1,
      exposureConfidence: 0,
      direction: [0, 0, 1],
      directionConfidence: 0,
      ambient: 1,
      noise: 0,
      ...light,
    },
    packed,
  );
  return { landmarks, light: packed };
};
const frame = (...faces: ReturnType<typeof face>[]) => ({ faces }) as unknown as FaceFrame;
const sure = { illuminantConfidence: 0.9, exposureConfidence: 0.9 };

describe('lightReport', () => {
  it.each([
    ['nothing told', {}, null],
    ['good light', sure, { confidence: 'high' }],
    ['too dark', { ...sure, exposure: 0.2 }, { confidence: 'medium', cause: 'dark' }],
    ['blown out', { ...sure, exposure: 1.8 }, { confidence: 'medium', cause: 'bright' }],
    ['colour unsure', { ...sure, illuminantConfidence: 0.4 }, { confidence: 'medium', cause: 'colour' }],
    ['colour unknown', { ...sure, illuminantConfidence: 0 }, { confidence: 'low', cause: 'colour' }],
    ['level unsure', { ...sure, exposureConfidence: 0.2 }, { confidence: 'low', cause: 'contrast' }],
  ])('%s', (_, light, want) => {
    expect(lightReport(frame(face(light)))).toEqual(want);
  });

  it('says nothing without a face and reads the largest of several', () => {
    expect(lightReport(null)).toBeNull();
    expect(lightReport(frame())).toBeNull();
    const two = frame(face({ ...sure, illuminantConfidence: 0.1 }, 0.2), face(sure, 0.5));
    expect(lightReport(two)).toEqual({ confidence: 'high' });
  });
});

describe('LightWatch', () => {
  const high = { confidence: 'high' } as const;
  const low = { confidence: 'low', cause: 'dark' } as const;

  it('tells the first reading at once and another one only when it stays', () => {
    const watch = new LightWatch();
    const told = [high, low, high, low, low, low, low].map((r) => watch.take({ ...r })?.confidence);
    expect(told).toEqual(['high', 'high', 'high', 'high', 'high', 'low', 'low']);
  });

  it('gives the same object while nothing changes', () => {
    const watch = new LightWatch();
    expect(watch.take({ ...high })).toBe(watch.take({ ...high }));
  });
});
