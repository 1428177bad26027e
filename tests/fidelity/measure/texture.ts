import { linearToLab, luminance } from '@carmine/color';
import { linearAt, type Rgba } from './color.ts';

/** Log luminance of a picture, and where it lies. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

export const logLuminance = (image: Rgba): Plane => ({
  width: image.width,
  height: image.height,
  data: Float32Array.from({ length: image.width * image.height }, (_, i) =>
    Math.log(luminance(...linearAt(image.data, i)) + 0.002),
  ),
});

/** The picture's own codes as grey, 0..255 (Rec. 601 weights, as picture tools do). */
export const lumaCodes = (image: Rgba): Plane => ({
  width: image.width,
  height: image.height,
  data: Float32Array.from(
    { length: image.width * image.height },
    (_, i) => 0.299 * image.data[i * 4]! + 0.587 * image.data[i * 4 + 1]! + 0.114 * image.data[i * 4 + 2]!,
  ),
});

/** CIE L*, 0..100. */
export const lightness = (image: Rgba): Plane => ({
  width: image.width,
  height: image.height,
  data: Float32Array.from(
    { length: image.width * image.height },
    (_, i) => linearToLab(linearAt(image.data, i))[0],
  ),
});

/** Separable Gaussian, border values repeated. sigma: px. */
export const gaussian = ({ width, height, data }: Plane, sigma: number): Plane => {
  const radius = Math.ceil(3 * sigma);
  const kernel = Float32Array.from({ length: 2 * radius + 1 }, (_, i) =>
    Math.exp(-((i - radius) ** 2) / (2 * sigma * sigma)),
  );
  const total = kernel.reduce((a, b) => a + b, 0);
  const pass = (
    from: Float32Array,
    step: number,
    length: number,
    along: (i: number) => number,
  ): Float32Array => {
    const out = new Float32Array(from.length);
    for (let i = 0; i < from.length; i++) {
      const at = along(i);
      let sum = 0;
      for (let k = -radius; k <= radius; k++)
        sum += kernel[k + radius]! * from[i + (Math.min(length - 1, Math.max(0, at + k)) - at) * step]!;
      out[i] = sum / total;
    }
    return out;
  };
  const across = pass(data, 1, width, (i) => i % width);
  return { width, height, data: pass(across, width, height, (i) => Math.floor(i / width)) };
};

export const minus = (a: Plane, b: Plane): Plane => ({ ...a, data: a.data.map((v, i) => v - b.data[i]!) });

/** Structural similarity (Wang et al. 2004) of two planes, windows of `side` px around the pixels of `where`; c: stabiliser, squared units of the planes. */
export const ssim = (a: Plane, b: Plane, where: (pixel: number) => boolean, side = 9, c = 1e-4): number => {
  const half = side >> 1;
  let [total, count] = [0, 0];
  for (let y = half; y < a.height - half; y += 3)
    for (let x = half; x < a.width - half; x += 3) {
      if (!where(y * a.width + x)) continue;
      let [sa, sb, aa, bb, ab] = [0, 0, 0, 0, 0];
      for (let v = -half; v <= half; v++)
        for (let u = -half; u <= half; u++) {
          const at = (y + v) * a.width + x + u;
          const [p, q] = [a.data[at]!, b.data[at]!];
          sa += p;
          sb += q;
          aa += p * p;
          bb += q * q;
          ab += p * q;
        }
      const n = side * side;
      const [ma, mb] = [sa / n, sb / n];
      const [va, vb, cov] = [aa / n - ma * ma, bb / n - mb * mb, ab / n - ma * mb];
      total += ((2 * ma * mb + c) * (2 * cov + c)) / ((ma * ma + mb * mb + c) * (va + vb + c));
      count++;
    }
  return total / Math.max(1, count);
};
