import type { HeadInput } from '@carmine/head';
import { describe, expect, it } from 'vitest';
import { maskedBlur } from '../pixels/blur.ts';
import type { PixelImage } from '../pixels/image.ts';
import { readFace } from '../reading.ts';
import { plainHead, PLAIN_SIZE as SIZE } from '../testing/plain-head.ts';
import { blurOf } from './blur.ts';
import { gatePreset } from './presets.ts';

const { warn } = gatePreset().blur;

/** The picture out of focus by `sigma` px. */
const soft = (image: PixelImage, sigma: number): PixelImage => {
  const all = new Uint8Array(SIZE * SIZE).fill(1);
  const data = image.data.slice();
  for (const k of [0, 1, 2]) {
    const plane = Float32Array.from(all, (_, i) => image.data[i * 4 + k]!);
    maskedBlur(plane, all, { size: SIZE, sigma }).forEach((v, i) => {
      data[i * 4 + k] = Math.round(v);
    });
  }
  return { ...image, data };
};

describe.each([
  ['very light', { lab: [74, 7, 11] }],
  ['deep', 9],
] satisfies [string, HeadInput['tone']][])('%s skin, smooth as it is drawn', (_, tone) => {
  const { image, frame } = plainHead({ tone });
  const at = (picture: PixelImage): number => blurOf(readFace(picture, frame, frame.faces[0]!));
  const { pxPerMm } = readFace(image, frame, frame.faces[0]!);

  it('is sharp', () => expect(at(image)).toBeLessThan(0.75 * warn));
  it('is told to hold still where it is out of focus', () =>
    expect(at(soft(image, 1.3 * pxPerMm))).toBeGreaterThan(warn));
});

it('a face whose eyes lie outside the picture tells nothing', () => {
  const { image, frame } = plainHead({ tone: 5 });
  const face = frame.faces[0]!;
  const landmarks = face.landmarks.map((v, i) => (i % 3 === 2 ? v : v + 5));
  expect(blurOf({ ...readFace(image, frame, face), face: { ...face, landmarks } })).toBeNaN();
});
