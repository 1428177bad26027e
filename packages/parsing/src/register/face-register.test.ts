import { headClip } from '@carmine/head';
import { describe, expect, test } from 'vitest';
import { readCrop } from '../read-crop.ts';
import type { ParseScene } from '../types.ts';
import { FaceRegister } from './face-register.ts';

const SIZE = { width: 480, height: 360 };
/** Landmarks follow by this share of the way a frame: the lag of a filter. */
const FOLLOW = 0.7;

interface Errors {
  readonly lagged: number;
  readonly aligned: number;
}

/** RMS distance from the truth over a clip, px, of landmarks that lag and of the same landmarks put back on the skin. */
const run = (path: Parameters<typeof headClip>[2], options: { fps?: number; from?: number } = {}): Errors => {
  const { fps = 30, from = 4 } = options;
  const register = new FaceRegister();
  let lag: Float32Array | null = null;
  const sum = { lagged: 0, aligned: 0, n: 0 };
  const light = 'studio';
  for (const { index, seconds, render } of headClip(
    { ...SIZE, tone: 4, light, truth: false, quality: 'live' },
    24,
    path,
    { fps },
  )) {
    const truth = render.landmarks;
    lag = lag ? lag.map((v, i) => v + FOLLOW * (truth[i]! - v)) : new Float32Array(truth);
    const image = render.image;
    const scene: ParseScene = {
      ...SIZE,
      read: (plan) => readCrop(image, plan),
      captureTime: seconds * 1000,
      mode: 'video',
    };
    const landmarks = new Float32Array(lag);
    register.align({ landmarks, pose: render.pose, id: 0 }, scene);
    if (index < from) continue;
    // Nose bridge, brows, cheeks: points that expressions leave alone.
    for (const v of [6, 197, 4, 50, 280, 63, 293, 151]) {
      const far = (l: ArrayLike<number>) =>
        Math.hypot(
          (l[v * 3]! - truth[v * 3]!) * SIZE.width,
          (l[v * 3 + 1]! - truth[v * 3 + 1]!) * SIZE.height,
        );
      sum.lagged += far(lag) ** 2;
      sum.aligned += far(landmarks) ** 2;
      sum.n++;
    }
  }
  return { lagged: Math.sqrt(sum.lagged / sum.n), aligned: Math.sqrt(sum.aligned / sum.n) };
};

describe('FaceRegister', () => {
  test.each([
    [
      'a head that shifts to and fro',
      (t: number) => ({ pose: { x: 1.6 * Math.sin(6 * t), y: 0.6 * Math.sin(8 * t) } }),
      0.6,
    ],
    ['one that rolls', (t: number) => ({ pose: { roll: 7 * Math.sin(5 * t) } }), 0.6],
    ['one that comes near', (t: number) => ({ pose: { distance: 62 - 8 * Math.sin(5 * t) } }), 0.75],
    ['one that turns', 'turn' as const, 0.85],
  ])('takes back the lag of %s', (_, path, share) => {
    const { lagged, aligned } = run(path);
    expect(lagged).toBeGreaterThan(0.3);
    expect(aligned).toBeLessThan(share * lagged);
  });

  test('a still face is left where it is', () => {
    const { aligned } = run('still');
    expect(aligned).toBeLessThan(0.05);
  });

  test('stills, cuts, empty pictures and broken landmarks move nothing', () => {
    const grey = { width: 64, height: 64, data: new Uint8ClampedArray(64 * 64 * 4).fill(120) };
    const face = () => ({
      landmarks: Float32Array.from({ length: 478 * 3 }, (_, i) => 0.3 + 0.4 * ((i * 0.618) % 1)),
      pose: new Float32Array(16),
      id: 1,
    });
    const scene = (over: Partial<ParseScene>): ParseScene => ({
      width: 64,
      height: 64,
      read: (plan) => readCrop(grey, plan),
      captureTime: 0,
      mode: 'video',
      ...over,
    });
    const register = new FaceRegister();
    for (const [i, over] of [
      {},
      { captureTime: 33 },
      { captureTime: 66, cut: true },
      { mode: 'image' as const },
    ].entries()) {
      const one = face();
      expect(register.align(one, scene(over)), String(i)).toBe(false);
      expect(one.landmarks).toEqual(face().landmarks);
    }
    const broken = { ...face(), landmarks: new Float32Array(478 * 3).fill(Number.NaN) };
    expect(register.align(broken, scene({ captureTime: 99 }))).toBe(false);
  });
});
