import { expect, test } from 'vitest';
import {
  FACE_STRIDE,
  fromMessage,
  LANDMARK_COUNT,
  packFace,
  toMessage,
  VISIBILITY_SIZE,
} from './face-frame.ts';
import { HAIRLINE_COLUMNS } from './skull.ts';

const landmarks = Float32Array.from({ length: LANDMARK_COUNT * 3 }, (_, i) => i / 1e4);
const frame = (hairline?: ArrayLike<number>) => {
  const packed = new Float32Array(FACE_STRIDE).fill(7);
  packFace(packed, 0, {
    landmarks,
    pose: new Float32Array(16).fill(0.5),
    confidence: 1,
    light: Float32Array.of(0.25),
    toMap: [1, 2, 3, 4, 5, 6],
    hairline,
  });
  return fromMessage({
    frameId: 1,
    captureTime: 2,
    width: 640,
    height: 480,
    inferenceMs: 3,
    faceCount: 1,
    packed,
    visibility: new Uint8Array(VISIBILITY_SIZE ** 2).fill(9),
  });
};

test('a hairline travels with its map, and another face has none', () => {
  const hairline = Array.from({ length: HAIRLINE_COLUMNS }, (_, i) => 3 * i);
  const [face] = fromMessage(toMessage(frame(hairline))).faces;
  expect([...face!.visibility!.hairline!]).toEqual(hairline);
  expect([...face!.visibility!.toMap]).toEqual([1, 2, 3, 4, 5, 6]);
  expect(face!.light[0]).toBe(0.25);
  expect(frame().faces[0]!.visibility!.hairline).toBeUndefined();
});
