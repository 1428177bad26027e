/** 8-bit RGBA, rows from the top. */
interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

const EVEN = 0x00ff00ff;

/** Makes each `by` x `by` pixels of `from` one of `into` (their mean), which is that many times smaller. Two channels are summed at a time, in
 *  the halves of a 32-bit number: `by` is 16 at most. */
export const boxShrink = (from: Pixels, by: number, into: Pixels): void => {
  const source = new Uint32Array(from.data.buffer, from.data.byteOffset, from.width * from.height);
  const { width, height, data } = into;
  const count = by * by;
  const half = count >> 1;
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at += 4) {
      let even = 0;
      let odd = 0;
      for (let v = 0; v < by; v++) {
        const row = (y * by + v) * from.width + x * by;
        for (let u = 0; u < by; u++) {
          const texel = source[row + u]!;
          even += texel & EVEN;
          odd += (texel >>> 8) & EVEN;
        }
      }
      data[at] = (((even & 0xffff) + half) / count) | 0;
      data[at + 1] = (((odd & 0xffff) + half) / count) | 0;
      data[at + 2] = (((even >>> 16) + half) / count) | 0;
      data[at + 3] = (((odd >>> 16) + half) / count) | 0;
    }
};
