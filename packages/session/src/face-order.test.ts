import { FACE_STRIDE, type FaceFrame, fromMessage, packFace, VISIBILITY_SIZE } from '@carmine/face';
import { expect, test } from 'vitest';
import { nearestFirst } from './capture/nearest-face.ts';
import { facesInOrder, firstFaces, largestFirst } from './face-order.ts';

const MAP = VISIBILITY_SIZE * VISIBILITY_SIZE;

/** Faces so many shares of the picture wide, one beside the other; each map holds its face's id. */
const frameOf = (...widths: number[]): FaceFrame => {
  const packed = new Float32Array(widths.length * FACE_STRIDE);
  const visibility = new Uint8Array(widths.length * MAP);
  widths.forEach((width, i) => {
    const landmarks = new Float32Array(478 * 3).fill((i + 0.5) / widths.length);
    landmarks[234 * 3] = (i + 0.5) / widths.length - width / 2;
    landmarks[454 * 3] = (i + 0.5) / widths.length + width / 2;
    const toMap = [1, 0, 0, 0, 1, 0];
    packFace(packed, i, { landmarks, pose: new Float32Array(16), confidence: 1, id: i, toMap });
    visibility.fill(i, i * MAP, (i + 1) * MAP);
  });
  const size = { width: 1000, height: 800 };
  return fromMessage({
    frameId: 7,
    captureTime: 1,
    ...size,
    inferenceMs: 2,
    faceCount: widths.length,
    packed,
    visibility,
  });
};
const ids = (frame: FaceFrame) => frame.faces.map((face) => [face.id, face.visibility!.data[9]]);

test.each([
  [
    [0.2, 0.3, 0.25],
    [1, 2, 0],
  ],
  [
    [0.3, 0.2],
    [0, 1],
  ],
  [[0.2], [0]],
  [[], []],
])('of %o the largest is first, each with its own map', (widths, order) => {
  expect(ids(largestFirst(frameOf(...widths)))).toEqual(order.map((id) => [id, id]));
});

test('a frame in that order already is the same frame, and the old one is never written to', () => {
  const frame = frameOf(0.2, 0.3);
  expect(facesInOrder(frame, [0, 1])).toBe(frame);
  const turned = largestFirst(frame);
  expect(ids(frame)).toEqual([
    [0, 0],
    [1, 1],
  ]);
  expect(largestFirst(turned)).toBe(turned);
});

test('what is made up is at most so many, and stays as it was', () => {
  const frame = frameOf(0.3, 0.2, 0.1);
  expect(ids(firstFaces(frame, 1))).toEqual([[0, 0]]);
  expect(firstFaces(frame, 4)).toBe(frame);
  expect(firstFaces(frame, 1)).toMatchObject({ frameId: 7, width: 1000, height: 800 });
});

test('the face that was followed comes first, larger ones beside it or not', () => {
  const still = frameOf(0.4, 0.2);
  const followed = facesInOrder(still, [1]);
  expect(ids(nearestFirst(still, followed))).toEqual([
    [1, 1],
    [0, 0],
  ]);
});
