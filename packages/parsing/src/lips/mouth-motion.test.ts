import { describe, expect, test } from 'vitest';
import { type Motion, MouthMotion, MouthPicture } from './mouth-motion.ts';

const WIDTH = 192;
const HEIGHT = 128;

/** A smooth texture in mm of a skin: 0..255. */
const skin = (x: number, y: number): number =>
  128 +
  40 * Math.sin(x / 9) * Math.cos(y / 7) +
  30 * Math.sin((x + 2 * y) / 13) +
  12 * Math.sin(x / 3.1 - y / 4.3);

/** The cut-out after `motion`: what lay at a point lies where the motion takes it. */
const seen = ({ a, b, c, d }: Motion, more: (x: number, y: number) => number = () => 0): MouthPicture => {
  const data = new Uint8ClampedArray(WIDTH * HEIGHT * 4).fill(255);
  const scale = a * a + b * b;
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) {
      const [u, v] = [x + 0.5 - c, y + 0.5 - d];
      const level = skin((a * u + b * v) / scale, (a * v - b * u) / scale) + more(x, y);
      for (let k = 0; k < 3; k++) data[(y * WIDTH + x) * 4 + k] = level;
    }
  const picture = new MouthPicture(WIDTH, HEIGHT);
  picture.fill({ width: WIDTH, height: HEIGHT, data, plan: {} as never });
  return picture;
};

const STILL: Motion = { a: 1, b: 0, c: 0, d: 0 };
/** Farthest that `found` takes a corner of the cut-out from where `truth` does, px. */
const miss = (found: Motion | null, truth: Motion): number =>
  Math.max(
    ...[0, WIDTH].flatMap((x) =>
      [0, HEIGHT].map((y) =>
        found
          ? Math.hypot(
              (found.a - truth.a) * x - (found.b - truth.b) * y + found.c - truth.c,
              (found.b - truth.b) * x + (found.a - truth.a) * y + found.d - truth.d,
            )
          : Infinity,
      ),
    ),
  );

describe('the motion of a mouth between two cut-outs', () => {
  const motions: [string, Motion][] = [
    ['none', STILL],
    ['a shift', { a: 1, b: 0, c: 2.7, d: -1.6 }],
    ['a turn', { a: Math.cos(0.03), b: Math.sin(0.03), c: 1, d: -3 }],
    ['a step nearer', { a: 1.03, b: 0, c: -3, d: -2 }],
    ['a jump of the landmarks', { a: 1.01, b: 0.01, c: 9, d: -6 }],
  ];
  test.each(motions)('%s, to a twentieth of a px', (_name, truth) => {
    expect(miss(new MouthMotion().find(seen(STILL), seen(truth)), truth)).toBeLessThan(0.05);
  });

  test('a hand over a quarter of it does not pull', () => {
    const truth: Motion = { a: 1, b: 0, c: 1.4, d: 0.8 };
    const hand = (x: number, y: number): number => (x > WIDTH * 0.75 && y > 8 ? 90 : 0);
    expect(miss(new MouthMotion().find(seen(STILL), seen(truth, hand)), truth)).toBeLessThan(0.4);
  });

  test('plain skin, another picture and too far a jump tell nothing', () => {
    const plain = new MouthPicture(WIDTH, HEIGHT);
    expect(new MouthMotion().find(plain, plain)).toBeNull();
    const other = seen(STILL, (x, y) => 120 * Math.sin(x * y));
    expect(new MouthMotion().find(seen(STILL), other)).toBeNull();
    expect(new MouthMotion().find(seen(STILL), seen({ a: 1, b: 0, c: 40, d: 0 }))).toBeNull();
  });
});
