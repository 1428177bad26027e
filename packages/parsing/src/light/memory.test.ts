import { describe, expect, it } from 'vitest';
import { FaceMemory } from './memory.ts';
import type { Seen } from './posterior.ts';
import type { Told } from './told.ts';

const shading = { x: 0, y: 0, z: 1, sure: 1, ambient: 0.5, explained: 1 };
const skin = (level: number, red = 0.5, blue = -0.4): Seen => ({
  level,
  red,
  blue,
  levelVariance: 0.01,
  colourVariance: 0.01,
  weight: 1,
});
const told = (exposure: number, confidence = 0.6, red = 0): Told => ({
  exposure,
  red,
  blue: 0,
  illuminantConfidence: confidence,
  exposureConfidence: confidence,
});
/** Seconds of frames at 30 per second; the last light told. */
const watch = (m: FaceMemory, seconds: number, frame: (t: number) => readonly [Seen, Told]): Told => {
  let last = m.told;
  const from = m.time;
  for (let i = 1; i <= seconds * 30; i++) {
    const time = from + (i * 1000) / 30;
    const [s, t] = frame(time);
    last = m.follow(s, t, shading, 0.003, time);
  }
  return last;
};

describe('FaceMemory', () => {
  it('a step of the camera moves the light at once, even when the estimate does not follow', () => {
    const m = new FaceMemory();
    watch(m, 5, () => [skin(-1), told(-0.2)]);
    const after = m.follow(skin(-1 + Math.LN2), told(-0.1), shading, 0.003, m.time + 33);
    expect(after.exposure).toBeCloseTo(-0.2 + Math.LN2, 2);
  });

  it('a step of white balance moves the illuminant at once', () => {
    const m = new FaceMemory();
    watch(m, 5, () => [skin(-1), told(-0.2)]);
    const after = m.follow(skin(-1, 0.7, -0.6), told(-0.2), shading, 0.003, m.time + 33);
    expect(after.red).toBeCloseTo(0.2, 2);
    expect(after.blue).toBeCloseTo(-0.2, 2);
  });

  it('once settled the belief drifts by no more than .05 stop/s', () => {
    const m = new FaceMemory();
    const before = watch(m, 5, () => [skin(-1), told(0)]).exposure;
    const after = watch(m, 2, () => [skin(-1), told(1)]).exposure;
    expect(after - before).toBeGreaterThan(0.05 * Math.LN2);
    expect(after - before).toBeLessThan(2 * 0.05 * Math.LN2 + 1e-6);
  });

  it('noise in the estimate hardly shows', () => {
    const m = new FaceMemory();
    let seed = 1;
    const noise = () => {
      seed = (seed * 16807) % 2147483647;
      return seed / 2147483647 - 0.5;
    };
    watch(m, 4, () => [skin(-1), told(noise() * 0.4)]);
    const seen: number[] = [];
    for (let i = 0; i < 60; i++) seen.push(watch(m, 1 / 30, () => [skin(-1), told(noise() * 0.4)]).exposure);
    expect(Math.max(...seen) - Math.min(...seen)).toBeLessThan(0.06);
  });

  it('a blink hardly moves the belief', () => {
    const m = new FaceMemory();
    const before = watch(m, 2, () => [skin(-1), told(0)]).exposure;
    const after = watch(m, 0.2, () => [skin(-1), told(0.8, 0.25)]).exposure;
    expect(Math.abs(after - before)).toBeLessThan(0.02);
  });

  it('fades when the face cannot be read, and is stale after a while', () => {
    const m = new FaceMemory();
    const before = watch(m, 2, () => [skin(-1), told(0)]);
    expect(m.fade(m.time + 2000).exposureConfidence).toBeCloseTo(before.exposureConfidence * Math.exp(-1), 3);
    expect(m.stale(m.time + 1000)).toBe(false);
    expect(m.stale(m.time + 4000)).toBe(true);
    expect(m.stale(m.time - 1)).toBe(true);
  });
});
