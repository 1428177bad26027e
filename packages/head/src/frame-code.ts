import { CarmineError } from '@carmine/errors';
import type { PixelImage } from './result.ts';

/** Bars: guard (black, white), 16 bits high to low, even parity, guard (white, black). White = 1. */
const BITS = 16;
const CELLS = BITS + 5;
/** Quiet frame around the bars, in cells. */
const QUIET = 1;

/** Side of one cell, px: wide enough to survive 4:2:0 and scaling to half. */
export const frameCodeCell = (width: number): number => Math.max(4, Math.round(width / 80));

const barsOf = (id: number): number[] => {
  const bits = Array.from({ length: BITS }, (_, i) => (id >> (BITS - 1 - i)) & 1);
  const parity = bits.reduce((a, b) => a ^ b, 0);
  return [0, 1, ...bits, parity, 1, 0];
};

/** Draws the number (0..65535) as bars into the top left corner of an RGBA picture.
 *  @throws CarmineError `invalid-argument` when the picture is too narrow (under 92 px). */
export const drawFrameCode = (rgba: Uint8ClampedArray, width: number, height: number, id: number): void => {
  const cell = frameCodeCell(width);
  const [w, h] = [(CELLS + 2 * QUIET) * cell, (2 + 2 * QUIET) * cell];
  if (w > width || h > height)
    throw new CarmineError('invalid-argument', {
      message: `head: frameCode needs at least ${w} x ${h} px, the picture has ${width} x ${height}`,
      details: { field: 'frameCode' },
    });
  const bars = barsOf(id);
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      const k = Math.floor(x / cell) - QUIET;
      const inside = k >= 0 && k < CELLS && y >= QUIET * cell && y < h - QUIET * cell;
      const at = (y * width + x) * 4;
      rgba.fill(inside && bars[k] === 0 ? 0 : 255, at, at + 3);
    }
};

/** Reads the number back, also after video coding; null when there is no code or its parity is wrong. */
export const readFrameCode = ({ data, width, height }: PixelImage): number | null => {
  const cell = frameCodeCell(width);
  const y = (QUIET + 1) * cell;
  if ((CELLS + 2 * QUIET) * cell > width || y >= height) return null;
  const bar = (k: number): number => {
    const at = (y * width + Math.floor((k + QUIET + 0.5) * cell)) * 4;
    return data[at]! + data[at + 1]! + data[at + 2]! > 382 ? 1 : 0;
  };
  const bars = Array.from({ length: CELLS }, (_, k) => bar(k));
  const id = bars.slice(2, 2 + BITS).reduce((sum, bit) => sum * 2 + bit, 0);
  return bars.every((b, k) => b === barsOf(id)[k]) ? id : null;
};
