import { type Crop, type CropPlan, type Picture, readCrop } from '@carmine/parsing';
import type { Size } from './detector.ts';

/** Samples a side of one pixel of a thumbnail. */
const SAMPLES = 5;

/** Cut-outs of a picture whose pixels are in memory. A crop is overwritten by the next one of its size. */
export class MemoryCrops {
  readonly #buffers = new Map<number, Uint8ClampedArray>();
  #picture: Picture = { width: 0, height: 0, data: new Uint8ClampedArray() };
  #scale = 1;

  /** The picture to read from; `size`: px of the frame that plans are made in, of which it may be a smaller copy. */
  open(picture: Picture, size: Size): void {
    this.#picture = picture;
    this.#scale = picture.width / size.width;
  }

  readonly read = (plan: CropPlan): Crop => {
    const scale = this.#scale;
    const own = {
      ...plan,
      centerX: plan.centerX * scale,
      centerY: plan.centerY * scale,
      span: plan.span * scale,
    };
    const { width, height, data } = readCrop(this.#picture, own, this.#buffer(plan.width * plan.height * 4));
    return { plan, width, height, data };
  };

  /** The whole picture as `side` x `side` pixels. */
  thumbnail(side: number): Uint8ClampedArray {
    const { width, height, data } = this.#picture;
    const out = this.#buffer(side * side * 4);
    const n = side * SAMPLES;
    for (let y = 0, at = 0; y < side; y++)
      for (let x = 0; x < side; x++, at += 4) {
        let red = 0;
        let green = 0;
        let blue = 0;
        for (let v = 0; v < SAMPLES; v++) {
          const row = Math.floor(((y * SAMPLES + v + 0.5) * height) / n) * width;
          for (let u = 0; u < SAMPLES; u++) {
            const from = (row + Math.floor(((x * SAMPLES + u + 0.5) * width) / n)) * 4;
            red += data[from]!;
            green += data[from + 1]!;
            blue += data[from + 2]!;
          }
        }
        const count = SAMPLES * SAMPLES;
        out[at] = red / count;
        out[at + 1] = green / count;
        out[at + 2] = blue / count;
        out[at + 3] = 255;
      }
    return out;
  }

  #buffer(bytes: number): Uint8ClampedArray {
    const kept = this.#buffers.get(bytes) ?? new Uint8ClampedArray(bytes);
    this.#buffers.set(bytes, kept);
    return kept;
  }
}
