import { type Lab, labToLinear } from '@carmine/color';
import { expect, test } from 'vitest';
import { vectorsAt } from './chromophores.ts';
import { glossAbove, glossReader } from './gloss.ts';

const SIZE = 64;
const SURFACE = 0.01;
const TONES: readonly (readonly [string, Lab])[] = [
  ['very light', [72, 8, 12]],
  ['tan', [54, 13.5, 21]],
  ['dark', [31, 13, 17]],
];
/** Half of the limit of shine: from here on it counts. */
const COUNTS = 0.04;
type Colour = readonly number[];

/** Shine in the middle of a disc of 10 texels of another colour, on skin of one colour, under so much light. */
const shineOf = (lab: Lab, disc: (whole: Colour) => Colour, light = 1): number => {
  const own = labToLinear(lab);
  const whole = own.map((v) => v + SURFACE);
  const n = SIZE * SIZE;
  const ones = (): Uint8Array => new Uint8Array(n).fill(1);
  const planes = [0, 1, 2].map(() => new Float32Array(n)) as [Float32Array, Float32Array, Float32Array];
  for (let i = 0; i < n; i++) {
    const inside = Math.hypot((i % SIZE) - 32, Math.floor(i / SIZE) - 32) < 5;
    const rgb = inside ? disc(whole) : whole;
    for (const k of [0, 1, 2] as const) planes[k][i] = -Math.log(light * rgb[k]!);
  }
  const at = { size: SIZE, perMm: 2, ...glossReader(lab[0], own, SURFACE) };
  return glossAbove(planes, { seen: ones(), ok: ones() }, at)[32 * SIZE + 32]!;
};

test.each(TONES)('on %s skin light of the lamp is shine, the same share of white on all', (_, lab) => {
  const shine = shineOf(lab, (whole) => whole.map((v) => v + 0.03));
  expect(shine).toBeGreaterThan(0.02);
  expect(shine).toBeLessThan(0.032);
});

test.each(TONES)('on %s skin one gloss is one shine on the lit side and in the shade', (_, lab) => {
  const oil = (whole: Colour): number[] => whole.map((v) => v + 0.03);
  expect(shineOf(lab, oil, 1.3)).toBeCloseTo(shineOf(lab, oil, 0.6), 4);
});

test.each(TONES)('on %s skin a pale place of less blood is hardly any', (_, lab) => {
  const [, blood] = vectorsAt(lab[0]);
  const pale = (whole: Colour): number[] => whole.map((v, k) => v * Math.exp(0.3 * blood[k]!));
  expect(Math.abs(shineOf(lab, pale))).toBeLessThan(COUNTS);
});

test.each(TONES)('on %s skin a pale place of less pigment is none that counts', (_, lab) => {
  const [melanin] = vectorsAt(lab[0]);
  const unit = Math.hypot(...melanin);
  const pale = (whole: Colour): number[] => whole.map((v, k) => v * Math.exp((0.15 * melanin[k]!) / unit));
  expect(Math.abs(shineOf(lab, pale))).toBeLessThan(COUNTS);
});

test.each(TONES)('on %s skin a lighter place of one colour is none that counts', (_, lab) => {
  expect(Math.abs(shineOf(lab, (whole) => whole.map((v) => v * 1.15)))).toBeLessThan(COUNTS);
});
