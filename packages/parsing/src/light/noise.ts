import { luminance, SRGB8_TO_LINEAR } from '@carmine/color';
import type { Crop } from '../crop.ts';
import { Sorted } from './order.ts';
import { EYE_CROP_WIDTH } from './plans.ts';

/** Rows of an eye's crop that lie on the cheek below the lid. */
const ROWS = 12;
/** Blocks along them: the smoothest tells the noise, the rest has texture as well. */
const BLOCKS = 4;
const SMOOTHEST = 0.25;
/** Norm of the second difference in both directions (Immerkaer 1996), and of a median deviation. */
const MASK_NORM = 6;
const MEDIAN_TO_SIGMA = 1.4826;
const PER_BLOCK = (EYE_CROP_WIDTH / BLOCKS) * ROWS;

/** Share of a pixel's noise that is left in a crop read at `scale` (px of the picture a texel): both interpolation and averaging smooth it.
 *  Rows: scale, share. Measured on heads with known noise, within 25 % for noise above that of the skin's texture. */
const KEPT: readonly (readonly [number, number])[] = [
  [0.66, 0.38],
  [0.67, 0.24],
  [0.95, 0.265],
  [1.27, 0.33],
  [1.78, 0.38],
  [2.57, 0.3],
];

const keptAt = (scale: number): number => {
  let k = 0;
  while (k < KEPT.length - 2 && KEPT[k + 1]![0] < scale) k++;
  const [a, b] = [KEPT[k]!, KEPT[k + 1]!];
  const t = Math.min(1, Math.max(0, (scale - a[0]) / (b[0] - a[0])));
  return a[1] + (b[1] - a[1]) * t;
};

/** Camera noise at the skin's level from the finest band of an eye's crop. */
export class NoiseReader {
  readonly #luma = new Float32Array(EYE_CROP_WIDTH * ROWS);
  readonly #block = new Sorted(PER_BLOCK);
  readonly #blocks = new Sorted(BLOCKS);

  /** Standard deviation of linear luminance of one pixel of the picture; NaN where nothing is seen. */
  read(crop: Crop): number {
    const top = crop.height - ROWS;
    const l = this.#luma;
    for (let j = 0; j < ROWS; j++)
      for (let i = 0; i < crop.width; i++) {
        const at = ((top + j) * crop.width + i) * 4;
        const d = crop.data;
        l[j * crop.width + i] =
          d[at + 3]! < 255
            ? Number.NaN
            : luminance(SRGB8_TO_LINEAR[d[at]!]!, SRGB8_TO_LINEAR[d[at + 1]!]!, SRGB8_TO_LINEAR[d[at + 2]!]!);
      }
    const scale = crop.plan.span / crop.width;
    // A crop that was enlarged is smooth between its pixels: differences are taken between those.
    const step = Math.min(4, Math.max(1, Math.round(1 / scale)));
    this.#blocks.clear();
    const width = crop.width / BLOCKS;
    for (let b = 0; b < BLOCKS; b++) this.#blocks.add(this.#sigma(b * width, width, step, crop.width));
    const sigma = this.#blocks.sort().at(SMOOTHEST);
    return sigma / keptAt(scale);
  }

  #sigma(from: number, width: number, step: number, stride: number): number {
    const l = this.#luma;
    this.#block.clear();
    for (let j = step; j < ROWS - step; j++)
      for (let i = Math.max(step, from); i < Math.min(stride - step, from + width); i++) {
        const [up, at, low] = [(j - step) * stride + i, j * stride + i, (j + step) * stride + i];
        const second =
          l[up - step]! -
          2 * l[up]! +
          l[up + step]! -
          2 * (l[at - step]! - 2 * l[at]! + l[at + step]!) +
          l[low - step]! -
          2 * l[low]! +
          l[low + step]!;
        this.#block.add(Math.abs(second));
      }
    if (this.#block.count < 16) return Number.NaN;
    return (this.#block.sort().at(0.5) * MEDIAN_TO_SIGMA) / MASK_NORM;
  }
}
