import { linearToSrgb } from '@carmine/color';
import { jpeg } from '../../../packages/skin/src/testing/jpeg.ts';
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

/** Unsharp mask with a binomial blur (1 4 6 4 1) both ways, SD 1 px; edges are repeated. */
const sharpened = (codes: Float32Array, width: number, amount: number): Float32Array => {
  const height = codes.length / 3 / width;
  /** Blurs along lines of `count` samples, `step` apart; lines begin `next` apart. */
  const pass = (
    from: Float32Array,
    { lines, next, count, step }: Record<'lines' | 'next' | 'count' | 'step', number>,
  ): Float32Array => {
    const out = new Float32Array(from.length);
    for (let line = 0; line < lines; line++)
      for (let k = 0; k < 3; k++) {
        const start = line * next + k;
        const end = start + (count - 1) * step;
        for (let i = start; i <= end; i += step) {
          const [a, b] = [Math.max(start, i - 2 * step), Math.max(start, i - step)];
          const [c, d] = [Math.min(end, i + step), Math.min(end, i + 2 * step)];
          out[i] = (from[a]! + 4 * from[b]! + 6 * from[i]! + 4 * from[c]! + from[d]!) / 16;
        }
      }
    return out;
  };
  const across = pass(codes, { lines: height, next: 3 * width, count: width, step: 3 });
  const soft = pass(across, { lines: width, next: 3, count: height, step: 3 * width });
  return codes.map((v, i) => Math.min(255, Math.max(0, v + amount * (v - soft[i]!))));
};
