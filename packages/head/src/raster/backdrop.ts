import type { LinearRgb } from '@carmine/color';
import { encode8 } from './encode.ts';

/** The studio wall: a vertical ramp with a soft pool of light behind the head; not lit by the scene's light. */
export interface Backdrop {
  readonly key: string;
  /** width x height x 3, linear, as seen. */
  readonly linear: Float32Array;
  /** width x height x 3, sRGB codes. */
  readonly codes: Uint8Array;
}

export const makeBackdrop = (
  width: number,
  height: number,
  [top, bottom]: readonly [LinearRgb, LinearRgb],
  known?: Backdrop,
): Backdrop => {
  const key = JSON.stringify([width, height, top, bottom]);
  if (known?.key === key) return known;
  const linear = new Float32Array(width * height * 3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const t = (y + 0.5) / height;
      const d2 = (((x + 0.5) / width - 0.5) * 1.5) ** 2 + ((t - 0.42) * 1.2) ** 2;
      const pool = 0.9 + 0.16 * Math.exp(-d2 / 0.16);
      for (let c = 0; c < 3; c++)
        linear[(y * width + x) * 3 + c] = Math.min(1, (top[c]! + (bottom[c]! - top[c]!) * t) * pool);
    }
  return { key, linear, codes: Uint8Array.from(linear, encode8) };
};
