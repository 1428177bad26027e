import { VISIBILITY_SIZE, type VisibilityMap } from '@carmine/face';
import { renderHead } from '@carmine/head';
import { expect, it } from 'vitest';
import { type Picture, readCrop } from '../read-crop.ts';
import type { ParsedFace, ParseScene } from '../types.ts';
import { LightReader } from './light-reader.ts';

const SIDE = 360;
const head = renderHead({ width: SIDE, height: SIDE, tone: 5, truth: false });
const face: ParsedFace = { landmarks: head.landmarks, pose: head.pose, id: 0 };
/** Everything below the middle of the nose is behind a blue mask. */
const edge = Math.round(head.landmarks[195 * 3 + 1]! * SIDE);
const masked: Picture = {
  ...head.image,
  data: head.image.data.map((v, i) => (i / 4 / SIDE < edge ? v : [120, 170, 215, 255][i % 4]!)),
};
const k = VISIBILITY_SIZE / SIDE;
const visibility: VisibilityMap = {
  data: Uint8Array.from({ length: VISIBILITY_SIZE ** 2 }, (_, i) =>
    (Math.floor(i / VISIBILITY_SIZE) + 0.5) / k < edge ? 255 : 0,
  ),
  toMap: Float32Array.of(k, 0, 0, 0, k, 0),
};
const scene = (picture: Picture): ParseScene => ({
  width: SIDE,
  height: SIDE,
  read: (plan) => readCrop(picture, plan),
  captureTime: 0,
  mode: 'image',
});
const read = (picture: Picture, map: VisibilityMap | null = null) =>
  new LightReader().read(face, scene(picture), map);
const blueness = (light: ReturnType<typeof read>) => Math.log2(light.illuminant[2] / light.illuminant[0]);

it('a mask before the face does not colour the light', () => {
  const bare = read(head.image);
  expect(blueness(read(masked)) - blueness(bare)).toBeGreaterThan(0.15);
  const told = read(masked, visibility);
  expect(Math.abs(blueness(told) - blueness(bare))).toBeLessThan(0.08);
  expect(Math.abs(Math.log2(told.exposure / bare.exposure))).toBeLessThan(0.15);
});

it('a face that is covered as a whole tells no light', () => {
  const covered = { ...visibility, data: new Uint8Array(VISIBILITY_SIZE ** 2) };
  expect(read(masked, covered)).toMatchObject({ illuminantConfidence: 0, exposureConfidence: 0 });
});
