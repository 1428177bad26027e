import { SRGB8_TO_LINEAR } from '@carmine/color';
import type { Crop } from '../crop.ts';
import { SPOKES, type Spokes } from './spokes.ts';

/** Channels of a tissue sample: see `Tissue.read`. */
export const CHANNELS = 4;
/** Luminance weights of linear sRGB (IEC 61966-2-1). */
const [LR, LG, LB] = [0.2126, 0.7152, 0.0722];
/** Keeps logarithms of dark pixels quiet: share of the skin's level. */
const FLOOR = 0.04;
/** Natural logarithms that count as one unit: luminance, red over green, green over blue. */
const UNIT = [0.5, 0.2, 0.2] as const;
const LIMIT = 3;
/** Skin is read this far outside the lips, mm (rendering.md 2.3). */
const SKIN_MM = [4, 6, 8, 10];
/** Beard is darker than the skin it grows on, shine brighter: the band's quantiles taken as skin. In a full beard little of the band is bare (0320). */
const SKIN_QUANTILES = [0.7, 0.96] as const;
/** Lips are read at these shares of the way from the outer to the inner curve. */
const LIP_SHARES = [0.35, 0.5, 0.65];
/** Variance added to each channel: colours closer than this are the same. */
const RIDGE = 0.02;
const SKIN_SAMPLES = SKIN_MM.length * SPOKES;
const LIP_SAMPLES = LIP_SHARES.length * SPOKES;

/** Colours relative to this mouth's own skin, and how lip-like they are. Nothing is allocated after construction. */
export class Tissue {
  /** Distance of lip and skin in standard deviations. */
  separation = 0;
  readonly #linear = new Float32Array(3);
  readonly #skin = new Float32Array([0.5, 0.5, 0.5]);
  readonly #floor = new Float32Array(3);
  readonly #log = new Float32Array(3);
  readonly #samples = new Float32Array(Math.max(SKIN_SAMPLES, LIP_SAMPLES) * 3);
  readonly #column = new Float32Array(Math.max(SKIN_SAMPLES, LIP_SAMPLES));
  readonly #skinMean = new Float32Array(3);
  readonly #lipMean = new Float32Array(3);
  readonly #skinSpread = new Float32Array(3);
  readonly #lipSpread = new Float32Array(3);
  /** Lip-likeness = offset + weights . colour: 0 on this mouth's skin, 1 on its lips. */
  readonly #axis = new Float32Array(4);

  /** Learns skin and lip of the mouth in `crop`. False: too little of it is in the picture. */
  learn(crop: Crop, spokes: Spokes, pxPerMm: number): boolean {
    const skin = this.#gatherSkin(crop, spokes, pxPerMm);
    if (skin < SKIN_SAMPLES / 4) return false;
    this.#levelSkin(skin);
    this.#summarise(this.#relate(skin), this.#skinMean, this.#skinSpread);
    const lip = this.#gatherLip(crop, spokes);
    if (lip < LIP_SAMPLES / 2) return false;
    this.#summarise(this.#relate(lip), this.#lipMean, this.#lipSpread);
    this.#separate();
    return true;
  }

  /** Writes log-luminance, log red/green and log green/blue against the skin, and lip-likeness, at a point of the crop to `out`. */
  read(crop: Crop, x: number, y: number, out: Float32Array, at: number): void {
    const c = this.#linear;
    sample(crop, x, y, c);
    this.#logs(c[0]!, c[1]!, c[2]!);
    const log = this.#log;
    let lip = this.#axis[3]!;
    for (let k = 0; k < 3; k++) {
      const v = Math.min(LIMIT, Math.max(-LIMIT, log[k]!));
      out[at + k] = v;
      lip += this.#axis[k]! * v;
    }
    out[at + 3] = Math.min(2, Math.max(-1, lip));
  }

  #logs(r: number, g: number, b: number): void {
    const [s, f] = [this.#skin, this.#floor];
    const y = LR * r + LG * g + LB * b;
    const ys = LR * s[0]! + LG * s[1]! + LB * s[2]!;
    const red = Math.log((r + f[0]!) / (s[0]! + f[0]!));
    const green = Math.log((g + f[1]!) / (s[1]! + f[1]!));
    const blue = Math.log((b + f[2]!) / (s[2]! + f[2]!));
    this.#log[0] = Math.log((y + FLOOR * ys) / (ys + FLOOR * ys)) / UNIT[0];
    this.#log[1] = (red - green) / UNIT[1];
    this.#log[2] = (green - blue) / UNIT[2];
  }

