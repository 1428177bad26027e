import { OPEN_TRIANGLES } from '@carmine/face';
import { describe, expect, it } from 'vitest';
import { fillTriangle } from '../pixels/triangle.ts';
import { meshNormals, meshPixels, TEXEL_NONE, unwrapFace } from '../pixels/unwrap.ts';
import { canonicalFrame } from '../testing/paint-face.ts';
import { toCode, toImage } from './to-image.ts';

const SIZE = 320;
const face = canonicalFrame(SIZE).faces[0]!;
const picture = { width: SIZE, height: SIZE };
const range = { low: 0, high: 1 };

/** A smooth pattern no symmetry of which maps onto itself: green of a grey picture. */
const painted = (x: number, y: number): number => 0.35 + 0.2 * Math.sin(x / 23) * Math.cos(y / 31) + x / 1600;

/** `painted` unwrapped into the UV, NaN where the unwrapping saw nothing. */
const unwrapped = (size: number): Float32Array => {
  const data = new Uint8ClampedArray(SIZE * SIZE * 4).fill(255);
  for (let i = 0; i < SIZE * SIZE; i++)
    data.fill(255 * painted((i % SIZE) + 0.5, Math.floor(i / SIZE) + 0.5), i * 4, i * 4 + 3);
  const map = unwrapFace({ ...picture, data }, face, { size, pxPerMm: 1 });
  return Float32Array.from(map.state, (s, i) =>
    s === TEXEL_NONE ? Number.NaN : linearToCode(map.rgb[i * 3 + 1]!),
  );
};

/** sRGB code 0..1 of linear light (IEC 61966-2-1). */
const linearToCode = (v: number): number => (v <= 0.0031308 ? 12.92 * v : 1.055 * v ** (1 / 2.4) - 0.055);

/** Cosine between surface and view under each pixel, by the mesh, eyes and mouth open; 0 off it. */
const facingOf = (): Float32Array => {
  const facing = new Float32Array(SIZE * SIZE);
  const [xy, normals] = [meshPixels(face, picture), meshNormals(face, picture)];
  for (let t = 0; t < OPEN_TRIANGLES.length; t += 3) {
    const [a, b, c] = [OPEN_TRIANGLES[t]!, OPEN_TRIANGLES[t + 1]!, OPEN_TRIANGLES[t + 2]!];
    fillTriangle(xy, [a, b, c], picture, (x, y, wa, wb, wc) => {
      facing[y * SIZE + x] = wa * normals[a * 3 + 2]! + wb * normals[b * 3 + 2]! + wc * normals[c * 3 + 2]!;
    });
  }
  return facing;
};

describe('toCode', () => {
  it.each([
    [Number.NaN, 0],
    [-2, 1],
    [-1, 1],
    [0, 128],
    [1, 255],
    [9, 255],
  ])('%d is code %d of -1..1', (value, code) => expect(toCode(value, { low: -1, high: 1 })).toBe(code));
});

describe('toImage', () => {
  it('brings an unwrapped picture back to where it was, to two codes', () => {
    const codes = toImage({ ...range, values: unwrapped(512) }, 512, face, picture);
    const facing = facingOf();
    const errors: number[] = [];
    let [outside, usable, found] = [0, 0, 0];
    for (let i = 0; i < codes.length; i++) {
      // Turned away by over 60 degrees nothing is read.
      if (facing[i]! < 0.45 && codes[i]) outside++;
      if (facing[i]! > 0.55) usable++;
      if (facing[i]! > 0.55 && codes[i]) found++;
      const expected = toCode(painted((i % SIZE) + 0.5, Math.floor(i / SIZE) + 0.5), range);
      if (codes[i]) errors.push(Math.abs(codes[i]! - expected));
    }
    errors.sort((a, b) => a - b);
    expect(usable).toBeGreaterThan(20_000);
    expect(found / usable).toBeGreaterThan(0.99);
    expect(outside / found).toBeLessThan(0.01);
    expect(errors[Math.floor(errors.length * 0.99)]).toBeLessThanOrEqual(2);
  });

  it('is one place on the face at any scale of the picture', () => {
    const values = unwrapped(256);
    const small = toImage({ ...range, values }, 256, face, picture);
    const large = toImage({ ...range, values }, 256, face, { width: 2 * SIZE, height: 2 * SIZE });
    for (const [x, y] of [
      [160, 90],
      [110, 180],
      [215, 185],
    ] as const) {
      expect(small[y * SIZE + x]).toBeGreaterThan(0);
      expect(Math.abs(small[y * SIZE + x]! - large[2 * y * 2 * SIZE + 2 * x]!)).toBeLessThanOrEqual(2);
    }
  });

  it('shows the near surface where the face covers itself, nothing of what is turned away', () => {
    // Turned by 75 degrees: the far cheek lies behind the nose's side.
    const turned = { ...face, landmarks: face.landmarks.slice() };
    const [cos, sin] = [Math.cos(1.3), Math.sin(1.3)];
    for (let v = 0; v < 478; v++) {
      const [x, z] = [face.landmarks[v * 3]! - 0.5, face.landmarks[v * 3 + 2]!];
      turned.landmarks[v * 3] = 0.5 + x * cos + z * sin;
      turned.landmarks[v * 3 + 2] = z * cos - x * sin;
    }
    const nearer = turned.landmarks[234 * 3 + 2]! < turned.landmarks[454 * 3 + 2]! ? 234 : 454;
    // One half of the UV is 1, the other 0: the near half is what is seen.
    const size = 128;
    const right = nearer === 454;
    const values = Float32Array.from({ length: size * size }, (_, i) =>
      i % size >= size / 2 === right ? 1 : 0,
    );
    const codes = toImage({ ...range, values }, size, turned, picture);
    const near = codes.filter((c) => c > 200).length;
    const far = codes.filter((c) => c > 0 && c < 50).length;
    expect(near).toBeGreaterThan(2000);
    expect(far / near).toBeLessThan(0.15);
  });

  it('is empty for a face outside the picture and for landmarks that are no numbers', () => {
    const values = new Float32Array(64 * 64);
    for (const landmarks of [face.landmarks.map((v) => v + 9), face.landmarks.map(() => Number.NaN)])
      expect(toImage({ ...range, values }, 64, { ...face, landmarks }, picture).every((c) => c === 0)).toBe(
        true,
      );
  });
});
