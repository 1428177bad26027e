import { type TrackedFace, VISIBILITY_SIZE } from '@carmine/face';
import { renderHead } from '@carmine/head';
import { expect, test } from 'vitest';
import { FaceGeometry } from '../geometry/face-geometry.ts';
import { gather, measure, type Stats } from './stats.ts';
import { seenAt, type Visibility, visibilityOf } from './visibility.ts';

const SIDE = 360;
const MASK = [160, 196, 214, 255];
const head = renderHead({ width: SIDE, height: SIDE, tone: 9, truth: false });
const face = { landmarks: head.landmarks, pose: head.pose } as unknown as TrackedFace;
/** Below the middle of the nose lies a pale mask. */
const edge = Math.round(head.landmarks[195 * 3 + 1]! * SIDE);
const masked = Uint8ClampedArray.from(head.image.data, (v, i) => (i / 4 / SIDE < edge ? v : MASK[i % 4]!));

/** A map of the whole picture, whose edge is as soft as a net's. */
const map = (): Visibility => {
  const k = VISIBILITY_SIZE / SIDE;
  const data = Uint8Array.from({ length: VISIBILITY_SIZE ** 2 }, (_, i) => {
    const below = (Math.floor(i / VISIBILITY_SIZE) + 0.5) / k - edge;
    return 255 / (1 + Math.exp(below * k * 1.5));
  });
  const px = Float32Array.from({ length: 956 }, (_, i) => head.landmarks[(i >> 1) * 3 + (i % 2)]! * SIDE);
  return visibilityOf({ data, toMap: Float32Array.of(k, 0, 0, 0, k, 0) }, { scale: 1, px })!;
};

const statsOf = (data: Uint8ClampedArray, visibility: Visibility | null): Stats => {
  const g = new FaceGeometry();
  g.update(face, SIDE, SIDE);
  if (visibility) g.uncover((x, y) => seenAt(visibility, x, y));
  return measure(gather({ image: { width: SIDE, height: SIDE, data }, scale: [1, 1, 1] }, g), g, [1, 1, 1]);
};
const off = (a: number, b: number) => Math.abs(Math.log(a / b));
const hueOff = (a: Stats, b: Stats) => off(a.skinColor[0] / a.skinColor[2], b.skinColor[0] / b.skinColor[2]);

test('a mask before deep skin neither colours nor brightens what is told of the skin', () => {
  const bare = statsOf(head.image.data, null);
  const told = statsOf(masked, map());
  expect(hueOff(told, bare)).toBeLessThan(0.1);
  expect(off(told.skinAnchor, bare.skinAnchor)).toBeLessThan(0.2);
  expect(off(told.skinMedian, bare.skinMedian)).toBeLessThan(0.35);
  expect(hueOff(statsOf(masked, null), bare)).toBeGreaterThan(0.5);
});

test('a face that is plainly seen is measured as without a map', () => {
  const all = { ...map(), data: new Uint8Array(VISIBILITY_SIZE ** 2).fill(255) };
  expect(statsOf(head.image.data, all)).toEqual(statsOf(head.image.data, null));
});
