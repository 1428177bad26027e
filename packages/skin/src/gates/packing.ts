import type { PixelImage } from '../pixels/image.ts';
import { median } from '../pixels/statistics.ts';
import type { FaceReading } from '../reading.ts';

/** Side of the blocks of JPEG, px (ITU-T T.81), from the picture's corner on. */
const BLOCK = 8;
/** Lowest cosine of 8, orthonormal. */
const COSINE = Float64Array.from({ length: BLOCK }, (_, x) => 0.5 * Math.cos(((2 * x + 1) * Math.PI) / 16));
const FLAT = Math.sqrt(1 / BLOCK);

/** Steps of a quantiser that are looked for, codes of orthonormal cosines: finer ones drown in the rounding to 8 bits, whose SD is .3. */
const FINEST = 3;
const COARSEST = 40;
/** Share of coefficients that lie on multiples of the step, and how many beyond half a step must: else nothing was packed. */
const ON = 0.9;
const LEAST = 10;
/** On the cheeks, where few are beyond: share of those of more than `SEEN` codes. */
const ON_CHEEK = 0.85;
const SEEN = 1.5;

/** Mesh points in the middle of the cheeks, and half the side of the box read about them, widths of the face. */
const CHEEKS = [50, 280] as const;
const HALF = 0.1;

/** Step in which the lowest cosines of luma were packed by JPEG on this face, codes; 0: not packed, packed finer than 3 codes, or changed on the
 *  cheeks since (scaled, smoothed). Read from the picture alone: coefficients of packed blocks lie on multiples of the step. */
export const packingOf = ({ image, face }: FaceReading): number => {
  const at = (v: number): readonly [x: number, y: number] => [
    face.landmarks[v * 3]! * image.width,
    face.landmarks[v * 3 + 1]! * image.height,
  ];
  const points = Array.from({ length: face.landmarks.length / 3 }, (_, v) => at(v));
  const [xs, ys] = [points.map((p) => p[0]), points.map((p) => p[1])];
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const whole = cosinesIn(image, [left, Math.min(...ys), right, Math.max(...ys)]);
  const steps = whole.map(stepOf);
  if (steps.filter((q) => q > 0).length < 2) return 0;
  const r = HALF * (right - left);
  const cheeks = CHEEKS.map((v) => at(v)).map(([x, y]) => cosinesIn(image, [x - r, y - r, x + r, y + r]));
  let [seen, on] = [0, 0];
  for (const cheek of cheeks)
    cheek.forEach((list, k) => {
      for (const c of list) {
        if (!steps[k] || c < SEEN) continue;
        seen++;
        if (onStep(c, steps[k]!)) on++;
      }
    });
  return on >= ON_CHEEK * seen ? median(steps.filter((q) => q > 0)) : 0;
};

/** Size of the three lowest cosines (across, down, both) of luma in the blocks within a box, px. */
const cosinesIn = (image: PixelImage, [x0, y0, x1, y1]: readonly number[]): number[][] => {
  const first = (px: number): number => Math.max(0, Math.ceil(px / BLOCK) * BLOCK);
  const out: number[][] = [[], [], []];
  for (let y = first(y0!); y + BLOCK <= Math.min(image.height, y1!); y += BLOCK)
    for (let x = first(x0!); x + BLOCK <= Math.min(image.width, x1!); x += BLOCK) {
      let [across, down, both] = [0, 0, 0];
      for (let v = 0; v < BLOCK; v++)
        for (let u = 0; u < BLOCK; u++) {
          const luma = lumaAt(image.data, ((y + v) * image.width + x + u) * 4);
          across += FLAT * COSINE[u]! * luma;
          down += FLAT * COSINE[v]! * luma;
          both += COSINE[u]! * COSINE[v]! * luma;
        }
      [across, down, both].forEach((c, k) => {
        out[k]!.push(Math.abs(c));
      });
    }
  return out;
};

/** Y' of JFIF (ITU-R BT.601), codes. */
const lumaAt = (data: Uint8ClampedArray, i: number): number =>
  0.299 * data[i]! + 0.587 * data[i + 1]! + 0.114 * data[i + 2]!;

const onStep = (c: number, q: number): boolean =>
  Math.abs(c - q * Math.round(c / q)) < Math.min(1.1, 0.25 * q);

/** The coarsest step on whose multiples the coefficients lie; 0: none. */
const stepOf = (list: readonly number[]): number => {
  for (let q = COARSEST; q >= FINEST; q--) {
    if (list.filter((c) => c > q / 2).length < LEAST) continue;
    if (list.filter((c) => onStep(c, q)).length > ON * list.length) return q;
  }
  return 0;
};
