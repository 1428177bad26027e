import { type Lab, labToLinear } from '@carmine/color';
import { expect, test } from 'vitest';
import { dot, projectionAt, vectorsAt } from './chromophores.ts';
import type { ConditionMap } from './condition.ts';
import { withoutSurface } from './without-surface.ts';

const SIZE = 96;
type Colour = readonly [number, number, number];

/** How far the middle of a disc stands out on both axes, before and after: skin of one colour and a disc of another. */
const contrast = (lab: Lab, disc: (own: Colour) => Colour) => {
  const own = labToLinear(lab);
  const projection = projectionAt(lab[0]);
  const n = SIZE * SIZE;
  const [mel, hb] = [new Float32Array(n), new Float32Array(n)];
  const density = (rgb: Colour): Colour => rgb.map((v) => -Math.log(v)) as unknown as Colour;
  for (let i = 0; i < n; i++) {
    const inside = Math.hypot((i % SIZE) - 48, Math.floor(i / SIZE) - 48) < 5;
    const od = density(inside ? disc(own) : own);
    mel[i] = dot(projection.mel, od);
    hb[i] = dot(projection.hb, od);
  }
  const ok = new Uint8Array(n).fill(1);
  const noise = { mel: 0.05, hb: 0.1 };
  const map = { size: SIZE, perMm: 2.2, ok, mel, hb, projection, own, noise } as unknown as ConditionMap;
  const bare = withoutSurface(map);
  const at = (plane: Float32Array): number => plane[48 * SIZE + 48]! - plane[0]!;
  return { before: { mel: at(mel), hb: at(hb) }, after: { mel: at(bare.mel), hb: at(bare.hb) } };
};
const dark: Lab = [31, 13, 17];

test('on deep skin a gap between highlights is brown and red at once, and half of both goes', () => {
  const { before, after } = contrast(dark, (own) => own.map((v) => v - 0.006) as unknown as Colour);
  expect(before.mel).toBeGreaterThan(0.15);
  expect(after.mel).toBeLessThan(0.55 * before.mel);
  expect(after.hb).toBeLessThan(0.55 * before.hb);
});

test.each([
  ['deep', dark],
  ['tan', [54, 13.5, 21]],
  ['very light', [72, 8, 12]],
] satisfies [string, Lab][])('on %s skin a spot stays a spot and a red mark a red mark', (_, lab) => {
  const [pigment, blood] = vectorsAt(lab[0]);
  const unit = Math.hypot(...pigment);
  const spot = contrast(
    lab,
    (own) => own.map((v, k) => v * Math.exp((-0.3 * pigment[k]!) / unit)) as unknown as Colour,
  );
  expect(spot.after.mel).toBeCloseTo(0.3, 2);
  const mark = contrast(lab, (own) => own.map((v, k) => v * Math.exp(-0.5 * blood[k]!)) as unknown as Colour);
  expect(mark.after.hb).toBeCloseTo(0.5, 2);
  expect(mark.after.mel).toBeLessThan(0.02);
});

test('on very light skin the surface moves neither axis much, and little changes', () => {
  const { before, after } = contrast([72, 8, 12], (own) => own.map((v) => v * 0.9) as unknown as Colour);
  expect(Math.abs(after.mel - before.mel)).toBeLessThan(0.01);
});
