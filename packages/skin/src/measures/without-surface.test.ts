import { type Lab, labToLinear } from '@carmine/color';
import { expect, test } from 'vitest';
import { quantile } from '../pixels/statistics.ts';
import { normalFrom, randomFrom } from '../testing/random.ts';
import { blobResponse } from './blobs.ts';
import { dot, projectionAt, vectorsAt } from './chromophores.ts';
import type { ConditionMap } from './condition.ts';
import { SPOTS } from './marks.ts';
import { withoutSurface } from './without-surface.ts';

const SIZE = 96;
/** Noise of a channel at a texel, ln: that of `hb` is then .1, as on rendered faces. */
const NOISE = 0.016;
type Colour = readonly [number, number, number];

/** A square of skin of one colour, on which each texel's density differs from the skin's by `differ(i)`. */
const squareOf = (
  lab: Lab,
  noise: ConditionMap['noise'],
  differ: (texel: number) => Colour,
): ConditionMap => {
  const projection = projectionAt(lab[0]);
  const densities = Array.from({ length: SIZE * SIZE }, (_, i) => differ(i));
  const plane = (axis: Colour): Float32Array => Float32Array.from(densities, (od) => dot(axis, od));
  return {
    size: SIZE,
    perMm: 2.2,
    ok: new Uint8Array(SIZE * SIZE).fill(1),
    mel: plane(projection.mel),
    hb: plane(projection.hb),
    projection,
    own: labToLinear(lab),
    noise,
  } as unknown as ConditionMap;
};

/** How far the middle of a disc stands out on both axes, before and after: skin of one colour and a disc of another. */
const contrast = (lab: Lab, disc: (own: Colour) => Colour) => {
  const own = labToLinear(lab);
  const other = disc(own).map((v, k) => Math.log(own[k]! / v)) as unknown as Colour;
  const map = squareOf(lab, { mel: 0.05, hb: 0.1 }, (i) =>
    Math.hypot((i % SIZE) - 48, Math.floor(i / SIZE) - 48) < 5 ? other : [0, 0, 0],
  );
  const at = (plane: Float32Array): number => plane[48 * SIZE + 48]! - plane[0]!;
  const read = (m: ConditionMap) => ({ mel: at(m.mel), hb: at(m.hb) });
  return { before: read(map), after: read(withoutSurface(map)) };
};
const dark: Lab = [31, 13, 17];

test('on deep skin a gap in the surface light is brown and red at once, and a quarter of both goes', () => {
  const { before, after } = contrast(dark, (own) => own.map((v) => v - 0.002) as unknown as Colour);
  expect(before.mel).toBeGreaterThan(0.04);
  expect(after.mel).toBeLessThan(0.75 * before.mel);
  expect(after.hb).toBeLessThan(0.75 * before.hb);
});

test.each([
  ['dark', dark],
  ['brown', [34.5, 16.2, 24.4]],
  ['tan', [54, 13.5, 21]],
] satisfies [string, Lab][])(
  'on %s skin noise passes for surface light no more than it must (0446)',
  (_, lab) => {
    const random = randomFrom(1);
    const texel = (): number => NOISE * normalFrom(random);
    const { mel, hb } = projectionAt(lab[0]);
    const noise = { mel: NOISE * Math.hypot(...mel), hb: NOISE * Math.hypot(...hb) };
    const map = squareOf(lab, noise, () => [texel(), texel(), texel()]);
    const every = Int32Array.from(map.ok.keys());
    const finest = { ...SPOTS, sigmas: SPOTS.sigmas.slice(0, 1) };
    const band = (m: ConditionMap): number => quantile(blobResponse(m, [every], finest).value, 0.84);
    expect(band(withoutSurface(map))).toBeLessThan(1.25 * band(map));
  },
);

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