  #gatherSkin(crop: Crop, { origins, directions }: Spokes, pxPerMm: number): number {
    let count = 0;
    for (let k = 0; k < SPOKES; k++)
      for (const mm of SKIN_MM) {
        const x = origins[0][k * 2]! + directions[0][k * 2]! * mm * pxPerMm;
        const y = origins[0][k * 2 + 1]! + directions[0][k * 2 + 1]! * mm * pxPerMm;
        if (sample(crop, x, y, this.#linear)) this.#samples.set(this.#linear, 3 * count++);
      }
    return count;
  }

  #gatherLip(crop: Crop, { origins: [outer, inner] }: Spokes): number {
    let count = 0;
    for (let k = 0; k < SPOKES; k++)
      for (const share of LIP_SHARES) {
        const x = outer[k * 2]! + (inner[k * 2]! - outer[k * 2]!) * share;
        const y = outer[k * 2 + 1]! + (inner[k * 2 + 1]! - outer[k * 2 + 1]!) * share;
        if (sample(crop, x, y, this.#linear)) this.#samples.set(this.#linear, 3 * count++);
      }
    return count;
  }

  /** The skin's colour: medians of the samples that are neither hair nor shine. */
  #levelSkin(count: number): void {
    const { lo, hi } = this.#bounds(count);
    for (let k = 0; k < 3; k++) {
      let n = 0;
      for (let i = 0; i < count; i++)
        if (within(this.#luma(i), lo, hi)) this.#column[n++] = this.#samples[i * 3 + k]!;
      this.#skin[k] = Math.max(1e-3, median(this.#column, n));
    }
    for (let k = 0; k < 3; k++) this.#floor[k] = FLOOR * this.#skin[k]!;
  }

  #bounds(count: number): { lo: number; hi: number } {
    for (let i = 0; i < count; i++) this.#column[i] = this.#luma(i);
    const sorted = this.#column.subarray(0, count).sort();
    const quantile = (q: number): number => sorted[Math.min(count - 1, Math.floor(q * count))]!;
    return { lo: quantile(SKIN_QUANTILES[0]), hi: quantile(SKIN_QUANTILES[1]) };
  }

  #luma(i: number): number {
    const s = this.#samples;
    return LR * s[i * 3]! + LG * s[i * 3 + 1]! + LB * s[i * 3 + 2]!;
  }

  /** Turns the gathered colours into logarithms against the skin. */
  #relate(count: number): number {
    const s = this.#samples;
    for (let i = 0; i < count; i++) {
      this.#logs(s[i * 3]!, s[i * 3 + 1]!, s[i * 3 + 2]!);
      s.set(this.#log, i * 3);
    }
    return count;
  }

  /** Median and variance about it (by the median absolute deviation) of each channel. */
  #summarise(count: number, mean: Float32Array, variance: Float32Array): void {
    for (let k = 0; k < 3; k++) {
      for (let i = 0; i < count; i++) this.#column[i] = this.#samples[i * 3 + k]!;
      const middle = median(this.#column, count);
      for (let i = 0; i < count; i++) this.#column[i] = Math.abs(this.#samples[i * 3 + k]! - middle);
      mean[k] = middle;
      variance[k] = (1.4826 * median(this.#column, count)) ** 2;
    }
  }

  /** Fisher's direction between the two, channels taken as independent. */
  #separate(): void {
    let square = 0;
    for (let k = 0; k < 3; k++) {
      const difference = this.#lipMean[k]! - this.#skinMean[k]!;
      const w = difference / ((this.#lipSpread[k]! + this.#skinSpread[k]!) / 2 + RIDGE);
      this.#axis[k] = w;
      square += w * difference;
    }
    this.separation = Math.sqrt(square);
    // Lips that match the skin have no direction: everything is half a lip.
    const scale = 1 / Math.max(square, 0.25);
    let offset = 0;
    for (let k = 0; k < 3; k++) {
      this.#axis[k]! *= scale;
      offset -= this.#axis[k]! * this.#skinMean[k]!;
    }
    this.#axis[3] = offset;
  }
}

const within = (v: number, lo: number, hi: number): boolean => v >= lo && v <= hi;

const median = (values: Float32Array, count: number): number =>
  count === 0 ? 0 : values.subarray(0, count).sort()[count >> 1]!;

/** Linear colour at a point, bilinear, the edge repeated. False: outside the crop or the picture. */
const sample = ({ width, height, data }: Crop, x: number, y: number, out: Float32Array): boolean => {
  const px = Math.min(width - 1.001, Math.max(0, x - 0.5));
  const py = Math.min(height - 1.001, Math.max(0, y - 0.5));
  const i = Math.floor(px);
  const j = Math.floor(py);
  const u = px - i;
  const v = py - j;
  const a = (j * width + i) * 4;
  const b = a + width * 4;
  const wa = (1 - u) * (1 - v);
  const wb = u * (1 - v);
  const wc = (1 - u) * v;
  const wd = u * v;
  for (let k = 0; k < 3; k++)
    out[k] =
      wa * SRGB8_TO_LINEAR[data[a + k]!]! +
      wb * SRGB8_TO_LINEAR[data[a + 4 + k]!]! +
      wc * SRGB8_TO_LINEAR[data[b + k]!]! +
      wd * SRGB8_TO_LINEAR[data[b + 4 + k]!]!;
  return x >= 0 && y >= 0 && x <= width && y <= height && data[a + 3]! > 127 && data[b + 7]! > 127;
};
