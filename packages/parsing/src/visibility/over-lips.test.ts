import { VISIBILITY_SIZE } from '@carmine/face';
import { expect, test } from 'vitest';
import { OverLips } from './over-lips.ts';
import { PRIOR_CHANNELS, PRIOR_SIZE } from './prior.ts';

const SIZE = VISIBILITY_SIZE;
/** Lips from texel 48 to 80 across, 84 to 96 down. */
const prior = new Uint8Array(PRIOR_SIZE ** 2 * PRIOR_CHANNELS);
for (let y = 42; y < 48; y++)
  for (let x = 24; x < 40; x++) prior[(y * PRIOR_SIZE + x) * PRIOR_CHANNELS + 1] = 1;
const onLips = (x: number, y: number) => x >= 48 && x < 80 && y >= 84 && y < 96;

type Color = readonly [r: number, g: number, b: number];
const [SKIN, LIP, BLUE, BEARD]: Color[] = [
  [200, 150, 125],
  [170, 90, 90],
  [40, 60, 170],
  [60, 48, 42],
] as const;

/** Logits after the test of a face of skin and lips with `thing` before it; `told`: what the net knows of it. */
const told = (thing: (x: number, y: number) => Color | null, net = (_x: number, _y: number) => false) => {
  const data = new Uint8ClampedArray(SIZE * SIZE * 4).fill(255);
  const logits = new Float32Array(SIZE * SIZE);
  for (let i = 0; i < SIZE * SIZE; i++) {
    const [x, y] = [i % SIZE, Math.floor(i / SIZE)];
    data.set(thing(x, y) ?? (onLips(x, y) ? LIP : SKIN), i * 4);
    logits[i] = net(x, y) ? -2 : 2;
  }
  const overLips = new OverLips();
  overLips.tell(data, prior, logits);
  return Object.assign((x: number, y: number) => logits[y * SIZE + x]!, { sure: overLips.sure });
};
const straw = (x: number, y: number) => Math.abs(x - 64) <= 1 && y >= 88 && y < 112;

test('the end of a straw that is told beside the lips is followed onto them, as far as it goes', () => {
  const pale: Color = [215, 190, 170];
  const at = told(
    (x, y) => (straw(x, y) ? pale : null),
    (x, y) => straw(x, y) && y > 98,
  );
  for (const y of [88, 91, 95, 97]) expect(at(64, y)).toBeLessThan(0);
  expect(at(64, 86)).toBe(2);
  expect(at(70, 90)).toBe(2);
});

test('a pen of a colour that is no skin needs no net', () => {
  const at = told((x, y) => (Math.abs(y - 90) <= 1 && x > 30 && x < 100 ? BLUE : null));
  for (const x of [42, 50, 64, 78, 86]) expect(at(x, 90)).toBeLessThan(0);
  expect(at(64, 94)).toBe(2);
});

test('a blue that ends at the lips, a beard round them and bare lips tell nothing', () => {
  for (const thing of [
    (x: number, y: number) => (y > 97 && y < 104 && x > 50 && x < 60 ? BLUE : null),
    (x: number, y: number) => (!onLips(x, y) && y > 78 ? BEARD : null),
    () => null,
  ]) {
    const at = told(thing);
    for (let y = 80; y < 110; y += 2) for (let x = 44; x < 84; x += 2) expect(at(x, y)).toBe(2);
  }
});

test('what is told beside the lips and has their colour does not spread over them', () => {
  const at = told(
    (x, y) => (straw(x, y) && y > 97 ? LIP : null),
    (x, y) => straw(x, y) && y > 97,
  );
  expect(at(64, 92)).toBe(2);
});

test('a finger of the skin’s own colour across the lips is told where it hides them and just beyond, and no lip beside it', () => {
  const at = told((x, y) => (Math.abs(x - 60) <= 4 && y > 78 ? SKIN : null));
  for (const y of [83, 84, 90, 95, 96]) expect(at(60, y)).toBeLessThan(0);
  for (const [x, y] of [
    [52, 90],
    [70, 90],
    [60, 104],
    [52, 98],
  ] as const)
    expect(at(x, y)).toBe(2);
  expect(at.sure[90 * SIZE + 60]).toBe(1);
});
