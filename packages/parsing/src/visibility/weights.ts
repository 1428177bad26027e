import { CarmineError } from '@carmine/errors';

/** A depthwise 3 x 3 and the pointwise product after it, batch norm folded in; ReLU follows. */
export interface SeparableLayer {
  readonly inputs: number;
  readonly outputs: number;
  readonly stride: 1 | 2;
  /** [9][inputs], taps by rows. */
  readonly depth: Float32Array;
  readonly point: PointLayer;
}

/** A product over channels: `weights` in blocks of four outputs, [outputs / 4][inputs][4]. */
export interface PointLayer {
  readonly inputs: number;
  readonly outputs: number;
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

/** Name, inputs, outputs, stride; the order of the file (models/visibility, net.py SEPARABLE). */
const SEPARABLE = [
  ['down1', 16, 32, 2],
  ['mid1', 32, 32, 1],
  ['down2', 32, 64, 2],
  ['mid2a', 64, 64, 1],
  ['mid2b', 64, 64, 1],
  ['down3', 64, 96, 2],
  ['deep1', 96, 96, 1],
  ['deep2', 96, 96, 1],
  ['deep3', 96, 96, 1],
  ['up2', 64, 64, 1],
  ['up1', 32, 32, 1],
  ['up0', 16, 16, 1],
] as const;
/** net.py POINTWISE, after the separable ones in the file. */
const POINTWISE = [
  ['context', 96, 96],
  ['join2', 96, 64],
  ['join1', 64, 32],
  ['join0', 32, 16],
  ['head', 16, 4],
] as const;
/** 9 taps of 3 colours, then the prior's 4 channels, to 16. */
const STEM_INPUTS = 31;
const STEM_OUTPUTS = 16;

export type SeparableName = (typeof SEPARABLE)[number][0];
export type PointName = (typeof POINTWISE)[number][0];

export interface VisibilityWeights {
  readonly stem: PointLayer;
  readonly separable: Readonly<Record<SeparableName, SeparableLayer>>;
  readonly point: Readonly<Record<PointName, PointLayer>>;
}

/** File: "CVIS", u32 version, u32 count of values, u32 CRC-32 of what follows, then the values as little-endian float16. */
const MAGIC = 0x53495643;
const VERSION = 1;
const HEADER = 16;

const refuse = (problem: string): CarmineError =>
  new CarmineError('model-invalid', {
    message: `visibility.bin: ${problem}`,
    hint: 'visibility.bin under assetBase/models is not the file of this version. Copy the whole assets folder again.',
    details: { file: 'visibility.bin' },
  });

/** CRC-32 (IEEE 802.3, reflected), as zlib's. */
const crc32 = (bytes: Uint8Array): number => {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let k = 0; k < 8; k++) crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1));
  }
  return (crc ^ 0xffffffff) >>> 0;
};

/** IEEE 754 binary16 to a number. */
const half = (bits: number): number => {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction ? Number.NaN : sign * Infinity;
  return sign * (exponent ? (1 + fraction / 1024) * 2 ** (exponent - 15) : fraction * 2 ** -24);
};

const readValues = (buffer: ArrayBuffer): Float32Array => {
  if (buffer.byteLength < HEADER) throw refuse('too short');
  const view = new DataView(buffer);
  if (view.getUint32(0, true) !== MAGIC) throw refuse('it does not begin with CVIS');
  if (view.getUint32(4, true) !== VERSION) throw refuse(`version ${view.getUint32(4, true)}, not ${VERSION}`);
  const count = view.getUint32(8, true);
  if (buffer.byteLength !== HEADER + count * 2) throw refuse('its length is not what it says');
  if (crc32(new Uint8Array(buffer, HEADER)) !== view.getUint32(12, true))
    throw refuse('its checksum is wrong');
  const values = Float32Array.from({ length: count }, (_, i) => half(view.getUint16(HEADER + i * 2, true)));
  if (!values.every(Number.isFinite)) throw refuse('it holds values that are not numbers');
  return values;
};

/** [inputs][outputs] to blocks of four outputs. */
const blocked = (w: Float32Array, inputs: number, outputs: number): Float32Array =>
  Float32Array.from({ length: inputs * outputs }, (_, i) => {
    const block = Math.floor(i / (inputs * 4));
    const input = Math.floor(i / 4) % inputs;
    return w[input * outputs + block * 4 + (i % 4)]!;
  });

/** Reads the weight file. @throws CarmineError `model-invalid`. */
export const readWeights = (buffer: ArrayBuffer): VisibilityWeights => {
  const values = readValues(buffer);
  let at = 0;
  const take = (count: number): Float32Array => {
    at += count;
    if (at > values.length) throw refuse('it holds too few values');
    return values.subarray(at - count, at);
  };
  const point = (inputs: number, outputs: number): PointLayer => ({
    inputs,
    outputs,
    weights: blocked(take(inputs * outputs), inputs, outputs),
    bias: take(outputs),
  });
  const stem = point(STEM_INPUTS, STEM_OUTPUTS);
  const separable = Object.fromEntries(
    SEPARABLE.map(([name, inputs, outputs, stride]) => [
      name,
      { inputs, outputs, stride, depth: take(9 * inputs), point: point(inputs, outputs) },
    ]),
  ) as Record<SeparableName, SeparableLayer>;
  const lines = Object.fromEntries(
    POINTWISE.map(([name, inputs, outputs]) => [name, point(inputs, outputs)]),
  ) as Record<PointName, PointLayer>;
  if (at !== values.length) throw refuse('it holds too many values');
  return { stem, separable, point: lines };
};
