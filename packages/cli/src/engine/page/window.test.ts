import { FACE_STRIDE, type FaceFrame, fromMessage, packFace, VISIBILITY_SIZE } from '@carmine/face';
import { expect, test } from 'vitest';
import { drawWindows, largestFirst, resized } from './window.ts';

/** Faces as squares of landmarks: centre and half side, 0..1 of the picture. */
const frameOf = (
  width: number,
  height: number,
  faces: readonly (readonly [number, number, number])[],
): FaceFrame => {
  const packed = new Float32Array(FACE_STRIDE * faces.length);
  faces.forEach(([x, y, half], index) => {
    const landmarks = Array.from({ length: 478 }, (_, i) => [
      x + (i % 2 ? half : -half),
      y + (i % 3 ? half : -half),
      0.1,
    ]);
    packFace(packed, index, {
      landmarks: landmarks.flat(),
      pose: new Array(16).fill(0),
      confidence: 1,
      id: index + 7,
      presence: 0.5,
      light: new Array(16).fill(0.25),
      toMap: [0.1, 0.01, 3, -0.02, 0.2, 4],
    });
  });
  const visibility = new Uint8Array(faces.length * VISIBILITY_SIZE ** 2).map((_, i) =>
    Math.floor(i / VISIBILITY_SIZE ** 2),
  );
  const message = {
    frameId: 1,
    captureTime: 0,
    width,
    height,
    inferenceMs: 0,
    faceCount: faces.length,
    packed,
    visibility,
  };
  return fromMessage(message);
};

test('a picture of usual size is drawn whole', () => {
  const frame = frameOf(2000, 1500, [[0.5, 0.5, 0.1]]);
  expect(drawWindows(frame)).toEqual([{ window: { left: 0, top: 0, width: 2000, height: 1500 }, frame }]);
});

test('a huge picture is drawn in a window a face; landmarks stay on the same pixels', () => {
  const frame = frameOf(12000, 9000, [
    [0.25, 0.5, 0.05],
    [0.98, 0.02, 0.05],
  ]);
  const parts = drawWindows(frame);
  expect(parts).toHaveLength(2);
  parts.forEach(({ window, frame: part }, index) => {
    expect(window.left).toBeGreaterThanOrEqual(0);
    expect(window.top).toBeGreaterThanOrEqual(0);
    expect(window.left + window.width).toBeLessThanOrEqual(12000);
    expect(window.top + window.height).toBeLessThanOrEqual(9000);
    expect(part.faces).toHaveLength(1);
    expect([part.width, part.height]).toEqual([window.width, window.height]);
    for (const i of [0, 1, 477]) {
      const before = frame.faces[index]!.landmarks;
      const after = part.faces[0]!.landmarks;
      expect(after[i * 3]! * window.width + window.left).toBeCloseTo(before[i * 3]! * 12000, 1);
      expect(after[i * 3 + 1]! * window.height + window.top).toBeCloseTo(before[i * 3 + 1]! * 9000, 1);
      expect(after[i * 3 + 2]! * window.width).toBeCloseTo(before[i * 3 + 2]! * 12000, 1);
    }
  });
});

/** Where in its map a face's point lies. */
const inMap = ({ visibility }: FaceFrame['faces'][number], x: number, y: number): number[] => {
  const [a, b, c, d, e, f] = visibility!.toMap as unknown as number[];
  return [a! * x + b! * y + c!, d! * x + e! * y + f!];
};

test('a face keeps its name, light, presence and what hides it, in a window and at another size', () => {
  const frame = frameOf(12000, 9000, [
    [0.25, 0.5, 0.05],
    [0.6, 0.4, 0.05],
  ]);
  const { window, frame: part } = drawWindows(frame)[1]!;
  const face = part.faces[0]!;
  expect([face.id, face.presence]).toEqual([8, 0.5]);
  expect([...face.light]).toEqual(new Array(16).fill(0.25));
  expect(new Set(face.visibility!.data)).toEqual(new Set([1]));
  const [x, y] = [7300, 3500];
  const there = inMap(face, x - window.left, y - window.top);
  inMap(frame.faces[1]!, x, y).forEach((want, i) => {
    expect(there[i]).toBeCloseTo(want, 1);
  });
  const large = resized(frameOf(2000, 1500, [[0.5, 0.5, 0.1]]), 12000, 9000);
  const small = frameOf(2000, 1500, [[0.5, 0.5, 0.1]]).faces[0]!;
  inMap(small, 1000, 600).forEach((want, i) => {
    expect(inMap(large.faces[0]!, 6000, 3600)[i]).toBeCloseTo(want, 2);
  });
  expect([...large.faces[0]!.landmarks.subarray(0, 6)]).toEqual([...small.landmarks.subarray(0, 6)]);
});

test('the largest face comes first and keeps what it has; a frame that is in order stays itself', () => {
  const frame = frameOf(2000, 1500, [
    [0.2, 0.5, 0.05],
    [0.6, 0.5, 0.2],
  ]);
  const sorted = largestFirst(frame);
  expect(sorted.faces.map((face) => face.id)).toEqual([8, 7]);
  expect([...sorted.faces[0]!.landmarks.subarray(0, 3)]).toEqual([
    ...frame.faces[1]!.landmarks.subarray(0, 3),
  ]);
  expect(sorted.faces[0]!.visibility!.data[0]).toBe(1);
  expect(largestFirst(sorted)).toBe(sorted);
});
