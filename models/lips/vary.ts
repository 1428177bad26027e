import { LIP_RINGS } from '../../packages/face/src/index.ts';
import type { Crop } from '../../packages/parsing/src/crop.ts';
import type { MouthView } from '../../packages/parsing/src/lips/mouth-view.ts';
import { inside, type Point } from './rays.ts';
import type { Seeded } from './seeded.ts';

/** Lowpasses after which the cover of the lips tells how deep a pixel lies in them. */
const DEPTH_PASSES = 12;
const RINGS = [LIP_RINGS.outer, LIP_RINGS.semiOuter, LIP_RINGS.semiInner, LIP_RINGS.inner];

/** Misplaces the lips as a tracker does: shifted, stretched, turned, each lip bent. `amount` 1: .7 mm. Square pictures of `size` px. */
export const misplace = (
  lm: Float64Array,
  { plan, pictureScale }: MouthView,
  size: number,
  amount: number,
  r: Seeded,
): void => {
  const mm = pictureScale * amount;
  const [c, s] = [Math.cos(plan.turn), Math.sin(plan.turn)];
  const half = (size / 2) * Math.hypot(lm[291 * 3]! - lm[61 * 3]!, lm[291 * 3 + 1]! - lm[61 * 3 + 1]!);
  const shift = [r.normal() * 0.7 * mm, r.normal() * 0.7 * mm] as const;
  const stretch = [1 + r.normal() * 0.035 * amount, 1 + r.normal() * 0.05 * amount] as const;
  const roll = r.normal() * 0.025 * amount;
  const bends = [0, 1].map(() =>
    [0, 1].map(() => [r.normal() * 0.7 * mm, r.normal() * 0.4 * mm, r.normal() * 0.5 * mm]),
  );
  RINGS.forEach((ring, across) => {
    ring.forEach((index, k) => {
      const x = lm[index * 3]! * size - plan.centerX;
      const y = lm[index * 3 + 1]! * size - plan.centerY;
      let [u, v] = [c * x + s * y, c * y - s * x];
      const t = u / half;
      if (k % 10 !== 0) {
        const room = Math.sqrt(Math.max(0, 1 - t * t));
        const [own, other] = bends[k < 10 ? 0 : 1]!.map(
          (m) => (m[0]! + m[1]! * t + m[2]! * (1 - 2 * t * t)) * room,
        ) as [number, number];
        v += own + ((0.6 * own + 0.8 * other - own) * across) / 3;
      }
      u = u * stretch[0] + shift[0];
      v = v * stretch[1] + shift[1] + roll * u;
      lm[index * 3] = (c * u - s * v + plan.centerX) / size;
      lm[index * 3 + 1] = (s * u + c * v + plan.centerY) / size;
    });
  });
};

/** 3 x 3 binomial lowpass of every `stride`-th value in place. */
const soften = (data: Float32Array | Uint8ClampedArray, width: number, stride: number, k: number): void => {
  const was = data.slice();
  const height = data.length / stride / width;
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      let sum = 0;
      for (let dy = -1; dy < 2; dy++)
        for (let dx = -1; dx < 2; dx++)
          sum += was[((y + dy) * width + x + dx) * stride + k]! * (2 - Math.abs(dx)) * (2 - Math.abs(dy));
      data[(y * width + x) * stride + k] = sum / 16;
    }
};

/** Coverage of the inside of an outline, 0..1 a pixel, its edge softened. */
const coverOf = (crop: Crop, outline: readonly Point[]): Float32Array => {
  const mask = new Float32Array(crop.width * crop.height);
  if (outline.length)
    for (let i = 0; i < mask.length; i++)
      if (inside(outline, (i % crop.width) + 0.5, Math.floor(i / crop.width) + 0.5)) mask[i] = 1;
  soften(mask, crop.width, 1, 0);
  return mask;
};

/** Natural logarithms by which red, green and blue change: level, redness, blueness. */
const shift = (r: Seeded, level: number, colour: number): readonly [number, number, number] => {
  const [l, red, blue] = [r.normal() * level, r.normal() * colour, r.normal() * colour];
  return [l + red, l - red / 2, l + blue - red / 2];
};

/**
 * Gives the lips and the opening (outer and inner outline, px of the crop) other colours: lips as a whole, upper against lower, and rim
 * against middle, as lips of two tones have; teeth and tongue lighter or darker.
 */
export const recolor = (crop: Crop, outer: readonly Point[], inner: readonly Point[], r: Seeded): void => {
  const [lips, opening] = [coverOf(crop, outer), coverOf(crop, inner)];
  const [whole, lower, rim, teeth] = [
    shift(r, 0.15, 0.1),
    shift(r, 0.1, 0.06),
    shift(r, 0.1, 0.06),
    shift(r, 0.25, 0.04),
  ];
  const from = outer.reduce((sum, [, y]) => sum + y, 0) / outer.length;
  // How deep in the lips a pixel lies, by lowpasses of their cover: 0 on the rim, 1 in the middle.
  const depth = lips.slice();
  for (let pass = 0; pass < DEPTH_PASSES; pass++) soften(depth, crop.width, 1, 0);
  lips.forEach((lip, i) => {
    const hole = Math.min(lip, opening[i]!);
    if (lip <= 0) return;
    const y = Math.floor(i / crop.width) + 0.5;
    const below = 1 / (1 + Math.exp((from - y) / 3));
    const edge = 1 - Math.max(0, 2 * depth[i]! - 1);
    for (let k = 0; k < 3; k++)
      crop.data[i * 4 + k]! *= Math.exp(
        (lip - hole) * (whole[k]! + below * lower[k]! + edge * rim[k]!) + hole * teeth[k]!,
      );
  });
};

/** Another camera and light: level, colour, contrast, softness, noise. */
export const recapture = (crop: Crop, r: Seeded): void => {
  const gain = Math.exp(r.normal() * 0.2);
  const gamma = Math.exp(r.normal() * 0.2);
  const noise = r.uniform() < 0.5 ? 0 : r.uniform() * 6;
  const gains = [0, 1, 2].map(() => gain * Math.exp(r.normal() * 0.08));
  const passes = r.uniform() < 0.25 ? 1 + Math.floor(r.uniform() * 2) : 0;
  for (let pass = 0; pass < passes; pass++) for (let k = 0; k < 3; k++) soften(crop.data, crop.width, 4, k);
  for (let i = 0; i < crop.data.length; i++)
    if ((i & 3) < 3)
      crop.data[i] =
        255 * Math.min(1, (gains[i & 3]! * crop.data[i]!) / 255) ** gamma + (noise ? r.normal() * noise : 0);
};
