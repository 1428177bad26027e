import { VISIBILITY_SIZE } from '@carmine/face';
import { expect, test } from 'vitest';
import { lipGap } from './lip-gaps.ts';

const SIZE = VISIBILITY_SIZE;
/** ln luminance, ln(r/g), ln(g/b). */
type Tone = readonly [number, number, number];
const [SKIN, LIP, TEETH]: Tone[] = [
  [-1.2, 0.5, 0.4],
  [-1.9, 1.0, 0.15],
  [-0.5, 0.1, 0.1],
];
/** An ellipse 28 texels wide and 12 high. */
const onLips = (x: number, y: number) => ((x - 64) / 14) ** 2 + ((y - 90) / 6) ** 2 < 1;
const lips = Array.from({ length: SIZE * SIZE }, (_, i) => i).filter((i) =>
  onLips(i % SIZE, Math.floor(i / SIZE)),
);

/** Places of the gap where `thing` lies over lips of tone `lip`. */
const gap = (
  thing: (x: number, y: number) => Tone | null,
  { lip = LIP, skin = SKIN }: { lip?: Tone; skin?: Tone } = {},
): [x: number, y: number][] => {
  const tone = new Float32Array(SIZE * SIZE * 3);
  for (let i = 0; i < SIZE * SIZE; i++) {
    const [x, y] = [i % SIZE, Math.floor(i / SIZE)];
    tone.set(thing(x, y) ?? (onLips(x, y) ? lip : skin), i * 3);
  }
  return lipGap(tone, lips).map((i) => [i % SIZE, Math.floor(i / SIZE)]);
};

test.each([0, -0.6, 0.8])(
  'a finger of the skin that leans %d is found over its whole way on the lips',
  (slant) => {
    const finger = (x: number, y: number) => Math.abs(x - 62 - slant * (y - 90)) <= 4;
    const found = gap((x, y) => (finger(x, y) && y > 82 ? SKIN : null));
    for (const [x, y] of found) expect(finger(x, y)).toBe(true);
    const hidden = lips.filter((i) => finger(i % SIZE, Math.floor(i / SIZE))).length;
    expect(found.length).toBeGreaterThan(0.6 * hidden);
  },
);

test('bare lips show no gap, nor do corners drawn too wide, a skin-coloured edge and teeth', () => {
  for (const thing of [
    () => null,
    (x: number) => (x < 53 ? SKIN : null),
    (_x: number, y: number) => (y < 87 ? SKIN : null),
    (x: number, y: number) => (Math.abs(y - 90) < 4 && Math.abs(x - 64) < 10 ? TEETH : null),
  ])
    expect(gap(thing)).toEqual([]);
});

test('a finger that ends within the lips, a scar, and lips of the skin’s own colour tell nothing', () => {
  expect(gap((x, y) => (Math.abs(x - 64) <= 4 && y > 90 ? SKIN : null))).toEqual([]);
  expect(gap((x) => (x === 64 ? SKIN : null))).toEqual([]);
  expect(gap((x) => (Math.abs(x - 64) <= 4 ? SKIN : null), { lip: [-1.3, 0.55, 0.38] })).toEqual([]);
});

test('a light over lips that keeps their hue is no gap', () => {
  expect(
    gap((x, y) => (Math.abs(x - 64) <= 4 && onLips(x, y) ? [LIP[0] + 0.7, LIP[1], LIP[2]] : null)),
  ).toEqual([]);
});
