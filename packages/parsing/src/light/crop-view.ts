import { SRGB8_TO_LINEAR } from '@carmine/color';
import { type Crop, pictureToCrop } from '../crop.ts';

/** Codes from which a channel may be clipped. */
export const CLIP_CODE = 250;

/** Places in a crop, asked by points of the picture; linear light. Reused: holds the last point read. */
export class CropView {
  /** Linear light of the last read. */
  r = 0;
  g = 0;
  b = 0;
  /** Share of the last read's taps with a channel at the top of its range. */
  clipped = 0;
  #crop: Crop | null = null;
  #to: readonly [number, number, number, number, number, number] = [1, 0, 0, 0, 1, 0];

  use(crop: Crop): void {
    this.#crop = crop;
    this.#to = pictureToCrop(crop.plan);
  }

  /** px of the crop. */
  x(px: number, py: number): number {
    return this.#to[0] * px + this.#to[1] * py + this.#to[2];
  }
  y(px: number, py: number): number {
    return this.#to[3] * px + this.#to[4] * py + this.#to[5];
  }

  /** Mean of 3 x 3 texels around a picture point (px); false outside the picture. */
  readAround(px: number, py: number): boolean {
    const crop = this.#crop;
    const [x, y] = [Math.floor(this.x(px, py)), Math.floor(this.y(px, py))];
    // Not a number is outside too.
    if (!crop || !(x >= 1 && y >= 1 && x < crop.width - 1 && y < crop.height - 1)) return false;
    let [r, g, b, over] = [0, 0, 0, 0];
    for (let j = -1; j <= 1; j++)
      for (let i = -1; i <= 1; i++) {
        const at = ((y + j) * crop.width + x + i) * 4;
        const d = crop.data;
        if (d[at + 3]! < 255) return false;
        r += SRGB8_TO_LINEAR[d[at]!]!;
        g += SRGB8_TO_LINEAR[d[at + 1]!]!;
        b += SRGB8_TO_LINEAR[d[at + 2]!]!;
        if (Math.max(d[at]!, d[at + 1]!, d[at + 2]!) >= CLIP_CODE) over++;
      }
    this.r = r / 9;
    this.g = g / 9;
    this.b = b / 9;
    this.clipped = over / 9;
    return true;
  }
}
