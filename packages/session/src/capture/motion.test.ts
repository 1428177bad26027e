import type { FaceFrame } from '@carmine/face';
import { describe, expect, it } from 'vitest';
import { MotionWatch } from './motion.ts';

/** A face whose eyes lie .1 of a picture of 1000 px apart, moved by `x` shares of the width. */
const seen = (captureTime: number, x = 0, id = 0): FaceFrame => {
  const landmarks = new Float32Array(478 * 3);
  for (let i = 0; i < 478; i++) landmarks[i * 3] = 0.5 + x;
  landmarks[468 * 3] = 0.45 + x;
  landmarks[473 * 3] = 0.55 + x;
  return { captureTime, width: 1000, height: 1000, faces: [{ id, landmarks }] } as unknown as FaceFrame;
};

/** Speed told after a second at `speed` eye distances a second. */
const after = (speed: number, watch = new MotionWatch('standard')): number => {
  let told = 0;
  for (let t = 0; t <= 1000; t += 50) told = watch.take(seen(t, (speed * 0.1 * t) / 1000));
  return told;
};

describe('MotionWatch', () => {
  it.each([0, 0.3, 2])('tells %f eye distances a second', (speed) => {
    expect(after(speed)).toBeCloseTo(speed, 2);
  });

  it('asks to hold still by the strictness; far too fast bars a reading', () => {
    const levels = (speed: number, preset: 'lenient' | 'standard' | 'strict') => {
      const watch = new MotionWatch(preset);
      after(speed, watch);
      return watch.faults(seen(1050, (speed * 0.1 * 1050) / 1000)).map((f) => f.level);
    };
    expect([levels(0.3, 'standard'), levels(0.3, 'strict'), levels(0.6, 'standard')]).toEqual([
      [],
      ['warn'],
      ['warn'],
    ]);
    expect([levels(0.6, 'lenient'), levels(4, 'lenient')]).toEqual([[], ['block']]);
  });

  it('another face, or none, has not moved', () => {
    const watch = new MotionWatch('standard');
    watch.take(seen(0));
    expect(watch.take(seen(50, 0.3, 1))).toBe(0);
    watch.take({ ...seen(100), faces: [] });
    expect(watch.take(seen(150, -0.3, 1))).toBe(0);
  });
});
