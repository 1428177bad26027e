import { FACE_STRIDE, fromMessage, packFace, VISIBILITY_SIZE } from '@carmine/face';
import { expect, test } from 'vitest';
import { cutFrame, middleCut } from './cut.ts';

test.each([
  ['a wide picture, evenly', 1280, 720, 0.75, { x: 370, y: 0, width: 540, height: 720 }],
  ['even numbers', 641, 481, 1, { x: 78, y: 0, width: 482, height: 481 }],
  ['an upright picture stays whole', 600, 800, 0.75, null],
  ['an empty one too', 0, 0, 0.75, null],
])('the middle of %s', (_, width, height, aspect, cut) => {
  expect(middleCut(width, height, aspect)).toEqual(cut);
});

test('landmarks and visibility lie on the same pixels as before', () => {
  const cut = { x: 370, y: 0, width: 540, height: 720 };
  const landmarks = new Float32Array(478 * 3);
  landmarks.set([0.5, 0.25, -0.1], 30);
  const packed = new Float32Array(FACE_STRIDE);
  const toMap = [0.5, 0.1, -200, -0.1, 0.5, 7];
  packFace(packed, 0, { landmarks, pose: new Array(16).fill(0), confidence: 1, id: 3, presence: 0.5, toMap });
  const visibility = new Uint8Array(VISIBILITY_SIZE ** 2).fill(9);
  const whole = fromMessage({
    frameId: 7,
    captureTime: 1,
    width: 1280,
    height: 720,
    inferenceMs: 2,
    faceCount: 1,
    packed,
    visibility,
  });
  const before = packed.slice();
  const part = cutFrame(whole, cut);
  const [face] = part.faces;
  expect([part.width, part.height, part.frameId, face!.id, face!.presence]).toEqual([540, 720, 7, 3, 0.5]);
  const [x, y, z] = face!.landmarks.subarray(30, 33);
  expect(x! * 540 + cut.x).toBeCloseTo(640, 3);
  expect(y! * 720).toBeCloseTo(180, 3);
  expect(z! * 540).toBeCloseTo(-128, 3);
  const map = (m: ArrayLike<number>, px: number, py: number) => [
    m[0]! * px + m[1]! * py + m[2]!,
    m[3]! * px + m[4]! * py + m[5]!,
  ];
  const [u, v] = map(face!.visibility!.toMap, 640 - cut.x, 180);
  expect([u, v]).toEqual(map(toMap, 640, 180).map((n) => expect.closeTo(n, 3)));
  expect(packed).toEqual(before);
});
