import { FACE_STRIDE, fromMessage, packFace } from '@carmine/face';
import { renderHead } from '@carmine/head';
import { expect, test } from 'vitest';
import type { LookLayer } from '../types.ts';
import { renderReference } from './index.ts';

const SIDE = 480;
const head = renderHead({ width: SIDE, height: SIDE, tone: 3, truth: false });
const packed = new Float32Array(FACE_STRIDE);
packFace(packed, 0, { landmarks: head.landmarks, pose: head.pose, confidence: 1 });
const frame = fromMessage({
  frameId: 0,
  captureTime: 0,
  width: SIDE,
  height: SIDE,
  inferenceMs: 0,
  faceCount: 1,
  packed,
});
/** Pixel of a landmark, or between two. */
const at = (a: number, b = a): readonly [number, number] => {
  const mid = (k: number) =>
    Math.floor(((head.landmarks[a * 3 + k]! + head.landmarks[b * 3 + k]!) / 2) * SIDE);
  return [mid(0), mid(1)];
};
const index = ([x, y]: readonly [number, number]): number => y * SIDE + x;

/** The head with a dot of `size` px at a place, its light times `light`. */
const dotted = (place: readonly [number, number], light: number, size = 1): Uint8ClampedArray => {
  const data = Uint8ClampedArray.from(head.image.data);
  // sRGB bytes go with about the 2.2th root of light.
  const share = light ** (1 / 2.2);
  for (let y = place[1] - size; y <= place[1] + size; y++)
    for (let x = place[0] - size; x <= place[0] + size; x++)
      for (let k = 0; k < 3; k++) data[(y * SIDE + x) * 4 + k]! *= share;
  return data;
};
const wear = (data: Uint8ClampedArray, ...layers: LookLayer[]) =>
  renderReference({ width: SIDE, height: SIDE, data }, frame, { version: 1, layers });

const shadow: LookLayer = {
  product: 'eyeshadow',
  zones: [
    { zone: 'lid', color: '#2a2d35', coverage: 0.9 },
    { zone: 'crease', color: '#2a2d35', coverage: 0.9 },
  ],
};
const LID = at(386, 257);

test('a fold in the lid wears shadow as the lid does; foundation thins on what is as dark', () => {
  const data = dotted(LID, 0.2);
  expect(wear(data, shadow).masks.eyeshadow![index(LID)]).toBeGreaterThan(
    0.9 * wear(head.image.data, shadow).masks.eyeshadow![index(LID)]!,
  );
  const foundation: LookLayer = { product: 'foundation', color: '#c68d60', finish: 'matte' };
  expect(wear(data, foundation).masks.foundation![index(LID)]).toBeLessThan(128);
});

test('solid lashes and strands before the lid wear none', () => {
  expect(wear(dotted(LID, 0.008), shadow).masks.eyeshadow![index(LID)]).toBeLessThan(26);
});

test('a film that ends on something black leaves it black', () => {
  for (const layer of [shadow, { product: 'eyeliner', color: '#16141a' }] as const) {
    const data = dotted(at(386), 0.0008, 4);
    const out = wear(data, layer).image.data;
    for (let y = -3; y <= 3; y++)
      for (let x = -3; x <= 3; x++) {
        const i = index([at(386)[0] + x, at(386)[1] + y]) * 4;
        for (let k = 0; k < 3; k++) expect(out[i + k]! - data[i + k]!, `${x}, ${y}`).toBeLessThan(24);
      }
  }
});

test('brow powder lies between the hairs', () => {
  const brow: LookLayer = { product: 'brow', color: '#7d634b', style: 'powder' };
  const place = at(282, 334);
  // Bare skin and one black hair where the brow is.
  const skin = head.image.data.slice(index(at(151)) * 4, index(at(151)) * 4 + 4);
  const data = Uint8ClampedArray.from(head.image.data);
  for (let y = -20; y <= 20; y++)
    for (let x = -30; x <= 30; x++) data.set(skin, index([place[0] + x, place[1] + y]) * 4);
  const powdered = wear(data, brow).masks.brow!;
  expect(powdered[index(place)]).toBeGreaterThan(150);
  data.set([12, 10, 9, 255], index(place) * 4);
  expect(wear(data, brow).masks.brow![index(place)]).toBe(0);
});
