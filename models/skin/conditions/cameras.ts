import { linearToSrgb } from '@carmine/color';
import { normalFrom, randomFrom } from '../../../packages/skin/src/testing/random.ts';

/** What a camera makes of light: ranges of skin.md 3.4, as the colour net and MapNet are trained with (carmine_skin/capture.py, carmine_maps/picture.py). */
export interface Camera {
  /** Colourfulness about the luminance, linear. */
  readonly saturation: number;
  /** Exponent of the encoded value, and amplitude of its S. */
  readonly gamma: number;
  readonly contrast: number;
  /** Share by which an unsharp mask of 1 px adds to edges, encoded. */
  readonly sharpen: number;
  /** Quality of the JPEG, 1..100, chroma at half the resolution; null: none. */
  readonly quality: number | null;
  /** SD of linear light at white. */
  readonly noise: number;
}

/** A camera by chance. Noise: 30 to 45 dB at middle grey, as pictures of faces are scaled down before they are read. */
export const cameraOf = (seed: number): Camera => {
  const random = randomFrom(seed * 6_151 + 29);
  const between = (low: number, high: number): number => low + (high - low) * random();
  const saturation = between(0.9, 1.25);
  const gamma = Math.exp(0.06 * normalFrom(random));
  const contrast = 0.01 + 0.03 * normalFrom(random);
  const [sharpens, sharpen] = [random() < 0.6, between(0.1, 0.9)];
  const [packs, quality] = [random() < 0.85, Math.round(between(62, 96))];
  return {
    saturation,
    gamma,
    contrast,
    sharpen: sharpens ? sharpen : 0,
    quality: packs ? quality : null,
    noise: Math.sqrt(0.18) / 10 ** (between(30, 45) / 20),
  };
};

const LUMA = [0.2126, 0.7152, 0.0722] as const;

/** Linear light of a picture to 8-bit codes, interleaved RGB. */
export const encode = (linear: Float32Array, width: number, camera: Camera): Float32Array => {
  const codes = new Float32Array(linear.length);
  for (let i = 0; i < linear.length; i += 3) {
    const y = LUMA[0] * linear[i]! + LUMA[1] * linear[i + 1]! + LUMA[2] * linear[i + 2]!;
    for (let k = 0; k < 3; k++) {
      const light = Math.min(1, Math.max(0, y + camera.saturation * (linear[i + k]! - y)));
      const v = linearToSrgb(light) ** camera.gamma;
      codes[i + k] = 255 * (v - camera.contrast * Math.sin(2 * Math.PI * v));
    }
  }
  const sharp = camera.sharpen ? sharpened(codes, width, camera.sharpen) : codes;
  return camera.quality === null ? sharp : jpeg(sharp, width, camera.quality);
};

/** Unsharp mask with a binomial blur (1 4 6 4 1) both ways, SD 1 px. */
const sharpened = (codes: Float32Array, width: number, amount: number): Float32Array => {
  const height = codes.length / 3 / width;
  const pass = (from: Float32Array, dx: number, dy: number): Float32Array => {
    const out = new Float32Array(from.length);
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        for (let k = 0; k < 3; k++) {
          const at = (d: number): number => {
            const [u, v] = [
              Math.min(width - 1, Math.max(0, x + d * dx)),
              Math.min(height - 1, Math.max(0, y + d * dy)),
            ];
            return from[(v * width + u) * 3 + k]!;
          };
          out[(y * width + x) * 3 + k] = (at(-2) + 4 * at(-1) + 6 * at(0) + 4 * at(1) + at(2)) / 16;
        }
    return out;
  };
  const soft = pass(pass(codes, 1, 0), 0, 1);
  return codes.map((v, i) => Math.min(255, Math.max(0, v + amount * (v - soft[i]!))));
};

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

/** Cosines of the 8-point DCT, orthonormal: row = frequency. */
const COSINES = Array.from({ length: 8 }, (_, u) =>
  Array.from(
    { length: 8 },
    (_, x) => Math.cos(((2 * x + 1) * u * Math.PI) / 16) * (u ? 0.5 : Math.sqrt(1 / 8)),
  ),
);

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
      transform(block, rows, (a, b) => COSINES[a]![b]!);
      for (let n = 0; n < 64; n++) block[n] = Math.round(block[n]! / quanta[n]!) * quanta[n]!;
      transform(block, rows, (a, b) => COSINES[b]![a]!);
      for (let n = 0; n < 64; n++) {
        const [y, x] = [by + (n >> 3), bx + (n & 7)];
        if (y < h && x < w) plane[y * w + x] = block[n]!;
      }
    }
};

/** block := C block C^T, with C given by its elements. */
const transform = (
  block: Float64Array,
  rows: Float64Array,
  element: (row: number, column: number) => number,
): void => {
  for (let y = 0; y < 8; y++)
    for (let u = 0; u < 8; u++) {
      let sum = 0;
      for (let x = 0; x < 8; x++) sum += element(u, x) * block[y * 8 + x]!;
      rows[y * 8 + u] = sum;
    }
  for (let v = 0; v < 8; v++)
    for (let u = 0; u < 8; u++) {
      let sum = 0;
      for (let y = 0; y < 8; y++) sum += element(v, y) * rows[y * 8 + u]!;
      block[v * 8 + u] = sum;
    }
};
