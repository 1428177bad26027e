import { expect, test } from 'vitest';
import type { Crop } from '../crop.ts';
import { SPOKES, Spokes } from './spokes.ts';
import { Tissue } from './tissue.ts';

const [WIDTH, HEIGHT] = [192, 128];
const MIDDLE = [WIDTH / 2, HEIGHT / 2] as const;
const PX_PER_MM = 2;
const [BEARD, SKIN, LIP] = [
  [40, 35, 32],
  [190, 140, 120],
  [150, 95, 92],
] as const;

/** Spokes of an oval mouth, 50 x 16 mm. */
const oval = (): Spokes => {
  const spokes = new Spokes();
  for (let k = 0; k < SPOKES; k++) {
    const turn = Math.PI + (2 * Math.PI * k) / SPOKES;
    const [x, y] = [Math.cos(turn), Math.sin(turn)];
    spokes.origins[0].set([MIDDLE[0] + 50 * x, MIDDLE[1] + 16 * y], k * 2);
    spokes.origins[1].set([MIDDLE[0] + 40 * x, MIDDLE[1] + 4 * y], k * 2);
    const long = Math.hypot(x / 50, y / 16);
    spokes.directions[0].set([x / 50 / long, y / 16 / long], k * 2);
  }
  return spokes;
};

/** Lips in a full beard; skin is bare only under the lower lip. */
const bearded = (): Crop => {
  const data = new Uint8ClampedArray(WIDTH * HEIGHT * 4);
  for (let i = 0; i < WIDTH * HEIGHT; i++) {
    const [x, y] = [(i % WIDTH) - MIDDLE[0], Math.floor(i / WIDTH) - MIDDLE[1]];
    const bare = y > 6 && Math.abs(x) < 40;
    const color = (x / 50) ** 2 + (y / 16) ** 2 < 1 ? LIP : bare ? SKIN : BEARD;
    // Real skin is never flat.
    const grain = (i * 7) % 5;
    for (let k = 0; k < 3; k++) data[i * 4 + k] = color[k]! + grain;
    data[i * 4 + 3] = 255;
  }
  return { width: WIDTH, height: HEIGHT, data } as Crop;
};

test('in a beard the bare skin is the reference, not the hair', () => {
  const [tissue, crop, out] = [new Tissue(), bearded(), new Float32Array(4)];
  expect(tissue.learn(crop, oval(), PX_PER_MM)).toBe(true);
  tissue.read(crop, MIDDLE[0], MIDDLE[1] + 16 + 12, out, 0);
  for (const channel of [0, 1, 2]) expect(Math.abs(out[channel]!)).toBeLessThan(0.1);
  tissue.read(crop, MIDDLE[0], MIDDLE[1] + 10, out, 0);
  expect(out[0]).toBeLessThan(0);
  expect(out[0]).toBeGreaterThan(-2);
});
