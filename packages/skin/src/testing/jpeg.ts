/** Quantisers of ITU-T T.81, tables K.1 and K.2, quality 50. */
const QUANTA = [
  [
    16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17,
    22, 29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78,
    87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
  ],
  [
    17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99, 47, 66,
    99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
    99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
  ],
] as const;

/** Cosines of the 8-point DCT, orthonormal: row = frequency, 8 x 8. */
const COSINES = Float64Array.from({ length: 64 }, (_, n) => {
  const [u, x] = [n >> 3, n & 7];
  return Math.cos(((2 * x + 1) * u * Math.PI) / 16) * (u ? 0.5 : Math.sqrt(1 / 8));
});
/** The same turned over: the way back. */
const BACK = COSINES.map((_, n) => COSINES[(n & 7) * 8 + (n >> 3)]!);

/** What JPEG leaves of a picture: 8 x 8 blocks of the DCT quantised, chroma 4:2:0 (T.81 with the scaling of libjpeg). */
export const jpeg = (codes: Float32Array, width: number, quality: number): Float32Array => {
  const height = codes.length / 3 / width;
  const scale = quality < 50 ? 50 / quality : 2 - quality / 50;
  const planes = [0, 1, 2].map((c) => {
    const step = c ? 2 : 1;
    const [w, h] = [Math.ceil(width / step), Math.ceil(height / step)];
    const plane = new Float32Array(w * h);
    const count = new Float32Array(w * h);
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const i = (y * width + x) * 3;
        const [r, g, b] = [codes[i]!, codes[i + 1]!, codes[i + 2]!];
        const luma = 0.299 * r + 0.587 * g + 0.114 * b;
        const j = Math.floor(y / step) * w + Math.floor(x / step);
        plane[j]! += c === 0 ? luma - 128 : c === 1 ? (b - luma) / 1.772 : (r - luma) / 1.402;
        count[j]!++;
      }
    for (let j = 0; j < plane.length; j++) plane[j]! /= count[j]!;
    quantise(
      plane,
      { w, h },
      QUANTA[c ? 1 : 0].map((q) => Math.max(1, Math.round(q * scale))),
    );
    return { plane, w, h };
  });
  const out = new Float32Array(codes.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const luma = planes[0]!.plane[y * width + x]! + 128;
      const [cb, cr] = [smooth(planes[1]!, x, y), smooth(planes[2]!, x, y)];
      const rgb = [luma + 1.402 * cr, luma - 0.344136 * cb - 0.714136 * cr, luma + 1.772 * cb];
      for (let k = 0; k < 3; k++) out[(y * width + x) * 3 + k] = Math.min(255, Math.max(0, rgb[k]!));
    }
  return out;
};

/** Chroma of a px, read bilinearly from half the resolution. */
const smooth = (
  { plane, w, h }: { readonly plane: Float32Array; readonly w: number; readonly h: number },
  x: number,
  y: number,
): number => {
  const u = Math.min(w - 1, Math.max(0, (x - 0.5) / 2));
  const v = Math.min(h - 1, Math.max(0, (y - 0.5) / 2));
  const [i, j] = [Math.floor(u), Math.floor(v)];
  const [i1, j1] = [Math.min(w - 1, i + 1), Math.min(h - 1, j + 1)];
  const [fx, fy] = [u - i, v - j];
  return (
    (plane[j * w + i]! * (1 - fx) + plane[j * w + i1]! * fx) * (1 - fy) +
    (plane[j1 * w + i]! * (1 - fx) + plane[j1 * w + i1]! * fx) * fy
  );
};

/** Quantises a plane block by block, in place; edges are repeated. */
const quantise = (
  plane: Float32Array,
  { w, h }: { readonly w: number; readonly h: number },
  quanta: readonly number[],
): void => {
  const [block, rows] = [new Float64Array(64), new Float64Array(64)];
  for (let by = 0; by < h; by += 8)
    for (let bx = 0; bx < w; bx += 8) {
      for (let n = 0; n < 64; n++) {
        const [y, x] = [Math.min(h - 1, by + (n >> 3)), Math.min(w - 1, bx + (n & 7))];
        block[n] = plane[y * w + x]!;
      }
      transform(block, rows, COSINES);
      for (let n = 0; n < 64; n++) block[n] = Math.round(block[n]! / quanta[n]!) * quanta[n]!;
      transform(block, rows, BACK);
      for (let n = 0; n < 64; n++) {
        const [y, x] = [by + (n >> 3), bx + (n & 7)];
        if (y < h && x < w) plane[y * w + x] = block[n]!;
      }
    }
};

/** block := C block C^T. */
const transform = (block: Float64Array, rows: Float64Array, c: Float64Array): void => {
  for (let y = 0; y < 64; y += 8)
    for (let u = 0; u < 8; u++) {
      let sum = 0;
      for (let x = 0; x < 8; x++) sum += c[u * 8 + x]! * block[y + x]!;
      rows[y + u] = sum;
    }
  for (let v = 0; v < 64; v += 8)
    for (let u = 0; u < 8; u++) {
      let sum = 0;
      for (let y = 0; y < 8; y++) sum += c[v + y]! * rows[y * 8 + u]!;
      block[v + u] = sum;
    }
};
