import { renderHead } from '@carmine/head';
import { expect, test } from 'vitest';
import { farFirst } from './far-first.ts';

const faceAt = (distance: number) => {
  const frame = renderHead({ width: 160, height: 120, pose: { distance }, truth: false }).truthFaceFrame();
  return { frame, face: frame.faces[0]! };
};

test('the nearest face is drawn last, under its place in the frame', () => {
  const [near, far, middle] = [faceAt(45), faceAt(120), faceAt(70)];
  const faces = [near!.face, far!.face, middle!.face];
  const order = farFirst({ ...near!.frame, faces });
  expect(order.map(([index]) => index)).toEqual([1, 2, 0]);
  expect(order.map(([, face]) => face)).toEqual([far!.face, middle!.face, near!.face]);
});

test('one face, or none', () => {
  const { frame, face } = faceAt(60);
  expect(farFirst(frame)).toEqual([[0, face]]);
  expect(farFirst({ ...frame, faces: [] })).toEqual([]);
});
