import { describe, expect, it } from 'vitest';
import { jpeg } from '../../../packages/skin/src/testing/jpeg.ts';
import { cameraOf, encode } from './cameras.ts';

const WIDTH = 32;
/** A grey ramp with a red square, codes. */
const picture = Float32Array.from({ length: WIDTH * WIDTH * 3 }, (_, i) => {
  const [x, y] = [Math.floor(i / 3) % WIDTH, Math.floor(i / 3 / WIDTH)];
  const red = x > 9 && x < 22 && y > 9 && y < 22;
  return red ? [200, 60, 50][i % 3]! : 60 + 4 * x;
});
const error = (a: Float32Array, b: Float32Array): number =>
  Math.sqrt(a.reduce((s, v, i) => s + (v - b[i]!) ** 2, 0) / a.length);

describe('cameras of the drawn pictures', () => {
  it('JPEG keeps grey at quality 100 and loses more the lower the quality', () => {
    const grey = picture.map((_, i) => 60 + 4 * (Math.floor(i / 3) % WIDTH));
    expect(error(jpeg(grey, WIDTH, 100), grey)).toBeLessThan(1);
    const [fine, coarse] = [95, 40].map((quality) => error(jpeg(picture, WIDTH, quality), picture));
    expect(fine).toBeGreaterThan(1);
    expect(coarse).toBeGreaterThan(1.3 * fine!);
  });

  it('sharpening steepens edges and leaves flat colour', () => {
    const linear = picture.map((v) => (v / 255) ** 2.2);
    const plain = { saturation: 1, gamma: 1, contrast: 0, sharpen: 0, quality: null, noise: 0 };
    const [soft, sharp] = [0, 0.8].map((sharpen) => encode(linear, WIDTH, { ...plain, sharpen }));
    const at = (x: number, y: number): number => (y * WIDTH + x) * 3;
    expect(sharp![at(16, 16)]).toBeCloseTo(soft![at(16, 16)]!, 3);
    expect(sharp![at(10, 16)]! - sharp![at(9, 16)]!).toBeGreaterThan(
      1.3 * (soft![at(10, 16)]! - soft![at(9, 16)]!),
    );
  });

  it('is drawn within the ranges of the paper, the same for the same seed', () => {
    const many = Array.from({ length: 200 }, (_, k) => cameraOf(k));
    expect(cameraOf(7)).toEqual(cameraOf(7));
    for (const { saturation, sharpen, quality } of many) {
      expect(saturation).toBeGreaterThanOrEqual(0.9);
      expect(saturation).toBeLessThanOrEqual(1.25);
      expect(sharpen).toBeLessThanOrEqual(0.9);
      expect(quality ?? 80).toBeGreaterThanOrEqual(62);
    }
    expect(many.filter((c) => c.quality === null).length).toBeGreaterThan(10);
  });
});
